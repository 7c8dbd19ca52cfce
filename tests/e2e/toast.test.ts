import { expectField } from '../support/story.ts'
import { waitFor } from '../support/wait-for.ts'
import { expect, test } from './stage.ts'

test('a click on a toast opens the window, marks the item read, and does so once', async ({ stage }) => {
  const { desktop, cli } = stage
  const backend = await stage.backend()
  const tidings = await stage.launch('--server', backend.streamUrl, '--hidden')
  await waitFor('the connection', async () => expectField(await cli.status(), 'connection', 'open'))
  await backend.publish({
    type: 'notification',
    id: 'n-1',
    title: 'Invoice run',
    message: '312 invoices were sent.',
  })
  const toast = await desktop.toasts.waitFor(
    ({ summary, id }) => summary === 'Invoice run' && id !== undefined,
  )
  await desktop.toasts.click(toast)
  const page = await tidings.page()
  await page.getByText('312 invoices were sent.').waitFor()
  await waitFor('the item to be read', async () => expectField((await cli.history())[0], 'read', true))
  expect(tidings.app.windows()).toHaveLength(1)
})

test('texts of a server are shown as text, never as markup', async ({ stage }) => {
  const { desktop } = stage
  const backend = await stage.backend()
  const tidings = await stage.launch('--server', backend.streamUrl)
  const page = await tidings.page()
  await page.getByText('Connected', { exact: true }).waitFor()
  const message = '<b>Bold</b> <img src=x onerror=alert(1)> & more'
  await backend.publish({ type: 'notification', id: 'n-1', message })
  const toast = await desktop.toasts.waitFor(() => true)
  expect(toast.body).toBe('&lt;b&gt;Bold&lt;/b&gt; &lt;img src=x onerror=alert(1)&gt; &amp; more')
  await page.getByText(message).waitFor()
})
