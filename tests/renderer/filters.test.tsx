// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { defaultSettings } from '../../electron/model/settings.ts'
import { noFilter } from '../../renderer/history/filter.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { job, notification } from './items.ts'
import { liveText } from './live-text.ts'
import { now, openWindow } from './open-window.tsx'

const items = [
  job({ key: 4, receivedAt: now, state: 'failed', title: 'Invoice run', category: 'billing' }),
  job({ key: 3, receivedAt: now, state: 'succeeded', title: 'Orders', category: 'export', read: true }),
  notification({ key: 2, receivedAt: now, title: 'Maintenance', message: 'No invoices tonight', read: true }),
  notification({ key: 1, receivedAt: now, title: 'Hello', category: 'export' }),
]

const hour = 60 * 60_000
const day = 24 * hour

/** The same on different days; the third is important. */
const spreadItems = items.map((item, index) => {
  const receivedAt = now - ([0, hour, day, 9 * day][index] ?? 0)
  return {
    ...item,
    receivedAt,
    updatedAt: receivedAt,
    priority: index === 2 ? ('high' as const) : item.priority,
  }
})

const titles = () => screen.queryAllByRole('row').map((row) => row.querySelector('p')?.textContent)
const searchBox = () => screen.getByRole('searchbox', { name: 'Search history' })

async function choose(
  user: Awaited<ReturnType<typeof openWindow>>['user'],
  name: string,
  choice: string,
  closes = true,
) {
  await user.click(screen.getByRole('button', { name: /^Filter/ }))
  await user.selectOptions(screen.getByRole('combobox', { name }), choice)
  if (closes) await user.keyboard('{Escape}')
}

describe('a filter of the history', () => {
  test.each([
    ['All', ['Invoice run', 'Orders', 'Maintenance', 'Hello']],
    ['Unread 2', ['Invoice run', 'Hello']],
    ['Jobs', ['Invoice run', 'Orders']],
    ['Failed', ['Invoice run']],
  ])('"%s" shows what it says', async (name, shown) => {
    const { user } = await openWindow(createFakeBridge(items))
    await user.click(screen.getByRole('button', { name }))
    expect(titles()).toEqual(shown)
    expect(screen.getByRole('button', { name }).getAttribute('aria-pressed')).toBe('true')
  })

  test('narrows to a category, together with the other filters', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    await choose(user, 'Category', 'export')
    expect(titles()).toEqual(['Orders', 'Hello'])
    await user.click(screen.getByRole('button', { name: 'Jobs' }))
    expect(titles()).toEqual(['Orders'])
    await user.click(screen.getByRole('button', { name: 'Remove: export' }))
    expect(titles()).toEqual(['Invoice run', 'Orders'])
  })

  test.each([
    ['Job state', 'Done', ['Orders']],
    ['Job state', 'In progress', []],
    ['Priority', 'Important and critical', ['Maintenance']],
    ['Date', 'Today', ['Invoice run', 'Orders']],
    ['Date', 'Yesterday', ['Maintenance']],
    ['Date', 'Last 7 days', ['Invoice run', 'Orders', 'Maintenance']],
    ['Date', 'Last 30 days', ['Invoice run', 'Orders', 'Maintenance', 'Hello']],
  ])('narrows by %s to "%s"', async (name, choice, shown) => {
    const { user } = await openWindow(createFakeBridge(spreadItems))
    await choose(user, name, choice)
    expect(titles()).toEqual(shown)
    expect(screen.getByRole('button', { name: `Remove: ${choice}` })).toBeDefined()
    expect(screen.getByRole('button', { name: 'Filter (1 set)' })).toBeDefined()
  })

  test('narrows to the days between two dates, whichever is entered first', async () => {
    const { user } = await openWindow(createFakeBridge(spreadItems))
    await choose(user, 'Date', 'Choose dates…', false)
    fireEvent.change(screen.getByLabelText('From'), { target: { value: '2026-11-21' } })
    fireEvent.change(screen.getByLabelText('To'), { target: { value: '2026-11-01' } })
    await user.keyboard('{Escape}')
    expect(titles()).toEqual(['Maintenance', 'Hello'])
    expect(screen.getByRole('button', { name: 'Remove: 1 Nov 2026 – 21 Nov 2026' })).toBeDefined()
  })

  test('follows the calendar: "today" is another day after midnight', async () => {
    const { user, clock, follow } = await openWindow(createFakeBridge(spreadItems))
    await choose(user, 'Date', 'Today')
    expect(titles()).toHaveLength(2)
    await follow(() => clock.pass(10 * hour))
    expect(screen.getByRole('heading', { name: 'Nothing today' })).toBeDefined()
  })

  test('of the failed jobs gives way to another state, and the other way round', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    await user.click(screen.getByRole('button', { name: 'Failed' }))
    await choose(user, 'Job state', 'Done')
    expect(titles()).toEqual(['Orders'])
    expect(screen.getByRole('button', { name: 'All' }).getAttribute('aria-pressed')).toBe('true')
    await user.click(screen.getByRole('button', { name: 'Failed' }))
    expect(titles()).toEqual(['Invoice run'])
    expect(screen.queryByRole('button', { name: /^Remove/ })).toBeNull()
  })

  test('is cleared at once, but for its tab', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    await user.click(screen.getByRole('button', { name: 'Jobs' }))
    await choose(user, 'Category', 'export')
    await user.type(searchBox(), 'orders')
    await user.click(screen.getByRole('button', { name: 'Clear' }))
    expect(titles()).toEqual(['Invoice run', 'Orders'])
    expect(searchBox()).toHaveProperty('value', '')
  })

  test('shows what is pinned, and what comes again', async () => {
    const { user } = await openWindow(
      createFakeBridge([
        notification({ key: 2, receivedAt: now, title: 'Pinned one', pinned: true }),
        notification({
          ...{ key: 1, receivedAt: now, title: 'Later', notification: 'pending', heldUntil: now + hour },
        }),
      ]),
    )
    await user.click(screen.getByRole('button', { name: 'Pinned' }))
    expect(titles()).toEqual(['Pinned one'])
    await user.click(screen.getByRole('button', { name: 'Reminders' }))
    expect(titles()).toEqual(['Later'])
  })
})

