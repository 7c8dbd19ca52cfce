import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { startBackend } from '../backend/server.ts'
import { resolveElectron } from '../support/electron-runtime.ts'
import { expectField } from '../support/story.ts'
import { launchTidings, openCli, type Tidings } from '../support/tidings.ts'
import { startVirtualDesktop } from '../support/virtual-desktop.ts'
import { waitFor } from '../support/wait-for.ts'

// `npm run bench:rest`: what the built app costs while it only waits, before a window was open, with it, and after.

const watchedSeconds = 20

/** The processes of the app, their memory in MiB and their share of one core while they were watched. */
async function measure({ app }: Tidings, when: string): Promise<void> {
  // The first call begins the measuring of the processor, the second reads it.
  await app.evaluate(({ app: electron }) => electron.getAppMetrics())
  await delay(watchedSeconds * 1_000)
  const metrics = await app.evaluate(({ app: electron }) => electron.getAppMetrics())
  const memory = metrics.reduce((sum, { memory: { workingSetSize } }) => sum + workingSetSize, 0) / 1024
  const processor = metrics.reduce((sum, { cpu }) => sum + cpu.percentCPUUsage, 0)
  const wakeups = metrics.reduce((sum, { cpu }) => sum + cpu.idleWakeupsPerSecond, 0)
  const kinds = metrics.map(
    ({ type, memory: { workingSetSize } }) => `${type} ${Math.round(workingSetSize / 1024)}`,
  )
  console.log(
    `${when}: ${Math.round(memory)} MiB in ${metrics.length} processes (${kinds.join(', ')}), ` +
      `${processor.toFixed(2)} % of a core, ${wakeups.toFixed(0)} wake-ups a second`,
  )
}

const folder = mkdtempSync(join(tmpdir(), 'tidings-rest-'))
const token = 'bench-token'
const electron = await resolveElectron()
const desktop = await startVirtualDesktop()
const backend = await startBackend({ port: 0, token })
const place = {
  executable: electron.executable,
  env: { ...desktop.env, TIDINGS_TOKEN: token },
  userDataDir: join(folder, 'profile'),
}
const tidings = await launchTidings(place, ['--server', backend.streamUrl, '--hidden'])
try {
  const cli = openCli(place)
  await waitFor('the connection', async () => expectField(await cli.status(), 'connection', 'open'))
  await measure(tidings, 'at rest')
  await cli.run('--show')
  const page = await tidings.page()
  await page.getByText('Connected').first().waitFor()
  await measure(tidings, 'window open')
  await page.close()
  await waitFor('the renderer to end', async () => (await tidings.renderers()) === 0)
  await measure(tidings, 'at rest again')
} finally {
  await tidings.kill()
  await backend.stop()
  await desktop.stop()
  rmSync(folder, { recursive: true, force: true })
}
