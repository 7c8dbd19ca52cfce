import { join } from 'node:path'
import { startExport } from './main-scenario.ts'
import { launch } from './prepare.ts'
import { projectFolder } from './tidings.ts'
import { waitFor } from './wait-for.ts'
import { withApp } from './with-app.ts'

// `npm run picture`: takes the README's picture anew, of the real app on a virtual desktop.

const picture = join(projectFolder, 'resources/readme/desktop.png')

await launch(async () => {
  await withApp(async ({ tidings, cli, desktop, backend, token }) => {
    const news = [
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
    for (const event of news) await backend.publish(event)
    await waitFor('all notifications', async () =>
      (await cli.history()).every(({ toast }) => toast === 'shown'),
    )
    await desktop.notifications.closeAll()
    await (await desktop.tray.waitForItem()).activate()
    const page = await tidings.page()
    await page.getByText('Invoice run finished').first().waitFor()
    await startExport({ backend, token }, { title: 'Line items 2026', rows: 400_000, rowsPerSecond: 12_000 })
    await startExport({ backend, token }, { title: 'Orders 2026', rows: 100_000, rowsPerSecond: 40_000 })
    await desktop.notifications.waitFor(({ summary, id }) => summary === 'Orders 2026' && id !== undefined)
    await page.getByText('Your export is ready!').first().waitFor()
    await desktop.screenshot(picture)
    console.log(`Saved ${picture}`)
  })
  return 0
})
