// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { createFakeBridge } from './fake-bridge.ts'
import { notification } from './items.ts'
import { now, openWindow } from './open-window.tsx'

const items = [1, 2, 3].map((key) => notification({ key, receivedAt: now + key, title: `News ${key}` }))
const focused = () => (document.activeElement instanceof HTMLElement ? document.activeElement : null)
const focusedName = () => {
  const { activeElement: focused } = document
  return focused?.getAttribute('aria-label') ?? focused?.getAttribute('title') ?? focused?.textContent
}

describe('the focus when the page changes', () => {
  test('is on the chosen tab of the settings, and then again on what opened them', async () => {
    const { user, clock, follow } = await openWindow(createFakeBridge(items))
    await user.click(screen.getByRole('button', { name: 'Settings' }))
    expect(focusedName()).toBe('Servers')
    await user.keyboard('{Escape}')
    await follow(() => clock.pass(0))
    expect(focusedName()).toBe('Settings')
  })

  test('is in the list again, if it was there', async () => {
    const { user, clock, follow } = await openWindow(createFakeBridge(items))
    screen.getAllByRole('row')[0]?.focus()
    await user.keyboard('{Control>},{/Control}')
    expect(focusedName()).toBe('Servers')
    await user.keyboard('{Escape}')
    await follow(() => clock.pass(0))
    expect(document.activeElement?.getAttribute('role') ?? document.activeElement?.tagName).toBe('row')
  })

  test('is on the heading, if there is nothing to go back to', async () => {
    const { user, clock, follow } = await openWindow(createFakeBridge(items))
    focused()?.blur()
    await user.keyboard('{Control>},{/Control}')
    await user.keyboard('{Escape}')
    await follow(() => clock.pass(0))
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1, name: 'History' }))
  })

  test('is in the address at the first run', async () => {
    await openWindow(createFakeBridge([], { servers: [] }))
    await waitFor(() => {
      expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Server address' }))
    })
  })

  test('goes back to the first run, as long as there is no server', async () => {
    const { user } = await openWindow(createFakeBridge([], { servers: [] }))
    await user.click(screen.getByRole('button', { name: 'Settings' }))
    await user.click(screen.getByRole('tab', { name: 'General' }))
    await user.keyboard('{Escape}')
    expect(screen.getByRole('heading', { name: 'Welcome to Tidings' })).toBeDefined()
  })
})

describe('the focus in the list', () => {
  test('stays there when another filter is chosen', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    expect(focusedName()).toContain('News 3')
    await user.keyboard('2')
    expect(focusedName()).toContain('News 3')
    await user.keyboard('j')
    expect(focusedName()).toContain('News 2')
  })

  test('is not taken from the search', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    await user.keyboard('j')
    await user.keyboard('/')
    await user.keyboard('news')
    expect(document.activeElement).toBe(screen.getByRole('searchbox'))
  })
})

describe('the settings button', () => {
  test('has a dot for events that could not be read, until the diagnostics were seen', async () => {
    const { user } = await openWindow(createFakeBridge(items, { rejectedCount: 2 }))
    await user.click(screen.getByRole('button', { name: 'Settings: 2 notifications couldn’t be read' }))
    await user.click(screen.getByRole('tab', { name: 'Diagnostics' }))
    await user.keyboard('{Escape}')
    expect(screen.getByRole('button', { name: 'Settings' })).toBeDefined()
  })

  test('has it again when another one comes', async () => {
    const { user, bridge, follow } = await openWindow(createFakeBridge(items, { rejectedCount: 1 }))
    await user.click(screen.getByRole('button', { name: /^Settings/ }))
    await user.click(screen.getByRole('tab', { name: 'Diagnostics' }))
    await user.keyboard('{Escape}')
    await follow(() => bridge.update({ rejectedCount: 2 }))
    expect(screen.getByRole('button', { name: 'Settings: 2 notifications couldn’t be read' })).toBeDefined()
  })
})

describe('keys anywhere in the window', () => {
  test.each([
    ['{F5}', { type: 'reconnect', server: null }],
    ['{Control>}q{/Control}', { type: 'quit' }],
    ['{Shift>}{Escape}{/Shift}', { type: 'mark-matching-read', filter: { unreadOnly: false } }],
  ])('%s', async (keys, command) => {
    const { user, bridge } = await openWindow(createFakeBridge(items))
    await user.keyboard(keys)
    expect(bridge.sent).toEqual([command])
  })

  test('digits choose what is shown', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    await user.keyboard('3')
    expect(screen.getByRole('button', { name: 'Jobs' }).getAttribute('aria-pressed')).toBe('true')
    await user.keyboard('1')
    expect(screen.getByRole('button', { name: 'All' }).getAttribute('aria-pressed')).toBe('true')
  })

  test('the slash focuses the search', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    await user.keyboard('/')
    expect(document.activeElement).toBe(screen.getByRole('searchbox'))
  })
})
