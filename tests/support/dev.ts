import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createServer } from 'vite'
import { startBackend } from '../backend/server.ts'
import { resolveElectron } from './electron-runtime.ts'
import { hasDisplay } from './has-display.ts'
import { launch } from './prepare.ts'
import { sandboxArguments } from './sandbox-arguments.ts'
import { projectFolder } from './tidings.ts'

// `npm run dev`: the app against the stand-in backend; the window reloads in place, the main process by restart.

await launch(async () => {
  if (!hasDisplay())
    throw new Error('npm run dev needs a display. Without one, npm start plays the app by itself.')
  const electron = await resolveElectron()
  console.log(electron.description)
  const token = randomBytes(24).toString('base64url')
  const backend = await startBackend({ token })
  console.log(`Dashboard: ${backend.url}/`)
  const profile = join(projectFolder, 'artifacts', 'dev-profile')
  // Read by vite.config.ts, which starts Electron once main and preload are built.
  Object.assign(process.env, {
    ELECTRON_OVERRIDE_DIST_PATH: electron.directory,
    TIDINGS_TOKEN: token,
    TIDINGS_DEV_ARGUMENTS: JSON.stringify([
      ...sandboxArguments(),
      '.',
      ...['--user-data-dir', profile, '--server', backend.streamUrl],
    ]),
  })
  const server = await createServer({ configFile: join(projectFolder, 'vite.config.ts') })
  await server.listen()
  await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve))
  await backend.stop()
  // The watching builds have no handle to be ended by; Electron goes with this process.
  process.exit(0)
})
