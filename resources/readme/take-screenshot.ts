import { join } from 'node:path'
import { releaseExport, startExport } from '../../tests/support/main-scenario.ts'
import { launch } from '../../tests/support/prepare.ts'
import { projectFolder } from '../../tests/support/tidings.ts'
import { waitFor } from '../../tests/support/wait-for.ts'
import { withApp } from '../../tests/support/with-app.ts'

// `npm run readme:screenshot`: takes the README's screenshot again, of the real app on a virtual desktop.

const file = join(projectFolder, 'resources/readme/desktop.png')

await launch(async () => {
  await withApp(async ({ tidings, cli, desktop, backend, token }) => {
    const events = [
      {
        type: 'notification',
        id: 'n-1',
        title: 'Price list updated',
        message: '1,204 prices changed.',
        category: 'catalogue',
      },
      {
        type: 'job',
        id: 'exp-1',
        state: 'failed',
        title: 'Customers 2025',
        message: 'The export stopped at row 81,200: the disk quota is used up.',
        category: 'export',
      },
      {
        type: 'notification',
        id: 'n-2',
        title: 'Invoice run finished',
        message: '312 invoices were sent.',
        category: 'billing',
      },
    ] as const
    for (const event of events) await backend.publish(event)
    await waitFor('all notifications', async () =>
      (await cli.history()).every(({ toast }) => toast === 'shown'),
    )
    await desktop.notifications.closeAll()
    await (await desktop.tray.waitForItem()).activate()
    const page = await tidings.page()
    await page.getByText('Invoice run finished').first().waitFor()
    const access = { backend, token }
    // Held, so that the screenshot shows a running export next to a finished one.
    const running = { title: 'Line items 2026', rows: 400_000, rowsPerSecond: 40_000, holdAt: 0.42 }
    const runningId = await startExport(access, running)
    await waitFor('its progress', async () =>
      (await cli.history()).some(({ progress }) => progress !== null && progress >= running.holdAt),
    )
    await startExport(access, { title: 'Orders 2026', rows: 100_000, rowsPerSecond: 40_000 })
    await desktop.notifications.waitFor(({ summary, id }) => summary === 'Orders 2026' && id !== undefined)
    await page.getByText('Your export is ready!').first().waitFor()
    await desktop.screenshot(file)
    await releaseExport(access, runningId)
    console.log(`Saved ${file}`)
  })
  return 0
})
