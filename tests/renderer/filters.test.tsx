// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { createFakeBridge } from './fake-bridge.ts'
import { job, notification } from './items.ts'
import { now, openWindow } from './open-window.tsx'

const items = [
  job({ key: 4, receivedAt: now, state: 'failed', title: 'Invoice run', category: 'billing' }),
  job({ key: 3, receivedAt: now, state: 'succeeded', title: 'Orders', category: 'export', read: true }),
  notification({ key: 2, receivedAt: now, title: 'Maintenance', message: 'No invoices tonight', read: true }),
  notification({ key: 1, receivedAt: now, title: 'Hello', category: 'export' }),
]

const titles = () =>
  screen.queryAllByRole('article').map((article) => article.querySelector('p')?.textContent)
const searchBox = () => screen.getByRole('searchbox', { name: 'Search history' })

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
    await user.click(screen.getByRole('button', { name: 'Category' }))
    await user.click(screen.getByRole('menuitemradio', { name: 'export' }))
    expect(titles()).toEqual(['Orders', 'Hello'])
    await user.click(screen.getByRole('button', { name: 'Jobs' }))
    expect(titles()).toEqual(['Orders'])
    await user.click(screen.getByRole('button', { name: 'Category: export' }))
    await user.click(screen.getByRole('menuitemradio', { name: 'All categories' }))
    expect(titles()).toEqual(['Invoice run', 'Orders'])
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
    const { user } = await openWindow(createFakeBridge(items))
    await user.type(searchBox(), 'invoice')
    expect(screen.getByText('2 found').getAttribute('role')).toBe('status')
  })

  test('is reached with / from anywhere, left with the arrow, cleared with Escape', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    screen.getByRole('button', { name: 'Jobs' }).focus()
    await user.keyboard('/orders')
    expect(document.activeElement).toBe(searchBox())
    expect(titles()).toEqual(['Orders'])
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement).toBe(screen.getByRole('article'))
    await user.keyboard('/{Escape}')
    expect(titles()).toHaveLength(4)
    expect(document.activeElement).toBe(searchBox())
  })

  test('takes a / that is typed in it for what it is', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    await user.type(searchBox(), 'a/b')
    expect(searchBox()).toHaveProperty('value', 'a/b')
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
