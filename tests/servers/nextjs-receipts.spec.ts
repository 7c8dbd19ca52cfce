import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { DataServer } from '../support/data-server.ts'
import { startPostgres } from '../support/postgres.ts'
import { projectFolder } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'
import { openStream } from './dashboard/read-events.ts'
import { openSideBySide, type SideBySide } from './dashboard/side-by-side.ts'

// One user with the dashboard in a browser and the app beside it: what is read in one place is read in the other. A click
// on a notification, which gives the window the focus and so keeps others from appearing, comes last.

let postgres: DataServer
let view: SideBySide
beforeAll(async () => {
  postgres = await startPostgres()
  view = await openSideBySide({ env: { DATABASE_URL: postgres.url } })
  // From here on a new item is no longer treated as missed while away.
  await view.alice.notify('Hello', 'critical')
  await view.desktop.notifications.waitFor(({ body }) => body === 'Hello')
  await view.desktop.notifications.closeAll()
})
afterAll(async () => {
  await view.stop()
  await postgres.remove()
})

/** What is stored of Alice's items. */
async function receipts(): Promise<readonly { readonly id: string; readonly what: string }[]> {
  const { dashboard, alice } = view
  const response = await fetch(`${dashboard.origin}/api/receipts`, { headers: { Cookie: alice.cookie } })
  return JSON.parse(await response.text()).receipts
}

async function idOf(message: string): Promise<string> {
  return waitFor('the item', async () => {
    const item = (await view.cli.history()).find((line) => line.message === message)
    return item?.id
  })
}

const has = (id: string, what: string) =>
  waitFor(`that it was ${what}`, async () =>
    (await receipts()).some((receipt) => receipt.id === id && receipt.what === what),
  )

const rowOf = (message: string) => view.page.getByRole('listitem').filter({ hasText: message })

test('read on the desktop is read on the dashboard', async () => {
  const { alice, window, desktop } = view
  await alice.notify('Not read yet')
  await alice.notify('Read on the desktop')
  await rowOf('Read on the desktop').getByRole('button', { name: 'Mark as read' }).waitFor()
  const id = await idOf('Read on the desktop')
  // In one notification of both.
  await has(id, 'shown')

  await window.getByRole('row').filter({ hasText: 'Read on the desktop' }).click()
  await rowOf('Read on the desktop').getByText('Read', { exact: true }).waitFor()
  await has(id, 'read')
  expect(await rowOf('Not read yet').getAttribute('data-read')).toBe('false')
  await desktop.screenshot(join(projectFolder, 'artifacts/servers/read-on-both.png'))
})

test('read on the dashboard is read on the desktop, and its notification is gone', async () => {
  const { alice, desktop, cli } = view
  await alice.notify('Read on the dashboard')
  const notification = await desktop.notifications.waitFor(
    ({ body, id }) => body === 'Read on the dashboard' && id !== undefined,
  )
  await rowOf('Read on the dashboard').getByRole('button', { name: 'Mark as read' }).click()
  await waitFor('it to be read', async () =>
    (await cli.history()).some(({ message, read }) => message === 'Read on the dashboard' && read),
  )
  await waitFor(
    'its notification to close',
    () => desktop.notifications.all().find(({ id }) => id === notification.id)?.closed,
  )
  await rowOf('Read on the dashboard').getByText('Read', { exact: true }).waitFor()
})

test('clicked on the desktop is read on the dashboard', async () => {
  const { alice, desktop } = view
  await alice.notify('Clicked on the desktop')
  const notification = await desktop.notifications.waitFor(
    ({ body, id }) => body === 'Clicked on the desktop' && id !== undefined,
  )
  await desktop.notifications.click(notification)
  await rowOf('Clicked on the desktop').getByText('Read', { exact: true }).waitFor()
  await has(await idOf('Clicked on the desktop'), 'clicked')
})

test('a job that has ended is read with its attempt', async () => {
  const { alice } = view
  const id = await alice.startExport(2_000, 2_000)
  const row = rowOf('Orders, 2,000 rows')
  await row.getByText('Your export is ready!').waitFor()
  await row.getByRole('button', { name: 'Mark as read' }).click()
  await row.getByText('Read', { exact: true }).waitFor()
  expect((await receipts()).find((receipt) => receipt.id === id && receipt.what === 'read')).toMatchObject({
    attempt: 1,
  })
})

test('a batch that comes twice, in part in another one, is stored and published once', async () => {
  const { dashboard, alice } = view
  const headers = { Authorization: `Bearer ${alice.token}`, 'Content-Type': 'application/json' }
  const { events, close } = await openStream(dashboard.streamUrl, headers)
  onTestFinished(close)
  await waitFor('the greeting', () => events[0])
  expect(events[0]?.data).toMatchObject({ receipts: '/api/receipts' })
  const receipt = (id: string, what: string) => ({ id, what, at: '2026-11-27T09:30:00.000Z' })
  const post = (body: unknown) =>
    fetch(`${dashboard.origin}/api/receipts`, { method: 'POST', headers, body: JSON.stringify(body) })
  const batch = { receipts: [receipt('once-1', 'read'), receipt('once-2', 'clicked')] }
  for (const body of [batch, batch, { receipts: [receipt('once-2', 'clicked'), receipt('once-3', 'read')] }])
    expect((await post(body)).status).toBe(204)
  const last = await alice.notify('After the batches')
  await waitFor('the last event', () => events.some(({ id }) => id === last))
  expect(events.filter(({ data }) => data.type === 'read').map(({ data }) => data.ids)).toEqual([
    ['once-1', 'once-2'],
    ['once-3'],
  ])
  const stored = (await receipts()).filter(({ id }) => id.startsWith('once'))
  expect(stored.map(({ id, what }) => `${id} ${what}`).sort()).toEqual([
    'once-1 read',
    'once-2 clicked',
    'once-3 read',
  ])
})

test('what is no batch is refused with a sentence, what is not understood in one is left out', async () => {
  const { dashboard, alice } = view
  const post = (body: string, cookie = alice.cookie) =>
    fetch(`${dashboard.origin}/api/receipts`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: cookie },
      body,
    })
  for (const body of ['', '[]', '{"receipts":1}', JSON.stringify({ receipts: Array(101).fill({}) })]) {
    const response = await post(body)
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ error: 'Send {"receipts": […]}, at most 100 of them.' })
  }
  expect((await post('{"receipts":[]}', '')).status).toBe(401)
  const at = '2026-11-27T09:30:00.000Z'
  const odd = [
    { id: 'odd-1', what: 'heard', at },
    { id: 'odd-2\u0000', what: 'read', at },
    { id: 'odd-3', what: 'failed', at, reason: 'x'.repeat(400), attempt: -1, later: true },
  ]
  expect((await post(JSON.stringify({ receipts: odd }))).status).toBe(204)
  const stored = (await receipts()).filter(({ id }) => id.startsWith('odd'))
  expect(stored).toEqual([{ id: 'odd-3', what: 'failed', at, reason: 'x'.repeat(300) }])
})
