// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { HistorySource } from '../../electron/model/server.ts'
import { defaultSettings } from '../../electron/model/settings.ts'
import type { AppSnapshot } from '../../electron/window/contract.ts'
import { noFilter } from '../../renderer/history/filter.ts'
import { buildRule } from '../support/build-rule.ts'
import { buildServer, sourcesOf } from './build-server.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { job, notification } from './items.ts'
import { now, openWindow } from './open-window.tsx'

const shop = buildServer({ settings: { name: 'Shop' } })
const billing = buildServer({
  key: 2,
  address: 'https://billing.example.com/sse',
  settings: { name: 'Billing', colour: 'orange' },
})
const removed: HistorySource = { id: 'https://old.example.com/sse', name: 'old.example.com', colour: null }
const servers = [shop, billing]
const sources = [...sourcesOf(servers), removed]

const items = [
  notification({ key: 4, receivedAt: now, source: billing.id, title: 'Invoice', category: 'billing' }),
  job({ key: 3, receivedAt: now, source: shop.id, state: 'succeeded', title: 'Orders', category: 'export' }),
  notification({ key: 2, receivedAt: now, source: removed.id, title: 'Old one', read: true }),
  notification({ key: 1, receivedAt: now, source: shop.id, title: 'Hello', read: true }),
]

const titles = () => screen.queryAllByRole('row').map((row) => row.querySelector('p')?.textContent)
const row = (title: string) => within(screen.getByRole('row', { name: new RegExp(`^${title},`) }))

const openHistory = (view: Partial<AppSnapshot> = {}) =>
  openWindow(createFakeBridge(items, { servers, sources, ...view }))

async function choose(user: Awaited<ReturnType<typeof openWindow>>['user'], name: string) {
  await user.click(screen.getByRole('button', { name: /^Filter/ }))
  await user.selectOptions(screen.getByRole('combobox', { name: 'Server' }), name)
  await user.keyboard('{Escape}')
}

async function openItemMenu(title: string) {
  fireEvent.contextMenu(screen.getByRole('row', { name: new RegExp(`^${title},`) }))
  return within(await screen.findByRole('menu'))
}

describe('a history of several servers', () => {
  test('names the server of each item, in full where one points at it', async () => {
    await openHistory()
    expect(row('Invoice').getByText('Billing')).toBeDefined()
    expect(row('Invoice').getByTitle('Billing')).toBeDefined()
    expect(row('Invoice').getByText('From Billing')).toBeDefined()
    expect(row('Old one').getByText('old.example.com')).toBeDefined()
  })

  test('reads the server to a screen reader with the item', async () => {
    await openHistory()
    expect(screen.getByRole('row', { name: /^Invoice,.* Billing,/ })).toBeDefined()
  })

  test('names it in the details of the item too', async () => {
    await openHistory()
    expect((await openItemMenu('Orders')).getByText('From Shop')).toBeDefined()
  })

  test('calls a server by its host that nobody lists', async () => {
    const item = notification({
      key: 9,
      receivedAt: now,
      source: 'https://gone.example.com/sse',
      title: 'Gone',
    })
    await openWindow(createFakeBridge([item], { servers, sources }))
    expect(row('Gone').getByText('gone.example.com')).toBeDefined()
  })

  test('of one server says nothing of it, and has no filter for it', async () => {
    const { user } = await openWindow(createFakeBridge(items.slice(1, 2)))
    expect(screen.queryByText(/^From /)).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Filter' }))
    expect(screen.queryByRole('combobox', { name: 'Server' })).toBeNull()
    await user.keyboard('{Escape}')
    const menu = await openItemMenu('Orders')
    expect(menu.queryByRole('menuitem', { name: /server/ })).toBeNull()
  })
})

