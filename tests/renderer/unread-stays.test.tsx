// @vitest-environment happy-dom
import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { noFilter } from '../../renderer/history/filter.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { notification } from './items.ts'
import { now, openWindow } from './open-window.tsx'

const items = [3, 2, 1].map((key) => notification({ key, receivedAt: now - key * 1000 }))
const titles = () => screen.queryAllByRole('row').map((row) => row.querySelector('p')?.textContent)

function openUnread() {
  const windowState = { filter: { ...noFilter, show: 'unread' }, anchor: null } as const
  return openWindow(createFakeBridge(items, { windowState }))
}

describe('in a list of unread items', () => {
  test('what the user reads stays, as read', async () => {
    const { user } = await openUnread()
    await user.click(screen.getByText('Notification 2'))
    expect(titles()).toEqual(['Notification 3', 'Notification 2', 'Notification 1'])
    expect(screen.getByRole('row', { name: /^Notification 2, just now/ })).toBeDefined()
    await user.keyboard('{ArrowUp}u')
    expect(titles()).toHaveLength(3)
  })

  test('it stays until the list is another one', async () => {
    const { user } = await openUnread()
    screen.getAllByRole('row')[0]?.focus()
    await user.keyboard('u')
    await user.keyboard('1')
    expect(titles()).toHaveLength(3)
    await user.keyboard('2')
    expect(titles()).toEqual(['Notification 2', 'Notification 1'])
  })

  test('it can be unread again', async () => {
    const { user } = await openUnread()
    screen.getAllByRole('row')[1]?.focus()
    await user.keyboard('uu')
    expect(screen.getByRole('row', { name: /^Notification 2, unread/ })).toBeDefined()
  })

  test('what was deleted does not stay, and comes back', async () => {
    const { user } = await openUnread()
    screen.getAllByRole('row')[0]?.focus()
    await user.keyboard('u{Delete}')
    expect(titles()).toEqual(['Notification 2', 'Notification 1'])
    await user.keyboard('{Control>}z{/Control}')
    expect(titles()).toHaveLength(3)
  })

  test('what is read elsewhere goes, and so does all that is marked at once', async () => {
    const { bridge, user, follow } = await openUnread()
    await follow(() => bridge.put(notification({ key: 3, receivedAt: now, read: true })))
    expect(titles()).toEqual(['Notification 2', 'Notification 1'])
    await user.keyboard('{Shift>}{Escape}{/Shift}')
    expect(titles()).toEqual([])
  })
})
