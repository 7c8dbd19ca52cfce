import { waitFor } from '../support/wait-for.ts'
import { openBridge } from './bridge.ts'
import { startConnected } from './connected.ts'
import { expect, test } from './fixtures.ts'

test('a reminder comes at its time though nothing else happens, and its item is unread again', async ({
  fixtures,
}) => {
  const { desktop, cli } = fixtures
  const { backend, tidings } = await startConnected(fixtures)
  await backend.publish({ type: 'notification', id: 'n-1', title: 'Invoices', message: 'Sent' })
  await desktop.notifications.waitFor(({ summary }) => summary === 'Invoices')
  await cli.run('--show')
  const bridge = await openBridge(await tidings.page())
  const { latest } = await bridge.until('the item', ({ latest: { items } }) => items[0]?.id === 'n-1')
  const key = latest.items[0]?.key ?? 0
  await bridge.send({ type: 'mark-read', keys: [key] })
  await bridge.until('the item to be read', ({ latest: { items } }) => items[0]?.read === true)
  // Long enough for the app to have nothing to do any more.
  const at = Date.now() + 4_000
  await bridge.send({ type: 'snooze', keys: [key], until: { kind: 'at', at } })
  await bridge.until('the reminder', ({ counts }) => counts.snoozed === 1)
  await waitFor(
    'the second notification',
    () => desktop.notifications.all().filter(({ summary }) => summary === 'Invoices').length === 2,
  )
  expect(Date.now()).toBeGreaterThanOrEqual(at)
  const { counts, latest: after } = await bridge.until('the end', ({ counts: { snoozed } }) => snoozed === 0)
  expect(after.items[0]).toMatchObject({ read: false, notification: 'shown', heldUntil: null })
  expect(counts).toMatchObject({ unread: after.items.filter(({ read }) => !read).length })
})

test('the window pins, marks what a filter matches and undoes that, copies, and shows how a job went', async ({
  fixtures,
}) => {
  const { backend, tidings } = await startConnected(fixtures)
  const message = 'See https://app.example.com/runs/7.'
  await backend.publish({ type: 'notification', id: 'n-1', title: 'Invoices', message })
  await backend.publish({ type: 'job', id: 'j-1', title: 'Orders', state: 'running', progress: 0.25 })
  await backend.publish({ type: 'job', id: 'j-1', title: 'Orders', state: 'running', progress: 0.5 })
  await backend.publish({ type: 'job', id: 'j-1', title: 'Orders', state: 'succeeded' })
  await fixtures.cli.run('--show')
  const bridge = await openBridge(await tidings.page())
  const { latest } = await bridge.until('the job', ({ latest: { items } }) => items[0]?.state === 'succeeded')
  const [job, invoices] = latest.items
  if (job === undefined || invoices === undefined) throw new Error('there are no items')

  await bridge.send({ type: 'pin', keys: [invoices.key] })
  await bridge.until('the pin', ({ counts }) => counts.pinned === 1)
  await bridge.send({ type: 'mark-matching-read', filter: { unreadOnly: false, type: 'job' } })
  await bridge.until('the mark', ({ markedRead }) => markedRead?.count === 1)
  await bridge.send({ type: 'mark-all-read' })
  await bridge.until('all to be read', ({ unread }) => unread === 0)
  await bridge.send({ type: 'undo-mark-read' })
  await bridge.until('the undo', ({ unread, markedRead }) => unread > 0 && markedRead === null)

  await bridge.send({ type: 'show-detail', key: job.key })
  const { detail } = await bridge.until('the detail', (snapshot) => snapshot.detail !== null)
  expect(detail?.course.map(({ state, progress }) => [state, progress])).toEqual([
    ['running', 0.25],
    ['running', 0.5],
    ['succeeded', null],
  ])

  const copied = () => tidings.app.evaluate(({ clipboard }) => clipboard.readText())
  await bridge.send({ type: 'copy-text', keys: [invoices.key, job.key] })
  await waitFor('the text', async () => (await copied()) === `Orders\n\nInvoices\n${message}`)
  await bridge.send({ type: 'copy-link', key: invoices.key, index: 0 })
  await waitFor('the link', async () => (await copied()) === 'https://app.example.com/runs/7')
})
