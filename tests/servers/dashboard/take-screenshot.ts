import { execFile } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright'
import { launch, prepare } from '../../support/prepare.ts'
import { projectFolder } from '../../support/tidings.ts'
import { waitFor } from '../../support/wait-for.ts'
import { buildDashboard } from './build-dashboard.ts'
import { orderExport } from './open-browser.ts'
import { openSideBySide } from './side-by-side.ts'

// `npm run docs:screenshot`: takes the picture of resources/docs/backend.md again, of the real parts.

const file = join(projectFolder, 'resources/docs/images/side-by-side.png')

await launch(async () => {
  const { electron } = await prepare({ virtualDesktop: true })
  process.env.ELECTRON_OVERRIDE_DIST_PATH = electron.directory
  await buildDashboard()
  const { dashboard, alice, page, window, desktop, cli, stop } = await openSideBySide()
  try {
    await alice.startExport(400_000, 10_000)
    await waitFor('its progress', async () =>
      (await cli.history()).some(({ progress }) => (progress ?? 0) > 0.3),
    )
    await orderExport(page, 100_000)
    await desktop.notifications.waitFor(({ id }) => id !== undefined)
    for (const shown of [page, window]) await shown.getByText('Your export is ready!').first().waitFor()
    // Nothing new, so that the app, which draws progress at its own pace, catches up with the browser.
    dashboard.freeze()
    const rowsIn = (shown: Page) => shown.getByText('of 400,000 rows').first().textContent()
    await waitFor(
      'both to show the same progress',
      async () => (await rowsIn(page)) === (await rowsIn(window)),
    )
    mkdirSync(dirname(file), { recursive: true })
    await desktop.screenshot(file)
    // 256 colours are enough for it, and a third of the size.
    await promisify(execFile)('mogrify', [
      '-strip',
      '-colors',
      '256',
      '-define',
      'png:compression-level=9',
      file,
    ])
    console.log(`Saved ${file}`)
  } finally {
    await stop()
  }
  return 0
})
