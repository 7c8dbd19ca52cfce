// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { createFakeBridge } from './fake-bridge.ts'
import { notification } from './items.ts'
import { now, openWindow } from './open-window.tsx'

const items = Array.from({ length: 1000 }, (_, index) =>
  notification({ key: index + 1, receivedAt: now - (1000 - index) * 1000 }),
)

describe('a long history', () => {
  test('has only what is near the screen in the document', async () => {
    await openWindow(createFakeBridge(items))
    expect(screen.getAllByRole('row').length).toBeLessThan(40)
  })

  test('does not ask for what it was given, as long as nobody scrolls', async () => {
    const { bridge } = await openWindow(createFakeBridge(items))
    expect(bridge.queries).toEqual([])
  })

  test('asks for more near the end of what it has', async () => {
    const { bridge, scrollTo } = await openWindow(createFakeBridge(items))
    await scrollTo(50 * 54)
    expect(bridge.queries[0]).toEqual({ before: 951, limit: 100, unreadOnly: false })
    await scrollTo(140 * 54)
    expect(screen.getByText('Notification 865')).toBeDefined()
  })

  test('keeps what one reads in its place and offers the new at the top', async () => {
    const { bridge, follow, scrollTo, user } = await openWindow(createFakeBridge(items))
    await scrollTo(20 * 54)
    const read = screen.getByText('Notification 975')
    const top = () =>
      Number(/\((-?\d+)px\)/.exec(read.closest('[data-index]')?.getAttribute('style') ?? '')?.[1])
    const scroller = screen.getByRole('grid').parentElement
    const before = top() - (scroller?.scrollTop ?? 0)
    await follow(() => bridge.put(...[1001, 1002].map((key) => notification({ key, receivedAt: now }))))
    expect(top() - (scroller?.scrollTop ?? 0)).toBe(before)
    await user.click(screen.getByRole('button', { name: '2 new' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: '2 new' })).toBeNull())
    expect(scroller?.scrollTop).toBe(0)
  })
})

describe('the keyboard', () => {
  const focused = () => document.activeElement?.querySelector('p')?.textContent

  test('reaches the list in one stop, and its items with arrows, Home and End', async () => {
    const { user } = await openWindow(createFakeBridge(items.slice(0, 30)))
    const grid = screen.getByRole('grid')
    while (!grid.contains(document.activeElement)) await user.tab()
    expect(focused()).toBe('Notification 30')
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}')
    expect(focused()).toBe('Notification 29')
    await user.keyboard('{End}')
    expect(focused()).toBe('Notification 1')
    await user.keyboard('{Home}')
    expect(focused()).toBe('Notification 30')
  })

  test('opens with Enter and marks read with u', async () => {
    const { bridge, user } = await openWindow(createFakeBridge(items.slice(0, 3)))
    screen.getAllByRole('row')[0]?.focus()
    await user.keyboard('{Enter}{ArrowDown}u')
    expect(bridge.sent).toEqual([
      { type: 'open-item', key: 3 },
      { type: 'mark-read', keys: [2] },
    ])
  })

  test('stays on its item while new ones come in above', async () => {
    const { bridge, follow } = await openWindow(createFakeBridge(items.slice(0, 3)))
    screen.getAllByRole('row')[1]?.focus()
    await follow(() => bridge.put(notification({ key: 4, receivedAt: now })))
    expect(focused()).toBe('Notification 2')
    expect(document.activeElement?.getAttribute('aria-rowindex')).toBe('3')
  })

  test('goes on to the next item when its own is taken away', async () => {
    const { bridge, follow } = await openWindow(createFakeBridge(items.slice(0, 3)))
    screen.getAllByRole('row')[1]?.focus()
    await follow(() => bridge.remove(2))
    expect(focused()).toBe('Notification 1')
  })
})
