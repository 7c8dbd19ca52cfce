import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { createTestKey } from './signed-updates.ts'
import { projectFolder } from './tidings.ts'

export interface PackedApp {
  readonly executable: string
  /** Electron's `resources` of this app. */
  readonly resources: string
}

/**
 * The built app as packages hold it: with a program of its own name, by which Electron knows that it is packaged. Made of
 * links, so it costs nothing.
 *
 * @param electron the executable of Electron
 * @param folder must not exist yet
 * @param updatesUrl where it looks for updates
 */
export function packApp(electron: string, folder: string, updatesUrl = 'http://127.0.0.1:9/'): PackedApp {
  const runtime = dirname(electron)
  const resources = join(folder, 'resources')
  const executable = join(folder, 'tidings')
  mkdirSync(resources, { recursive: true })
  for (const name of readdirSync(runtime)) {
    if (name === 'resources' || name === basename(electron)) continue
    symlinkSync(join(runtime, name), join(folder, name))
  }
  // Not a link, which Electron would follow to find its files.
  copyFileSync(electron, executable)
  const app = join(resources, 'app')
  mkdirSync(app)
  for (const name of ['dist', 'resources']) symlinkSync(join(projectFolder, name), join(app, name))
  const manifest = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'))
  const updates = { server: updatesUrl, publicKeys: [createTestKey().publicKey] }
  writeFileSync(join(app, 'package.json'), JSON.stringify({ ...manifest, updates }))
  return { executable, resources }
}
