// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Item } from '../../electron/model/item.ts'
import { buildMute } from '../support/build-rule.ts'
import { createFakeBridge, type FakeBridge } from './fake-bridge.ts'
import { job, notification } from './items.ts'
import { now, openWindow } from './open-window.tsx'

const minute = 60_000
const items = [3, 2, 1].map((key) => notification({ key, receivedAt: now, category: 'export' }))
const titles = () => screen.queryAllByRole('row').map((row) => row.querySelector('p')?.textContent)

function first<Found>(found: readonly Found[]): Found {
  const [one] = found
  if (one === undefined) throw new Error('nothing was found')
  return one
}

async function openItemMenu(user: Awaited<ReturnType<typeof openWindow>>['user']) {
  await user.click(first(screen.getAllByRole('button', { name: 'More actions' })))
}

describe('deleting', () => {
  test('takes an item away and brings it back', async () => {
    const { bridge, user } = await openWindow(createFakeBridge(items))
    await user.click(first(screen.getAllByRole('button', { name: 'Delete' })))
    expect(titles()).toEqual(['Notification 2', 'Notification 1'])
    expect(screen.getByText('“Notification 3” deleted')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(titles()).toHaveLength(3)
    expect(bridge.sent).toEqual([
      { type: 'delete', keys: [3] },
      { type: 'undo-delete', keys: [3] },
    ])
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  })

  test('goes with the keyboard, on to the next item, and what went in a row comes back together', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    first(screen.getAllByRole('row')).focus()
    await user.keyboard('{Delete}{Delete}')
    expect(titles()).toEqual(['Notification 1'])
    expect(document.activeElement).toBe(screen.getByRole('row'))
    expect(screen.getByText('2 deleted')).toBeDefined()
    await user.keyboard('{Control>}z{/Control}')
    expect(titles()).toHaveLength(3)
  })

  test('is offered to be undone for a while, and longer where the pointer rests on it', async () => {
    const { user, clock, follow } = await openWindow(createFakeBridge(items))
    await user.click(first(screen.getAllByRole('button', { name: 'Delete' })))
    await user.hover(screen.getByRole('button', { name: 'Undo' }))
    await follow(() => clock.pass(20_000))
    expect(screen.getByRole('button', { name: 'Undo' })).toBeDefined()
    await user.unhover(screen.getByRole('button', { name: 'Undo' }))
    await follow(() => clock.pass(8_000))
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  })
})

test('a deletion that failed is not claimed: the item stays, and there is nothing to undo', async () => {
  const fake = createFakeBridge(items)
  const notice = 'That couldn’t be done.'
  const send: FakeBridge['send'] = (command) =>
    command.type === 'delete' && command.keys.includes(3) ? fake.update({ notice }) : fake.send(command)
  const { user } = await openWindow({ ...fake, send })
  await user.click(first(screen.getAllByRole('button', { name: 'Delete' })))
  expect(screen.getByText(notice)).toBeDefined()
  expect(titles()).toHaveLength(3)
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  // The next one is deleted, and the offer speaks of that one alone.
  await user.click(screen.getAllByRole('button', { name: 'Delete' })[1] as HTMLElement)
  expect(screen.getByText('“Notification 2” deleted')).toBeDefined()
})