describe('the filter by server', () => {
  test('shows the items of one server, together with the other filters', async () => {
    const { bridge, user } = await openHistory()
    await choose(user, 'Shop')
    expect(titles()).toEqual(['Orders', 'Hello'])
    expect(bridge.queries.at(-1)).toMatchObject({ source: shop.id })
    await user.click(screen.getByRole('button', { name: 'Jobs' }))
    expect(titles()).toEqual(['Orders'])
    await user.click(screen.getByRole('button', { name: 'Remove: Shop' }))
    expect(titles()).toEqual(['Orders'])
    expect(screen.queryByRole('button', { name: 'Remove: Shop' })).toBeNull()
  })

  test('lists servers that were removed, and says so', async () => {
    const { user } = await openHistory()
    await choose(user, 'old.example.com (removed)')
    expect(titles()).toEqual(['Old one'])
  })

  test('is kept with the state of the window', async () => {
    const { bridge, user, clock, follow } = await openHistory()
    await choose(user, 'Billing')
    await follow(() => clock.pass(300))
    expect(bridge.sent.at(-1)).toEqual({
      type: 'save-window-state',
      state: { filter: { ...noFilter, source: billing.id }, anchor: null },
    })
  })

  test('can be taken back where its server is gone from the list', async () => {
    const filter = { ...noFilter, source: removed.id }
    const { user } = await openWindow(createFakeBridge(items, { windowState: { filter, anchor: null } }))
    expect(titles()).toEqual(['Old one'])
    await choose(user, 'All servers')
    expect(titles()).toHaveLength(4)
  })
})

describe('an empty list of one server', () => {
  const empty = notification({ key: 1, receivedAt: now, source: shop.id, category: 'export' })
  const filter = { ...noFilter, source: billing.id }

  test.each([
    ['Nothing from Billing', filter],
    ['You’re all caught up with Billing', { ...filter, show: 'unread' }],
    ['No jobs from Billing', { ...filter, show: 'jobs' }],
    ['No failed jobs from Billing', { ...filter, show: 'failed' }],
    ['Nothing in “export” from Billing', { ...filter, category: 'export' }],
  ] as const)('says "%s", and leads back', async (heading, chosen) => {
    const windowState = { filter: chosen, anchor: null }
    const { user } = await openWindow(createFakeBridge([empty], { servers, sources, windowState }))
    expect(screen.getByRole('heading', { name: heading })).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Show all' }))
    expect(titles()).toHaveLength(1)
  })

  test('that was searched says so, and offers to search everything', async () => {
    const windowState = { filter: { ...filter, search: 'notification' }, anchor: null }
    const { user } = await openWindow(createFakeBridge([empty], { servers, sources, windowState }))
    expect(screen.getByText('Only what matches the filter was searched.')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Search everything' }))
    expect(titles()).toHaveLength(1)
  })
})

const muteOfBilling = buildRule({ when: { source: billing.id }, notify: 'never' })

describe('muting a server', () => {
  test('is done in the menu of one of its items, and can be undone', async () => {
    const { bridge, user } = await openHistory()
    await user.click((await openItemMenu('Invoice')).getByRole('menuitem', { name: 'Mute this server' }))
    expect(row('Invoice').getByText('muted')).toBeDefined()
    expect(row('Orders').queryByText('muted')).toBeNull()
    expect(screen.getByText('Billing is muted')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(row('Invoice').queryByText('muted')).toBeNull()
    expect(bridge.sent).toEqual([
      { type: 'change-settings', change: { rules: [muteOfBilling] } },
      { type: 'change-settings', change: { rules: [] } },
    ])
  })

  test('is taken back in the same menu', async () => {
    const { bridge, user } = await openHistory({ settings: { ...defaultSettings, rules: [muteOfBilling] } })
    await user.click((await openItemMenu('Invoice')).getByRole('menuitem', { name: 'Unmute this server' }))
    expect(bridge.sent).toEqual([{ type: 'change-settings', change: { rules: [] } }])
  })

  test('is not offered for one that was removed', async () => {
    await openHistory()
    expect((await openItemMenu('Old one')).queryByRole('menuitem', { name: /server/ })).toBeNull()
  })
})
