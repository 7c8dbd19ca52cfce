// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { createFakeBridge } from './fake-bridge.ts'
import { job, notification } from './items.ts'
import { liveText } from './live-text.ts'
import { now, openWindow } from './open-window.tsx'

const minute = 60_000
const day = 24 * 60 * minute

describe('the history', () => {
  test('is there with the first paint, newest first', async () => {
    const items = [1, 2, 3].map((key) => notification({ key, receivedAt: now - 10 * minute + key }))
    await openWindow(createFakeBridge(items))
    const titles = screen.getAllByRole('row').map((row) => row.querySelector('p')?.textContent)
    expect(titles).toEqual(['Notification 3', 'Notification 2', 'Notification 1'])
  })

  test('says how long ago, and exactly when on hover', async () => {
    const { clock, follow } = await openWindow(
      createFakeBridge([notification({ key: 1, receivedAt: now - 5 * minute })]),
    )
    const time = screen.getByText('5 min ago')
    expect(time.title).toContain('22 November 2026')
    expect(time.title).toContain('14:25')
    await follow(() => clock.pass(minute))
    expect(screen.getByText('6 min ago')).toBeDefined()
  })

  test('is grouped by day', async () => {
    const ages = [0, day, 3 * day]
    await openWindow(
      createFakeBridge(ages.map((age, index) => notification({ key: 9 - index, receivedAt: now - age }))),
    )
    for (const label of ['Yesterday', 'Thursday 19 November']) expect(screen.getByText(label)).toBeDefined()
    expect(screen.getAllByText('Today').length).toBeGreaterThan(0)
  })

  test('shows how far a running job is, live', async () => {
    const running = job({ key: 1, receivedAt: now, state: 'running', progress: 0.42, message: '42,000 rows' })
    const { bridge, follow } = await openWindow(createFakeBridge([running]))
    expect(screen.getByRole('progressbar').getAttribute('value')).toBe('0.42')
    expect(screen.getByText('42%')).toBeDefined()
    await follow(() => bridge.put({ ...running, progress: 0.5 }))
    expect(screen.getByText('50%')).toBeDefined()
  })

  test.each([
    ['queued', 'Queued'],
    ['succeeded', 'Done'],
    ['failed', 'Failed'],
    ['cancelled', 'Cancelled'],
  ] as const)('says in a word that a job is %s', async (state, word) => {
    await openWindow(createFakeBridge([job({ key: 1, receivedAt: now, state })]))
    expect(within(screen.getByRole('row')).getByText(word)).toBeDefined()
  })

  test('shows texts as texts, never as markup', async () => {
    const title = '<b>Bold</b>'
    const message = '<img src="x" onerror="alert(1)">'
    await openWindow(createFakeBridge([notification({ key: 1, receivedAt: now, title, message })]))
    expect(screen.getByText(title)).toBeDefined()
    expect(screen.getByText(message)).toBeDefined()
    expect(document.querySelector('b, img')).toBeNull()
  })

  test('shows the message in the place of a missing title', async () => {
    const item = notification({ key: 1, receivedAt: now, title: null, message: 'Your export is ready!' })
    await openWindow(createFakeBridge([item]))
    expect(screen.getAllByText('Your export is ready!')).toHaveLength(1)
  })

  test('shows all of a long message on request, without opening it', async () => {
    const message = 'A long story. '.repeat(40)
    const url = 'https://app.example.com/'
    const { bridge, user } = await openWindow(
      createFakeBridge([notification({ key: 1, receivedAt: now, message, url })]),
    )
    await user.hover(screen.getByRole('row'))
    await user.click(screen.getByRole('button', { name: 'Show more' }))
    expect(screen.getByText(/Notification shown/)).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Show less' }))
    expect(screen.queryByText(/Notification shown/)).toBeNull()
    expect(bridge.sent).toEqual([])
  })

  test('opens the page of an item with a click, which is then read', async () => {
    const url = 'https://app.example.com/'
    const item = notification({ key: 7, receivedAt: now, url })
    const { bridge, user } = await openWindow(createFakeBridge([item]))
    await user.click(screen.getByText('Notification 7'))
    expect(bridge.sent).toEqual([{ type: 'open-item', key: 7 }])
    expect(screen.getByRole('row', { name: 'Notification 7, just now' })).toBeDefined()
  })

  test('opens the page once with a double click, and with the middle button', async () => {
    const item = notification({ key: 7, receivedAt: now, url: 'https://app.example.com/' })
    const { bridge, user } = await openWindow(createFakeBridge([item]))
    await user.dblClick(screen.getByText('Notification 7'))
    expect(bridge.sent).toEqual([{ type: 'open-item', key: 7 }])
    await user.pointer({ keys: '[MouseMiddle]', target: screen.getByText('Notification 7') })
    expect(bridge.sent).toHaveLength(2)
  })

  test('shows all that there is to read of an item without a page, with a click', async () => {
    const { bridge, user } = await openWindow(createFakeBridge([notification({ key: 7, receivedAt: now })]))
    await user.click(screen.getByText('Notification 7'))
    expect(bridge.sent).toEqual([{ type: 'open-item', key: 7 }])
    expect(screen.getByText(/22 November 2026.*Notification shown/)).toBeDefined()
    await user.click(screen.getByText('Notification 7'))
    expect(screen.queryByText(/Notification shown/)).toBeNull()
  })

  test('marks one item read by its button, without opening it', async () => {
    const { bridge, user } = await openWindow(createFakeBridge([notification({ key: 7, receivedAt: now })]))
    await user.click(screen.getByRole('button', { name: 'Mark as read' }))
    expect(bridge.sent).toEqual([{ type: 'mark-read', keys: [7] }])
  })

  test('counts the unread, and marks all of them read', async () => {
    const items = [1, 2, 3].map((key) => notification({ key, receivedAt: now, read: key === 1 }))
    const { bridge, user } = await openWindow(createFakeBridge(items))
    expect(screen.getByRole('button', { name: 'Unread 2' })).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Mark all as read' }))
    expect(bridge.sent).toEqual([{ type: 'mark-matching-read', filter: { unreadOnly: false } }])
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Mark all as read' }).disabled).toBe(true)
  })

  test('can show the unread only, also those that are far down', async () => {
    const items = Array.from({ length: 300 }, (_, index) =>
      notification({ key: index + 1, receivedAt: now - (300 - index) * minute, read: index > 0 }),
    )
    const { user } = await openWindow(createFakeBridge(items))
    await user.click(screen.getByRole('button', { name: 'Unread 1' }))
    expect(screen.getAllByRole('row')).toHaveLength(1)
    expect(screen.getByText('Notification 1')).toBeDefined()
  })

  test('says so when everything is read, and leads back', async () => {
    const { user } = await openWindow(
      createFakeBridge([notification({ key: 1, receivedAt: now, read: true })]),
    )
    await user.click(screen.getByRole('button', { name: 'Unread' }))
    expect(screen.getByText('You’re all caught up')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Show all' }))
    expect(screen.getByText('Notification 1')).toBeDefined()
  })

  test('explains an empty list', async () => {
    await openWindow()
    expect(screen.getByText('No notifications yet')).toBeDefined()
    expect(screen.getByText(/Start an export and close the tab/)).toBeDefined()
  })

  test('takes away what was withdrawn', async () => {
    const items = [1, 2].map((key) => notification({ key, receivedAt: now }))
    const { bridge, follow } = await openWindow(createFakeBridge(items))
    await follow(() => bridge.remove(2))
    expect(screen.queryByText('Notification 2')).toBeNull()
  })

  test('tells a screen reader politely of what is new', async () => {
    const { bridge, follow } = await openWindow(createFakeBridge([notification({ key: 1, receivedAt: now })]))
    expect(liveText()).toBe('Connected')
    await follow(() => bridge.put(job({ key: 2, receivedAt: now, state: 'failed', title: 'Orders' })))
    expect(liveText()).toBe('Connected Failed: Orders')
  })
})
