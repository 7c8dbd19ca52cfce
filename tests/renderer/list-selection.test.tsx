// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { buildMute } from '../support/build-rule.ts'
import { createFakeBridge, type FakeBridge } from './fake-bridge.ts'
import { job, notification } from './items.ts'
import { liveText } from './live-text.ts'
import { now, openWindow } from './open-window.tsx'

const items = [5, 4, 3, 2, 1].map((key) =>
  notification({ key, receivedAt: now - key * 1000, category: key > 3 ? 'export' : 'billing' }),
)

const rows = () => screen.getAllByRole('row')
const selected = () =>
  rows().flatMap((row) =>
    row.getAttribute('aria-selected') === 'true' ? [row.querySelector('p')?.textContent] : [],
  )
const bar = () => within(screen.getByRole('toolbar', { name: 'Selected items' }))
/** Without what only describes the window. */
const sent = (bridge: FakeBridge) =>
  bridge.sent.filter(({ type }) => type !== 'save-window-state' && type !== 'show-detail')

async function open(bridge = createFakeBridge(items)) {
  const opened = await openWindow(bridge)
  rows()[0]?.focus()
  return opened
}

describe('selecting', () => {
  test('takes items with x, and a range with Shift and the arrows', async () => {
    const { user } = await open()
    await user.keyboard('x')
    expect(selected()).toEqual(['Notification 5'])
    await user.keyboard('{ArrowDown}{ArrowDown}x')
    expect(selected()).toEqual(['Notification 5', 'Notification 3'])
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}')
    expect(selected()).toEqual(['Notification 3', 'Notification 2'])
    expect(liveText()).toContain('2 selected')
  })

  test('takes the active item with the space bar', async () => {
    const { user } = await open()
    await user.keyboard(' ')
    expect(selected()).toEqual(['Notification 5'])
    await user.keyboard(' ')
    expect(selected()).toEqual([])
  })

  test('takes a range with Shift and a click, and one more with Ctrl', async () => {
    const { bridge, user } = await open()
    await user.keyboard('{Shift>}')
    await user.click(screen.getByText('Notification 3'))
    await user.keyboard('{/Shift}')
    expect(selected()).toEqual(['Notification 5', 'Notification 4', 'Notification 3'])
    await user.keyboard('{Control>}')
    await user.click(screen.getByText('Notification 1'))
    await user.click(screen.getByText('Notification 4'))
    await user.keyboard('{/Control}')
    expect(selected()).toEqual(['Notification 5', 'Notification 3', 'Notification 1'])
    expect(sent(bridge)).toEqual([])
  })

  test('takes all that are loaded with Ctrl+A, and says how many that are', async () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      notification({ key: index + 1, receivedAt: now - (300 - index) * 1000, title: `News ${index + 1}` }),
    )
    const { user } = await open(createFakeBridge(many))
    await user.keyboard('{Control>}a{/Control}')
    expect(bar().getByText('50 selected: all that are loaded')).toBeDefined()
  })

  test('ends with Escape, with a click, and with its button', async () => {
    const { bridge, user } = await open()
    await user.keyboard('{Control>}a{/Control}')
    expect(bar().getByText('All 5 selected')).toBeDefined()
    await user.keyboard('{Escape}')
    expect(selected()).toEqual([])
    await user.keyboard('x')
    await user.click(screen.getByText('Notification 2'))
    expect(selected()).toEqual([])
    expect(sent(bridge)).toEqual([])
    await user.keyboard('x')
    await user.click(bar().getByRole('button', { name: 'Clear selection' }))
    expect(screen.queryByRole('toolbar')).toBeNull()
    expect(document.activeElement).toBe(rows()[3])
  })

  test('loses what is withdrawn, and stays with what comes above', async () => {
    const { bridge, user, follow } = await open()
    await user.keyboard('x{ArrowDown}x')
    await follow(() => bridge.remove(4))
    await follow(() => bridge.put(notification({ key: 6, receivedAt: now })))
    expect(selected()).toEqual(['Notification 5'])
    expect(bar().getByText('1 selected')).toBeDefined()
  })
})

