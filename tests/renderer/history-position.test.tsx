// @vitest-environment happy-dom
import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { noFilter } from '../../renderer/history/filter.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { notification } from './items.ts'
import { now, openWindow } from './open-window.tsx'

const items = Array.from({ length: 1000 }, (_, index) =>
  notification({
    key: index + 1,
    receivedAt: now - (1000 - index) * 1000,
    category: index % 2 === 0 ? 'billing' : 'export',
  }),
)
const titles = () => screen.getAllByRole('row').map((row) => row.querySelector('p')?.textContent)

describe('a window that is opened again', () => {
  test('said where it was, once it had rested there', async () => {
    const { bridge, user, clock, follow, scrollTo } = await openWindow(createFakeBridge(items))
    await user.click(screen.getByRole('button', { name: 'Unread 999+' }))
    await scrollTo(20 * 54)
    await follow(() => clock.pass(300))
    const filter = { ...noFilter, show: 'unread' }
    expect(bridge.sent).toEqual([
      { type: 'save-window-state', state: { filter, anchor: expect.any(Number) } },
    ])
  })

  test('goes on far down, without the top having been seen', async () => {
    const windowState = { filter: noFilter, anchor: 300 }
    await openWindow(createFakeBridge(items, { windowState }))
    expect(titles()).toContain('Notification 300')
    expect(titles()).not.toContain('Notification 1000')
  })

  test('goes on under its filter', async () => {
    const windowState = { filter: { ...noFilter, category: 'export', search: '12' }, anchor: null }
    await openWindow(createFakeBridge(items, { windowState }))
    expect(titles().slice(0, 2)).toEqual(['Notification 912', 'Notification 812'])
    expect(screen.getByRole('searchbox')).toHaveProperty('value', '12')
    expect(screen.getByRole('button', { name: 'Remove: export' })).toBeDefined()
  })

  test('is back in its place after a look at the settings', async () => {
    const { user, scrollTo } = await openWindow(createFakeBridge(items))
    await scrollTo(20 * 54)
    await user.click(screen.getByRole('button', { name: 'Settings' }))
    await user.click(screen.getByRole('button', { name: 'Back to history' }))
    expect(titles()).not.toContain('Notification 1000')
    expect(titles()).toContain('Notification 980')
  })
})

describe('an item that was asked for elsewhere', () => {
  test('is brought into sight and has the focus', async () => {
    await openWindow(
      createFakeBridge(items, { reveal: { key: 300, position: 300, at: now, picksReminder: false } }),
    )
    expect(document.activeElement?.querySelector('p')?.textContent).toBe('Notification 300')
  })

  test('is found under whatever filter the window was, and from its settings', async () => {
    const { bridge, user, follow } = await openWindow(createFakeBridge(items))
    await user.type(screen.getByRole('searchbox'), 'zebra')
    await user.click(screen.getByRole('button', { name: 'Settings' }))
    await follow(() => bridge.update({ reveal: { key: 300, position: 300, at: now, picksReminder: false } }))
    expect(document.activeElement?.querySelector('p')?.textContent).toBe('Notification 300')
    expect(screen.getByRole('searchbox')).toHaveProperty('value', '')
  })
})

describe('a window says that it shows the newest items', () => {
  test('at the top of the unfiltered list, and not further down, under a filter or in the settings', async () => {
    const { bridge, user, scrollTo } = await openWindow(createFakeBridge(items))
    expect(bridge.showsNewest()).toBe(true)
    await scrollTo(20 * 54)
    expect(bridge.showsNewest()).toBe(false)
    await scrollTo(0)
    expect(bridge.showsNewest()).toBe(true)
    await user.click(screen.getByRole('button', { name: 'Unread 999+' }))
    expect(bridge.showsNewest()).toBe(false)
    await user.click(screen.getByRole('button', { name: /^All/ }))
    expect(bridge.showsNewest()).toBe(true)
    await user.click(screen.getByRole('button', { name: /^Settings/ }))
    expect(bridge.showsNewest()).toBe(false)
  })
})