describe('how much there is', () => {
  test('stands beside the tabs', async () => {
    await openWindow(createFakeBridge(items))
    expect(screen.getByRole('button', { name: 'Jobs' }).textContent).toBe('Jobs2')
    expect(screen.getByRole('button', { name: 'Failed' }).textContent).toBe('Failed1')
    expect(screen.getByRole('button', { name: 'Pinned' }).textContent).toBe('Pinned')
  })

  test('is said of a filter in full, where it is known without looking at all', async () => {
    const many = Array.from({ length: 700 }, (_, index) =>
      notification({
        key: index + 1,
        receivedAt: now,
        title: 'Hello',
        message: `${index}`,
        category: 'export',
      }),
    )
    const { user, clock, follow } = await openWindow(createFakeBridge(many))
    await choose(user, 'Category', 'export')
    expect(screen.getByText('700 found')).toBeDefined()
    await user.type(searchBox(), 'hello')
    await follow(() => clock.pass(500))
    expect(screen.getByText('More than 100 found')).toBeDefined()
  })
})

describe('marking what is shown as read', () => {
  test('is about the filter, and can be undone', async () => {
    const { bridge, user } = await openWindow(createFakeBridge(items))
    await choose(user, 'Category', 'billing')
    await user.click(screen.getByRole('button', { name: 'Mark these as read' }))
    expect(screen.getByText('1 marked as read')).toBeDefined()
    expect(screen.getByRole('button', { name: 'Unread 1' })).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(screen.getByRole('button', { name: 'Unread 2' })).toBeDefined()
    expect(bridge.sent).toEqual([
      { type: 'mark-matching-read', filter: { unreadOnly: false, category: 'billing' } },
      { type: 'undo-mark-read' },
    ])
  })

  test('is not offered to be undone when nothing was unread', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    await user.type(searchBox(), 'maintenance')
    await user.click(screen.getByRole('button', { name: 'Mark these as read' }))
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  })
})

describe('a saved filter', () => {
  async function saveBilling() {
    const window = await openWindow(createFakeBridge(items))
    await choose(window.user, 'Category', 'billing')
    await window.user.click(screen.getByRole('button', { name: 'Save this filter' }))
    return window
  }
  const name = () => screen.getByRole('textbox', { name: 'Name' })

  test('is named after itself, becomes a tab and is chosen again there', async () => {
    const { bridge, user } = await saveBilling()
    expect(name()).toHaveProperty('value', 'billing')
    await user.clear(name())
    await user.type(name(), 'Money{Enter}')
    expect(bridge.sent).toEqual([
      {
        type: 'change-settings',
        change: { savedFilters: [{ name: 'Money', filter: { ...noFilter, category: 'billing' } }] },
      },
    ])
    expect(screen.getByRole('button', { name: 'Money' }).getAttribute('aria-pressed')).toBe('true')
    await user.click(screen.getByRole('button', { name: 'All' }))
    expect(titles()).toHaveLength(4)
    await user.click(screen.getByRole('button', { name: 'Money' }))
    expect(titles()).toEqual(['Invoice run'])
  })

  test('can be renamed, but not to the name of another', async () => {
    const saved = (name: string, category: string) => ({ name, filter: { ...noFilter, category } })
    const settings = {
      ...defaultSettings,
      savedFilters: [saved('Money', 'billing'), saved('Exports', 'export')],
    }
    const { bridge, user, clock, follow } = await openWindow(createFakeBridge(items, { settings }))
    await user.click(screen.getByRole('button', { name: 'Money' }))
    await user.click(screen.getByRole('button', { name: 'Rename' }))
    await user.clear(name())
    await user.type(name(), 'Exports{Enter}')
    await follow(() => clock.pass(500))
    expect(screen.getByText('There’s already a filter with this name.')).toBeDefined()
    expect(bridge.sent.filter(({ type }) => type === 'change-settings')).toEqual([])
    await user.type(name(), ' too{Enter}')
    expect(screen.getByRole('button', { name: 'Exports too' }).getAttribute('aria-pressed')).toBe('true')
  })

  test('is deleted, and comes back with Undo', async () => {
    const { user } = await saveBilling()
    await user.keyboard('{Enter}')
    await user.click(screen.getByRole('button', { name: 'Delete filter' }))
    expect(screen.queryByRole('button', { name: 'billing' })).toBeNull()
    expect(titles()).toHaveLength(4)
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(screen.getByRole('button', { name: 'billing' })).toBeDefined()
  })

  test('is not one too many', async () => {
    const savedFilters = Array.from({ length: 10 }, (_, index) => ({
      ...{ name: `Saved ${index}`, filter: { ...noFilter, search: `${index}` } },
    }))
    const settings = { ...defaultSettings, savedFilters }
    const { user } = await openWindow(createFakeBridge(items, { settings }))
    await choose(user, 'Category', 'billing')
    await user.click(screen.getByRole('button', { name: 'Save this filter' }))
    expect(screen.getByText(/You can save 10 filters/)).toBeDefined()
    expect(screen.queryByRole('textbox', { name: 'Name' })).toBeNull()
  })
})

