import { waitFor } from '../support/wait-for.ts'
import { expect, test } from './fixtures.ts'

// What dunst shows is tested elsewhere; these have other capabilities, markup and pictures.
for (const daemon of ['xfce4-notifyd', 'mate-notification-daemon'] as const) {
  test.describe(`on a desktop with ${daemon}`, () => {
    test.use({ desktopOptions: { notifications: daemon } })

    test('notifications are shown, replaced in place, and closed after a kill of the app', async ({
      fixtures,
    }, info) => {
      const { desktop, cli } = fixtures
      const { notifications } = desktop
      const backend = await fixtures.startBackend()
      const tidings = await fixtures.launch('--server', backend.streamUrl, '--hidden')
      await cli.waitForConnection('open')
      const message = 'Tom & <b>Jerry</b> are ready.'
      await backend.publish({
        ...{ type: 'notification', id: 'n-1', title: 'Invoices', message },
        priority: 'critical',
      })
      const shown = await notifications.waitFor(
        ({ summary, id }) => summary === 'Invoices' && id !== undefined,
      )
      await backend.publish({
        type: 'job',
        id: 'j-1',
        state: 'failed',
        title: 'Orders',
        message: 'No space left',
      })
      await notifications.waitFor(({ summary, id }) => summary === 'Failed: Orders' && id !== undefined)
      await waitFor('the outcome', async () =>
        (await cli.history()).every(({ outcome }) => outcome === 'shown'),
      )

      const next = { revision: 1, message: 'Twelve invoices are ready.' }
      await backend.publish({
        ...{ type: 'notification', id: 'n-1', title: 'Invoices', ...next },
        priority: 'critical',
      })
      const replaced = await notifications.waitFor(
        ({ body, id }) => body === next.message && id !== undefined,
      )
      expect(replaced.id).toBe(shown.id)
      await desktop.screenshot(info.outputPath('notifications.png'))

      await tidings.kill()
      await fixtures.launch('--server', backend.streamUrl, '--hidden')
      await cli.waitForConnection('open')
      await backend.publish({ type: 'withdraw', ids: ['n-1'] })
      await waitFor('it to close', () => notifications.all().find(({ id }) => id === shown.id)?.closed)
    })
  })
}
