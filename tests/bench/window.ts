import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBackend } from '../backend/server.ts'
import { resolveElectron } from '../support/electron-runtime.ts'
import { fillHistory } from '../support/fill-history.ts'
import { scrollThrough } from '../support/scroll-through.ts'
import { expectField } from '../support/story.ts'
import { launchTidings, openCli } from '../support/tidings.ts'
import { startVirtualDesktop } from '../support/virtual-desktop.ts'
import { waitFor } from '../support/wait-for.ts'

// `npm run bench:window`: how long the built app's window takes to open on a history of 100,000, to scroll through it,
// and to find something in it.

const count = 100_000
const token = 'bench-token'
const folder = mkdtempSync(join(tmpdir(), 'tidings-window-'))
const electron = await resolveElectron()
const desktop = await startVirtualDesktop()
const backend = await startBackend({ port: 0, token })
const place = {
  executable: electron.executable,
  env: { ...desktop.env, TIDINGS_TOKEN: token },
  userDataDir: join(folder, 'profile'),
}
fillHistory(place.userDataDir, backend.streamUrl, count)
const tidings = await launchTidings(place, ['--server', backend.streamUrl, '--hidden'])
const cli = openCli(place)
try {
  await waitFor('the connection', async () => expectField(await cli.status(), 'connection', 'open'))
  await cli.run('--show')
  const page = await tidings.page()
  await page.getByText(`News ${count}`, { exact: true }).waitFor()
  const paintedMs = await waitFor('the first paint', () =>
    page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime),
  )
  console.log(`first paint ${Math.round(paintedMs)} ms after the page began to load`)

  const { frameMs, most, empty } = await scrollThrough(page)
  const part = (share: number) => frameMs[Math.floor((frameMs.length - 1) * share)]?.toFixed(0)
  console.log(
    `${frameMs.length} frames of scrolling: half within ${part(0.5)} ms, 95 % within ${part(0.95)} ms, ` +
      `the longest ${part(1)} ms; at most ${most} rows in the page, ${empty} frames with a hole`,
  )

  await page.keyboard.press('/')
  const typedAt = performance.now()
  await page.keyboard.type('News 4242')
  await page.getByText('News 94242', { exact: true }).waitFor()
  console.log(`found, while one types: ${Math.round(performance.now() - typedAt)} ms after the first letter`)
} finally {
  await tidings.kill()
  await backend.stop()
  await desktop.stop()
  rmSync(folder, { recursive: true, force: true })
}