describe('the menu of an item', () => {
  test('opens with a button or a right click, and does not open the item', async () => {
    const { bridge, user } = await openWindow(createFakeBridge(items))
    await openItemMenu(user)
    await user.click(screen.getByRole('menuitem', { name: 'Mark as read' }))
    fireEvent.contextMenu(first(screen.getAllByRole('row')))
    await user.click(screen.getByRole('menuitem', { name: 'Mark as unread' }))
    expect(bridge.sent).toEqual([
      { type: 'mark-read', keys: [3] },
      { type: 'mark-unread', keys: [3] },
    ])
  })

  test('gives the focus back to its item', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    await openItemMenu(user)
    await user.keyboard('{Escape}')
    expect(document.activeElement).toBe(first(screen.getAllByRole('row')))
  })

  test('has the arrows to itself', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    await openItemMenu(user)
    await user.keyboard('{ArrowDown}{ArrowDown}u')
    expect(screen.getByRole('menu')).toBeDefined()
  })

  test('mutes a category, which can be undone', async () => {
    const { bridge, user } = await openWindow(createFakeBridge(items))
    await openItemMenu(user)
    await user.click(screen.getByRole('menuitem', { name: 'Mute “export”' }))
    expect(screen.getAllByText('muted')).toHaveLength(3)
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(bridge.sent).toEqual([
      { type: 'change-settings', change: { rules: [buildMute('export')] } },
      { type: 'change-settings', change: { rules: [] } },
    ])
  })

  test('opens the page only where there is one', async () => {
    const item = notification({ key: 1, receivedAt: now, url: 'https://app.example.com/' })
    const { bridge, user, follow } = await openWindow(createFakeBridge([item]))
    await openItemMenu(user)
    await user.click(screen.getByRole('menuitem', { name: 'Open in browser' }))
    expect(bridge.sent).toEqual([{ type: 'open-item', key: 1 }])
    await follow(() => bridge.put({ ...item, url: null }))
    await openItemMenu(user)
    expect(screen.queryByRole('menuitem', { name: 'Open in browser' })).toBeNull()
  })

  test('offers no "unread" for a job that has not ended', async () => {
    const running = job({ key: 1, receivedAt: now, state: 'running', read: true })
    const { bridge, user } = await openWindow(createFakeBridge([running]))
    expect(screen.queryByRole('button', { name: 'Mark as unread' })).toBeNull()
    first(screen.getAllByRole('row')).focus()
    await user.keyboard('u')
    expect(bridge.sent).toEqual([])
  })
})

function result(parts: Partial<Item> = {}, expiresAt: number | null = null): Item {
  return job({
    key: 1,
    receivedAt: now,
    state: 'succeeded',
    title: 'Orders',
    offer: {
      url: 'https://app.example.com/exports/1/file',
      filename: 'orders.csv',
      size: 734_003_200,
      sha256: null,
      expiresAt,
    },
    ...parts,
  })
}