describe('what is selected', () => {
  async function selectThree(bridge = createFakeBridge(items)) {
    const opened = await open(bridge)
    await opened.user.keyboard('x{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
    return opened
  }

  test('is read and unread as a whole, and that is undone as a whole', async () => {
    const { bridge, user } = await selectThree()
    await user.click(bar().getByRole('button', { name: 'Mark as read' }))
    expect(screen.getByText('3 marked as read')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    await user.keyboard('u')
    expect(sent(bridge)).toEqual([
      { type: 'mark-read', keys: [5, 4, 3] },
      { type: 'mark-unread', keys: [5, 4, 3] },
      { type: 'mark-read', keys: [5, 4, 3] },
    ])
  })

  test('is deleted with one key, and comes back together', async () => {
    const { user } = await selectThree()
    await user.keyboard('{Delete}')
    expect(rows()).toHaveLength(2)
    expect(screen.queryByRole('toolbar')).toBeNull()
    expect(screen.getByText('3 deleted')).toBeDefined()
    await user.keyboard('{Control>}z{/Control}')
    expect(rows()).toHaveLength(5)
  })

  test('is pinned, and unpinned', async () => {
    const { bridge, user } = await selectThree()
    await user.click(bar().getByRole('button', { name: 'Pin' }))
    expect(screen.getByText('3 pinned')).toBeDefined()
    await user.click(bar().getByRole('button', { name: 'Unpin' }))
    expect(sent(bridge)).toEqual([
      { type: 'pin', keys: [5, 4, 3] },
      { type: 'unpin', keys: [5, 4, 3] },
    ])
  })

  test('comes again at the time that one chooses', async () => {
    const { bridge, user } = await selectThree()
    await user.click(bar().getByRole('button', { name: 'Remind me' }))
    await user.click(screen.getByRole('menuitem', { name: 'Tomorrow morning' }))
    expect(screen.getByText('3 reminders set')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(sent(bridge)).toEqual([
      { type: 'snooze', keys: [5, 4, 3], until: { kind: 'tomorrow' } },
      { type: 'cancel-snooze', keys: [5, 4, 3] },
    ])
  })

  test('has its categories muted one by one', async () => {
    const { bridge, user } = await selectThree()
    await user.click(bar().getByRole('button', { name: 'Mute' }))
    expect(screen.getAllByRole('menuitem').map((choice) => choice.textContent)).toEqual([
      'Mute “export”',
      'Mute “billing”',
    ])
    await user.click(screen.getByRole('menuitem', { name: 'Mute “billing”' }))
    expect(sent(bridge)).toEqual([{ type: 'change-settings', change: { rules: [buildMute('billing')] } }])
  })

  test('is copied with Ctrl+C', async () => {
    const { bridge, user } = await selectThree()
    await user.keyboard('{Control>}c{/Control}')
    expect(sent(bridge)).toEqual([{ type: 'copy-text', keys: [5, 4, 3] }])
  })

  test('has only those files downloaded that there are', async () => {
    const offer = {
      url: 'https://app.example.com/f',
      filename: 'a.csv',
      size: 5,
      sha256: null,
      expiresAt: null,
    }
    const withFiles = [
      job({ key: 5, receivedAt: now, state: 'succeeded', offer }),
      ...items.slice(1, 2),
      job({ key: 3, receivedAt: now - 5000, state: 'succeeded', offer: { ...offer, expiresAt: now - 1 } }),
    ]
    const { bridge, user } = await selectThree(createFakeBridge(withFiles))
    await user.click(bar().getByRole('button', { name: 'Download' }))
    expect(screen.getByText('1 download started')).toBeDefined()
    expect(sent(bridge)).toEqual([{ type: 'download', key: 5 }])
  })

  test('has a menu of its own, and another row has its', async () => {
    const { bridge, user } = await selectThree()
    const menuOf = (title: string) => user.pointer({ keys: '[MouseRight]', target: screen.getByText(title) })
    await menuOf('Notification 4')
    await user.click(screen.getByRole('menuitem', { name: 'Mark as read' }))
    await menuOf('Notification 1')
    await user.click(screen.getByRole('menuitem', { name: 'Mark as read' }))
    expect(sent(bridge)).toEqual([
      { type: 'mark-read', keys: [5, 4, 3] },
      { type: 'mark-read', keys: [1] },
    ])
  })

  test('goes to the main process in parts that it takes', async () => {
    const many = Array.from({ length: 1100 }, (_, index) =>
      notification({ key: index + 1, receivedAt: now - (1100 - index) * 1000, title: `News ${index + 1}` }),
    )
    const bridge = createFakeBridge(many, { latest: { items: many.toReversed(), next: null, count: 1100 } })
    const { user } = await open(bridge)
    await user.keyboard('{Control>}a{/Control}u')
    const counts = bridge.sent.flatMap((command) => (command.type === 'mark-read' ? command.keys.length : []))
    expect(counts).toEqual([1000, 100])
  })
})