describe('the search', () => {
  test('finds as one types, and marks what was found', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    await user.type(searchBox(), 'invoice')
    expect(titles()).toEqual(['Invoice run', 'Maintenance'])
    expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual([
      'Invoice',
      'invoice',
    ])
  })

  test('marks a word in whatever form it was found', async () => {
    const greek = notification({ key: 5, receivedAt: now, title: 'ΟΔΟΣ' })
    const { user } = await openWindow(createFakeBridge([greek]))
    await user.type(searchBox(), 'οδός')
    expect(document.querySelector('mark')?.textContent).toBe('ΟΔΟΣ')
  })

  test('keeps the list in sight while the next one is on its way', async () => {
    const { bridge, user } = await openWindow(createFakeBridge(items))
    await user.type(searchBox(), 'invoice')
    const answer = bridge.hold()
    await user.type(searchBox(), ' run')
    expect(titles()).toEqual(['Invoice run', 'Maintenance'])
    await answer()
    expect(titles()).toEqual(['Invoice run'])
  })

  test('says to a screen reader how much was found', async () => {
    const { user, clock, follow } = await openWindow(createFakeBridge(items))
    await user.type(searchBox(), 'invoice')
    // Each key would interrupt it.
    expect(liveText()).not.toContain('2 found')
    await follow(() => clock.pass(500))
    expect(liveText()).toContain('2 found')
  })

  test('is reached with / from anywhere, left with the arrow, cleared with Escape', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    screen.getByRole('button', { name: 'Jobs' }).focus()
    await user.keyboard('/orders')
    expect(document.activeElement).toBe(searchBox())
    expect(titles()).toEqual(['Orders'])
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement).toBe(screen.getByRole('row'))
    await user.keyboard('/{Escape}')
    expect(titles()).toHaveLength(4)
    expect(document.activeElement).toBe(searchBox())
  })

  test('takes a / that is typed in it for what it is', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    await user.type(searchBox(), 'a/b')
    expect(searchBox()).toHaveProperty('value', 'a/b')
  })

  test('for the name of a state offers the jobs in it', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    await user.type(searchBox(), 'failed invoice')
    expect(titles()).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Show failed jobs' }))
    expect(titles()).toEqual(['Invoice run'])
    expect(searchBox()).toHaveProperty('value', 'invoice')
    expect(screen.getByRole('button', { name: 'Remove: Failed' })).toBeDefined()
  })

  test('that finds nothing says so and leads back', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    await user.type(searchBox(), 'zebra')
    const page = within(screen.getByRole('main'))
    expect(page.getByRole('heading', { name: 'Nothing found for “zebra”' })).toBeDefined()
    await user.click(page.getByRole('button', { name: 'Show all' }))
    expect(titles()).toHaveLength(4)
  })
})

describe('an empty list', () => {
  test.each([
    ['Jobs', 'No jobs yet'],
    ['Failed', 'No failed jobs'],
  ])('of "%s" says why', async (filter, heading) => {
    const { user } = await openWindow(createFakeBridge([notification({ key: 1, receivedAt: now })]))
    await user.click(screen.getByRole('button', { name: filter }))
    expect(screen.getByRole('heading', { name: heading })).toBeDefined()
  })

  test('offers a test notification while nothing has come yet', async () => {
    const { bridge, user } = await openWindow()
    await user.click(screen.getByRole('button', { name: 'Send a test notification' }))
    expect(bridge.sent).toEqual([{ type: 'test-notification' }])
  })
})