describe('the file of a job', () => {
  test('is downloaded, which can be watched and cancelled', async () => {
    const { bridge, user, follow } = await openWindow(createFakeBridge([result()]))
    expect(screen.getByText('734 MB')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Download: orders.csv' }))
    const download = { kind: 'running', received: 1e8, total: 7e8, perSecond: 1e7 } as const
    await follow(() => bridge.put(result({ download })))
    expect(screen.getByText('100 MB of 700 MB · 10 MB/s · 60 s left')).toBeDefined()
    expect(screen.getByRole('progressbar', { name: 'Downloading orders.csv' })).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Cancel download: orders.csv' }))
    expect(bridge.sent).toEqual([
      { type: 'download', key: 1 },
      { type: 'cancel-download', key: 1 },
    ])
  })

  test('waits where enough others are downloaded, and can be cancelled', async () => {
    const download = { kind: 'queued', received: 0, total: 7e8 } as const
    const { bridge, user } = await openWindow(createFakeBridge([result({ download })]))
    expect(screen.getByText(/^Waiting: three files/)).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Cancel download: orders.csv' }))
    expect(bridge.sent).toEqual([{ type: 'cancel-download', key: 1 }])
  })

  test('says that it starts, before the first byte', async () => {
    const download = { kind: 'running', received: 0, total: 7e8, perSecond: null } as const
    await openWindow(createFakeBridge([result({ download })]))
    expect(screen.getByText('Starting…')).toBeDefined()
  })

  test('is opened once it is there', async () => {
    const download = { kind: 'done', fileName: 'orders.csv', bytes: 5, verified: true, at: now } as const
    const { bridge, user } = await openWindow(createFakeBridge([result({ download })]))
    await user.click(screen.getByRole('button', { name: 'Open: orders.csv' }))
    expect(bridge.sent).toEqual([{ type: 'open-download', key: 1 }])
  })

  test('is not offered again where the server no longer has it, and it is not said to be available', async () => {
    const download = { kind: 'failed', reason: { kind: 'server-expired', status: 410 } } as const
    const item = result({ download }, now + 5 * 24 * 60 * minute)
    await openWindow(createFakeBridge([item]))
    expect(screen.getByText(/^Download failed\. /)).toBeDefined()
    expect(screen.queryByText(/^Available/)).toBeNull()
    expect(screen.queryByRole('button', { name: /orders\.csv/ })).toBeNull()
  })

  test('is shown in its folder once it is there', async () => {
    const download = { kind: 'done', fileName: 'orders.csv', bytes: 5, verified: true, at: now } as const
    const { bridge, user } = await openWindow(createFakeBridge([result({ download })]))
    await user.click(screen.getByRole('button', { name: 'Show in folder: orders.csv' }))
    expect(bridge.sent).toEqual([{ type: 'show-download', key: 1 }])
  })

  test('is dragged out of the window by the main process', async () => {
    const download = { kind: 'done', fileName: 'orders.csv', bytes: 5, verified: true, at: now } as const
    const { bridge } = await openWindow(createFakeBridge([result({ download })]))
    const line = screen.getByRole('button', { name: 'Open: orders.csv' }).closest('[draggable]')
    const isDraggedByPage = fireEvent.dragStart(line ?? document.body)
    expect(isDraggedByPage).toBe(false)
    expect(bridge.sent).toEqual([{ type: 'drag-download', key: 1 }])
  })

  test.each([
    [{ kind: 'metered' }, 'Not downloaded by itself: metered connection'],
    [{ kind: 'over-limit', max: 1e8, size: 7e8 }, 'Not downloaded by itself: larger than 100 MB'],
    [{ kind: 'no-space' }, 'Not downloaded by itself: too little space on the disk'],
    [{ kind: 'too-many' }, 'Not downloaded by itself: too many at once'],
  ] as const)(
    'that was not fetched as its rule says (%o) is offered, with the reason',
    async (reason, text) => {
      const { bridge, user } = await openWindow(
        createFakeBridge([result({ download: { kind: 'skipped', reason } })]),
      )
      expect(screen.getByText(text)).toBeDefined()
      await user.click(screen.getByRole('button', { name: 'Download: orders.csv' }))
      expect(bridge.sent).toEqual([{ type: 'download', key: 1 }])
    },
  )

  test.each(['old-result', 'cancelled'] as const)(
    'that was not fetched says nothing where it is %s',
    async (kind) => {
      await openWindow(createFakeBridge([result({ download: { kind: 'skipped', reason: { kind } } })]))
      expect(screen.queryByText(/^Not downloaded/)).toBeNull()
      expect(screen.getByRole('button', { name: 'Download: orders.csv' })).toBeDefined()
    },
  )

  test('is asked for again where it failed, and the reason is said', async () => {
    const download = { kind: 'failed', reason: { kind: 'disk-full' } } as const
    const { bridge, user } = await openWindow(createFakeBridge([result({ download })]))
    expect(screen.getByText(/^Download failed. .*disk/)).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Try again: orders.csv' }))
    expect(bridge.sent).toEqual([{ type: 'download', key: 1 }])
  })

  test.each([
    ['Available for 6 days', 6 * 24 * 60 * minute + minute],
    ['Expires in 5 hours', 5 * 60 * minute + minute],
    ['No longer available', -minute],
  ])('says "%s"', async (text, leftMs) => {
    const receivedAt = now - 40 * 24 * 60 * minute
    await openWindow(createFakeBridge([result({ receivedAt, updatedAt: receivedAt }, now + leftMs)]))
    expect(screen.getByText(text)).toBeDefined()
    expect(screen.queryAllByRole('button', { name: 'Download: orders.csv' })).toHaveLength(leftMs > 0 ? 1 : 0)
  })
})

test('a result that expires while one looks says so at once, and can’t be downloaded any more', async () => {
  const { clock, follow } = await openWindow(
    createFakeBridge([result({ updatedAt: now - 60 * minute }, now + 65_000)]),
  )
  expect(screen.getByText('Expires in 1 minute')).toBeDefined()
  await follow(() => clock.pass(64_999))
  expect(screen.getByText('Expires in 1 minute')).toBeDefined()
  await follow(() => clock.pass(1))
  expect(screen.getByText('No longer available')).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Download: orders.csv' })).toBeNull()
})

describe('a running job', () => {
  const running = job({ key: 1, receivedAt: now - 60 * minute, state: 'running', progress: 0.4 })
  const known = { key: 1, title: 'Job 1', state: 'running', progress: 0.4, overdueAt: null } as const

  test('says how long it will take yet', async () => {
    const jobs = [{ ...known, perSecond: 0.001, leftMs: 600_000, stalledSince: null }]
    await openWindow(createFakeBridge([running], { jobs }))
    expect(screen.getByText('about 10 min left')).toBeDefined()
  })

  test('says that it has gone silent', async () => {
    const jobs = [{ ...known, perSecond: null, leftMs: null, stalledSince: now - 38 * minute }]
    await openWindow(createFakeBridge([running], { jobs }))
    expect(screen.getByText('No update for 38 minutes')).toBeDefined()
  })
})
