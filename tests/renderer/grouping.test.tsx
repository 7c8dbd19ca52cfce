// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { defaultSettings, type Settings } from '../../electron/model/settings.ts'
import type { AppSnapshot } from '../../electron/window/contract.ts'
import { buildFeedStatus } from '../support/build-status.ts'
import { buildServer } from './build-server.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { notification } from './items.ts'
import { now, openWindow } from './open-window.tsx'

const hour = 60 * 60_000
const day = 24 * hour

const by = (groupBy: Settings['groupBy']) => ({ settings: { ...defaultSettings, groupBy } })
const rows = () => screen.queryAllByRole('row')
const titles = () =>
  rows().map((row) => row.querySelector('p')?.textContent ?? row.getAttribute('aria-label'))
const focused = () =>
  document.activeElement?.querySelector('p')?.textContent ??
  document.activeElement?.getAttribute('aria-label')

const items = [
  notification({ key: 4, receivedAt: now, title: 'Four', category: 'export' }),
  notification({ key: 3, receivedAt: now - hour, title: 'Three' }),
  notification({ key: 2, receivedAt: now - day, title: 'Two', category: 'export' }),
  notification({ key: 1, receivedAt: now - day - hour, title: 'One' }),
]

describe('a group of items', () => {
  test('is folded and unfolded by a click on its heading', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    await user.click(screen.getByText('Yesterday'))
    expect(titles()).toEqual(['Four', 'Three', 'Yesterday, 2 items, hidden'])
    await user.click(screen.getByText('Yesterday'))
    expect(titles()).toEqual(['Four', 'Three', 'Two', 'One'])
  })

  test('is folded by the arrow keys as in a tree, and skipped', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    rows()[1]?.focus()
    await user.keyboard('{ArrowLeft}')
    expect(focused()).toBe('Today')
    await user.keyboard('{ArrowLeft}')
    expect(focused()).toBe('Today, 2 items, hidden')
    await user.keyboard('{ArrowDown}')
    expect(focused()).toBe('Two')
    await user.keyboard('{ArrowUp}{ArrowRight}{ArrowDown}')
    expect(focused()).toBe('Four')
  })

  test('has the focus where that of its items was, when it is folded', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    rows()[3]?.focus()
    await user.click(screen.getByText('Yesterday'))
    expect(focused()).toBe('Yesterday, 2 items, hidden')
  })

  test('is a category, if the user wants that, which is chosen beside the filters', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    await user.click(screen.getByRole('button', { name: 'Filter' }))
    await user.selectOptions(screen.getByRole('combobox', { name: 'Group by' }), 'Category')
    await user.keyboard('{Escape}')
    expect(titles()).toEqual(['Four', 'Two', 'Three', 'One'])
    expect(screen.getAllByText('No category').length).toBeGreaterThan(0)
  })

  test('is of the newest 500, and of more on request', async () => {
    const many = Array.from({ length: 1_200 }, (_, index) =>
      notification({ key: index + 1, receivedAt: now, title: `${index + 1}`, category: `${index % 2}` }),
    )
    const { bridge, user } = await openWindow(createFakeBridge(many, by('category')))
    rows()[0]?.focus()
    await user.keyboard('{End}')
    expect(focused()).toBe('The newest 500 are shown.')
    const asked = bridge.queries.length
    await user.keyboard('{Enter}')
    expect(bridge.queries.slice(asked)).toEqual([{ before: 701, limit: 500, unreadOnly: false }])
    expect(screen.getByText('The newest 1,000 are shown.')).toBeDefined()
  })

  test('does not take all of the history in by being folded', async () => {
    const many = Array.from({ length: 1_200 }, (_, index) =>
      notification({ key: index + 1, receivedAt: now }),
    )
    const { user } = await openWindow(createFakeBridge(many))
    await user.click(screen.getAllByText('Today')[0] as HTMLElement)
    expect(screen.getByText('The newest 500 are shown.')).toBeDefined()
  })
})

describe('equal items in a row', () => {
  const disk = (key: number) =>
    notification({ key, receivedAt: now - (10 - key) * hour, title: 'Disk full', category: 'operations' })
  const equal = [disk(5), disk(4), disk(3), notification({ key: 1, receivedAt: now - 12 * hour })]

  test('are one row that says how many, to a screen reader too', async () => {
    const { user } = await openWindow(createFakeBridge(equal))
    expect(titles()).toEqual(['Disk full', 'Notification 1'])
    const row = rows()[0] as HTMLElement
    expect(row.getAttribute('aria-label')).toContain('3 times')
    const button = within(row).getByRole('button', { name: '3 times' })
    expect(button.getAttribute('aria-expanded')).toBe('false')
    await user.click(button)
    expect(titles()).toEqual(['Disk full', 'Disk full', 'Disk full', 'Notification 1'])
  })

  test('are unfolded and folded by the arrow keys', async () => {
    const { user } = await openWindow(createFakeBridge(equal))
    rows()[0]?.focus()
    await user.keyboard('{ArrowRight}{ArrowDown}{ArrowDown}')
    expect(rows()).toHaveLength(4)
    await user.keyboard('{ArrowLeft}')
    expect(rows()).toHaveLength(2)
    expect(document.activeElement).toBe(rows()[0])
  })

  test('are deleted and marked read together', async () => {
    const { bridge, user } = await openWindow(createFakeBridge(equal))
    rows()[0]?.focus()
    await user.keyboard('u{Delete}')
    expect(titles()).toEqual(['Notification 1'])
    expect(screen.getByText('3 deleted')).toBeDefined()
    await user.keyboard('{Control>}z{/Control}')
    expect(bridge.sent.at(-1)).toEqual({ type: 'undo-delete', keys: [5, 4, 3] })
  })

  test('unfold for one of them that is to be shown', async () => {
    const reveal = { key: 4, position: 4, at: now, picksReminder: false }
    await openWindow(createFakeBridge(equal, { reveal }))
    expect(rows()).toHaveLength(4)
    expect(document.activeElement).toBe(rows()[1])
  })
})

describe('where notifications may be missing', () => {
  const withGap = (at: number): Partial<AppSnapshot> => ({
    servers: [
      buildServer({
        status: buildFeedStatus({ kind: 'open', since: now }, { gap: { at, from: '1', to: null } }),
      }),
    ],
  })

  test('is said in the list, in its place, and dismissed there', async () => {
    const { bridge, user } = await openWindow(createFakeBridge(items, withGap(now - hour / 2)))
    expect(titles()[1]).toMatch(/before 14:00/)
    await user.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(titles()).toEqual(['Four', 'Three', 'Two', 'One'])
    expect(bridge.sent).toEqual([{ type: 'dismiss-gap', server: 1 }])
  })

  test('is reached with the arrow keys', async () => {
    const { user } = await openWindow(createFakeBridge(items, withGap(now - hour / 2)))
    rows()[0]?.focus()
    await user.keyboard('{ArrowDown}')
    expect(focused()).toMatch(/before 14:00/)
    await user.tab()
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Dismiss' }))
  })

  test('is said of an empty history too', async () => {
    await openWindow(createFakeBridge([], withGap(now)))
    expect(screen.getByText(/before 14:30/)).toBeDefined()
  })
})
