// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Item } from '../../electron/model/item.ts'
import { createFakeBridge, type FakeBridge } from './fake-bridge.ts'
import { job, notification } from './items.ts'
import { now, openWindow } from './open-window.tsx'

const base = notification({ key: 1, receivedAt: now, category: 'export' })
const choice = (name: string) => screen.getByRole('menuitem', { name })
const sent = (bridge: FakeBridge) => bridge.sent.filter(({ type }) => type !== 'save-window-state')

async function openMenu(item: Partial<Item> = {}) {
  const opened = await openWindow(createFakeBridge([{ ...base, ...item }]))
  await opened.user.click(screen.getByRole('button', { name: 'More actions' }))
  return opened
}

async function openSubmenu(user: Awaited<ReturnType<typeof openMenu>>['user'], name: string) {
  choice(name).focus()
  await user.keyboard('{ArrowRight}')
}

describe('the menu of an item', () => {
  test('pins it, and unpins it again', async () => {
    const { bridge, user } = await openMenu()
    await user.click(choice('Pin'))
    expect(screen.getByTitle('pinned')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'More actions' }))
    await user.click(choice('Unpin'))
    expect(sent(bridge)).toEqual([
      { type: 'pin', keys: [1] },
      { type: 'unpin', keys: [1] },
    ])
  })

  test('sets a reminder, which the row says and cancels', async () => {
    const { bridge, user, follow } = await openMenu()
    await openSubmenu(user, 'Remind me')
    await user.click(screen.getByRole('menuitem', { name: /^In 1/ }))
    expect(sent(bridge)).toEqual([{ type: 'snooze', keys: [1], until: { kind: 'for', ms: 3_600_000 } }])
    const at = new Date(now).setHours(18, 0, 0, 0)
    await follow(() => bridge.put({ ...base, notification: 'pending', heldUntil: at }))
    expect(screen.getByText('18:00')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Cancel reminder' }))
    expect(screen.queryByText('18:00')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(sent(bridge).slice(1)).toEqual([
      { type: 'cancel-snooze', keys: [1] },
      { type: 'snooze', keys: [1], until: { kind: 'at', at } },
    ])
  })

  test('sets one at any time that is to come', async () => {
    const { bridge, user } = await openMenu()
    await openSubmenu(user, 'Remind me')
    await user.click(choice('Pick a time…'))
    const field = screen.getByLabelText('Date and time')
    fireEvent.change(field, { target: { value: '2026-11-22T14:00' } })
    await user.click(screen.getByRole('button', { name: 'Set reminder' }))
    expect(screen.getByRole('alert').textContent).toBe('Choose a time in the future.')
    fireEvent.change(field, { target: { value: '2026-12-24T18:30' } })
    await user.click(screen.getByRole('button', { name: 'Set reminder' }))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(sent(bridge)).toEqual([
      { type: 'snooze', keys: [1], until: { kind: 'at', at: new Date(2026, 11, 24, 18, 30).getTime() } },
    ])
    expect(document.activeElement).toBe(screen.getByRole('row'))
  })

  test('offers no reminder for a job that has not ended', async () => {
    await openMenu(job({ ...base, state: 'running' }))
    expect(screen.queryByRole('menuitem', { name: 'Remind me' })).toBeNull()
  })

  test('asks for the time at once, by its key', async () => {
    const { bridge, user } = await openWindow(createFakeBridge([base]))
    screen.getByRole('row').focus()
    await user.keyboard('s')
    await user.click(choice('Tomorrow morning'))
    expect(sent(bridge)).toEqual([{ type: 'snooze', keys: [1], until: { kind: 'tomorrow' } }])
  })

  test('copies the text, and the only link', async () => {
    const { bridge, user } = await openMenu({ url: 'https://app.example.com/1' })
    await user.click(choice('Copy text'))
    await user.click(screen.getByRole('button', { name: 'More actions' }))
    await user.click(choice('Copy link'))
    expect(sent(bridge)).toEqual([
      { type: 'copy-text', keys: [1] },
      { type: 'copy-link', key: 1, index: null },
    ])
  })

  test('lets one choose between several links', async () => {
    const message = 'See https://a.example/x and https://b.example/y'
    const { bridge, user } = await openMenu({ message })
    await openSubmenu(user, 'Copy link')
    await user.click(choice('b.example/y'))
    expect(sent(bridge)).toEqual([{ type: 'copy-link', key: 1, index: 1 }])
  })

  test('opens at the pointer', async () => {
    const { user } = await openWindow(createFakeBridge([base]))
    fireEvent.contextMenu(screen.getByRole('row'), { clientX: 123, clientY: 45 })
    const anchor = document.querySelector<HTMLElement>('[aria-haspopup=menu][aria-hidden]')
    expect(anchor?.style.left).toBe('123px')
    expect(anchor?.style.top).toBe('45px')
    await user.keyboard('{Escape}')
    expect(document.activeElement).toBe(screen.getByRole('row'))
  })
})

describe('a link in a message', () => {
  const message = 'See https://a.example/x and https://b.example/y.'

  test('is opened by its place, without opening the item', async () => {
    const { bridge, user } = await openWindow(createFakeBridge([{ ...base, message }]))
    await user.click(screen.getByRole('link', { name: 'https://b.example/y' }))
    expect(sent(bridge)).toEqual([{ type: 'open-link', key: 1, index: 1 }])
  })

  test('shows the host in a form in which look-alikes can be told apart', async () => {
    await openWindow(createFakeBridge([{ ...base, message: 'Sign in at https://аpple.example/id' }]))
    expect(screen.getByRole('link').textContent).toMatch(/^https:\/\/xn--/)
  })

  test('is reached by the Tab key once all of the text is shown', async () => {
    const { bridge, user } = await openWindow(createFakeBridge([{ ...base, message, read: true }]))
    screen.getByRole('row').focus()
    await user.keyboard('{ArrowRight}')
    await user.tab()
    expect(document.activeElement?.textContent).toBe('https://a.example/x')
    await user.keyboard('{Enter}')
    expect(sent(bridge)).toEqual([{ type: 'open-link', key: 1, index: 0 }])
  })
})
