// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, test } from 'vitest'
import { createFakeBridge, type FakeBridge } from './fake-bridge.ts'
import { scenarios } from './harness/scenarios.ts'
import { job, notification } from './items.ts'
import { now, openWindow } from './open-window.tsx'

const minute = 60_000
const url = 'https://app.example.com/1'
const items = [
  notification({ key: 3, receivedAt: now - minute, title: 'News', message: 'See https://a.example/x', url }),
  job({
    key: 2,
    receivedAt: now - 30 * minute,
    createdAt: now - 40 * minute,
    updatedAt: now - 10 * minute,
    state: 'failed',
    progress: 0.4,
    title: 'Invoice run',
    message: 'The printer did not answer.',
    category: 'billing',
  }),
  notification({ key: 1, receivedAt: now - 60 * minute, title: 'Hello', read: true }),
]

const pane = () => within(screen.getByRole('region', { name: 'Details' }))
const row = (title: string) => screen.getByRole('row', { name: new RegExp(`^${title},`) })
const sent = (bridge: FakeBridge) => bridge.sent.filter(({ type }) => type !== 'save-window-state')
const openWide = (bridge = createFakeBridge(items)) => openWindow(bridge, { width: 1100 })

describe('the details beside the list', () => {
  test('are those of the active item', async () => {
    const { user } = await openWide()
    expect(pane().getByRole('heading', { name: 'News' })).toBeDefined()
    row('News').focus()
    await user.keyboard('{ArrowDown}')
    expect(pane().getByRole('heading', { name: 'Invoice run' })).toBeDefined()
    expect(pane().getByText('The printer did not answer.')).toBeDefined()
    expect(pane().getByText('billing')).toBeDefined()
    expect(pane().getByText(/at 13:50:00$/)).toBeDefined()
  })

  test('have the course of a job, once the user rests on it', async () => {
    const { bridge, user, clock, follow } = await openWide()
    row('News').focus()
    await user.keyboard('{ArrowDown}')
    expect(pane().queryByRole('img')).toBeNull()
    await follow(() => clock.pass(150))
    expect(sent(bridge)).toEqual([{ type: 'show-detail', key: 2 }])
    expect(pane().getByRole('img').getAttribute('aria-label')).toBe(
      'Progress over time: Queued 13:50, Running 13:58, Failed 14:20',
    )
    expect(
      pane()
        .getAllByRole('listitem')
        .map((phase) => phase.textContent),
    ).toEqual(['Queued13:50, for 8 min', 'Running13:58, for 22 min', 'Failed14:20'])
  })

  test('are not asked for any more when they are not shown', async () => {
    const { bridge, clock, close, follow } = await openWide()
    await follow(() => clock.pass(150))
    close()
    expect(bridge.sent.at(-1)).toEqual({ type: 'show-detail', key: null })
  })

  test('are shown by a click, which marks it as read and opens no page', async () => {
    const { bridge, user } = await openWide()
    await user.click(within(row('News')).getByText('News'))
    expect(sent(bridge)).toEqual([{ type: 'mark-read', keys: [3] }])
    await user.dblClick(within(row('News')).getByText('News'))
    expect(sent(bridge).at(-1)).toEqual({ type: 'open-item', key: 3 })
    expect(sent(bridge)).toHaveLength(2)
  })

  test('open pages, links and the menu', async () => {
    const { bridge, user } = await openWide()
    await user.click(pane().getByRole('link', { name: 'https://a.example/x' }))
    await user.click(pane().getByRole('button', { name: 'Open in browser' }))
    expect(sent(bridge)).toEqual([
      { type: 'open-link', key: 3, index: 0 },
      { type: 'open-item', key: 3 },
    ])
    await user.click(pane().getByRole('button', { name: 'More actions' }))
    await user.keyboard('{Escape}')
    expect(document.activeElement).toBe(pane().getByRole('button', { name: 'More actions' }))
  })

  test('are reached with F6, and with Enter where there is no page', async () => {
    const { bridge, user } = await openWide()
    const region = screen.getByRole('region', { name: 'Details' })
    row('News').focus()
    await user.keyboard('{F6}')
    expect(document.activeElement).toBe(region)
    await user.keyboard('{F6}')
    expect(document.activeElement).toBe(row('News'))
    await user.keyboard('{ArrowDown}{Enter}')
    expect(document.activeElement).toBe(region)
    await user.keyboard('{Escape}')
    expect(document.activeElement).toBe(row('Invoice run'))
    expect(sent(bridge)).toEqual([{ type: 'open-item', key: 2 }])
  })

  test('go on with the next item when theirs is deleted from there', async () => {
    const { user } = await openWide()
    screen.getByRole('region', { name: 'Details' }).focus()
    await user.keyboard('{Delete}')
    expect(pane().getByRole('heading', { name: 'Invoice run' })).toBeDefined()
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Details' }))
  })

  test('are not there in a window that is too narrow', async () => {
    const { bridge, clock, follow } = await openWindow(createFakeBridge(items), { width: 899 })
    await follow(() => clock.pass(1000))
    expect(screen.queryByRole('region', { name: 'Details' })).toBeNull()
    expect(sent(bridge)).toEqual([])
  })

  test.each(['rows', 'results', 'long'] as const)('give axe nothing to complain about: %s', async (name) => {
    document.title = 'Tidings'
    await openWide(scenarios[name](now))
    const rules = { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } }
    const { violations } = await axe.run(document, { rules })
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([])
  })
})
