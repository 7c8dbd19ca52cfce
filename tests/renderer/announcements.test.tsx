// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Connection } from '../../electron/model/connection.ts'
import type { Item } from '../../electron/model/item.ts'
import { buildFeedStatus } from '../support/build-status.ts'
import { buildServer } from './build-server.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { job, notification } from './items.ts'
import { liveText } from './live-text.ts'
import { now, openWindow } from './open-window.tsx'

const items = [3, 2, 1].map((key) =>
  notification({ key, receivedAt: now, title: `News ${key}`, category: 'export' }),
)
const focusedName = () => document.activeElement?.getAttribute('aria-label') ?? ''

/** How often something is said at this moment. */
const timesSaid = (text: string) => liveText().split(text).length - 1

describe('what is done with an item', () => {
  test.each([
    ['u', 'Marked as read'],
    ['p', 'Pinned'],
    ['c', 'Copied'],
    ['m', '“export” is muted. Undo: Ctrl+Z'],
    ['{Delete}', '“News 3” deleted. Undo: Ctrl+Z'],
  ])('is said: %s', async (key, text) => {
    const { user } = await openWindow(createFakeBridge(items))
    expect(focusedName()).toContain('News 3')
    await user.keyboard(key)
    expect(liveText()).toContain(text)
  })

  test('is said each time', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    await user.keyboard('u{ArrowDown}u')
    expect(timesSaid('Marked as read')).toBe(2)
    await user.keyboard('u')
    expect(timesSaid('Marked as unread')).toBe(1)
  })

  test('is said to be undone', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    await user.keyboard('{Delete}{Control>}z{/Control}')
    expect(liveText()).toContain('Restored: News 3')
    await user.keyboard('m{Control>}z{/Control}')
    expect(liveText()).toContain('Undone')
  })

  test('is not there any more when one reads through the window later', async () => {
    const { user, clock, follow } = await openWindow(createFakeBridge(items))
    await user.keyboard('u')
    await follow(() => clock.pass(10_000))
    expect(liveText()).not.toContain('Marked')
  })
})

describe('a download', () => {
  const result = (parts: Partial<Item>) =>
    job({
      ...{ key: 9, receivedAt: now, state: 'succeeded' },
      offer: {
        url: 'https://app.example.com/orders.csv',
        filename: 'orders.csv',
        size: 5,
        expiresAt: null,
        sha256: null,
      },
      ...parts,
    })
  const done = { kind: 'done', fileName: 'orders (2).csv', bytes: 5, verified: true, at: now } as const
  const running = { kind: 'running', received: 1, total: 5, perSecond: null } as const

  test('is said to be finished, with the name that the file has got', async () => {
    const { bridge, follow } = await openWindow(createFakeBridge([result({ download: running })]))
    await follow(() => bridge.put(result({ download: done })))
    expect(liveText()).toContain('Downloaded: orders (2).csv')
  })

  test('is said to be finished, though it was too short to be seen', async () => {
    const { bridge, follow } = await openWindow(createFakeBridge([result({})]))
    await follow(() => bridge.put(result({ download: done })))
    expect(liveText()).toContain('Downloaded: orders (2).csv')
  })

  test('is said to have failed, and why', async () => {
    const { bridge, follow } = await openWindow(createFakeBridge([result({ download: running })]))
    await follow(() => bridge.put(result({ download: { kind: 'failed', reason: { kind: 'disk-full' } } })))
    expect(liveText()).toMatch(/orders\.csv: Download failed\. .*space/)
  })

  test('that ended before is nothing new', async () => {
    await openWindow(createFakeBridge([result({ download: done })]))
    expect(liveText()).not.toContain('Downloaded')
  })

  test('keeps the focus on the button that is there then', async () => {
    const { bridge, follow } = await openWindow(createFakeBridge([result({})]))
    screen.getByRole('button', { name: 'Download: orders.csv' }).focus()
    await follow(() => bridge.put(result({ download: running })))
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Cancel download: orders.csv' }))
    await follow(() => bridge.put(result({ download: done })))
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Open: orders.csv' }))
  })
})

describe('a problem with a server', () => {
  const refused = 'The server refused the connection.'
  const waiting: Connection = { kind: 'waiting', since: now, retryAt: now + 9000, error: { kind: 'refused' } }
  const connecting: Connection = { kind: 'connecting', since: now, error: { kind: 'refused' } }
  const shop = (connection: Connection, problem: string | null) =>
    buildServer({ key: 2, name: 'Shop', problem, status: buildFeedStatus(connection) })
  const open: Connection = { kind: 'open', since: now }

  test('is said with its reason, once for all attempts', async () => {
    const { bridge, follow, clock } = await openWindow(
      createFakeBridge(items, { servers: [shop(open, null)] }),
    )
    await follow(() => bridge.update({ servers: [shop(waiting, refused)] }))
    expect(timesSaid(refused)).toBe(1)
    await follow(() => clock.pass(10_000))
    await follow(() => bridge.update({ servers: [shop(connecting, refused)] }))
    await follow(() => bridge.update({ servers: [shop(waiting, refused)] }))
    expect(liveText()).not.toContain(refused)
  })

  test('is said again when it comes back', async () => {
    const { bridge, follow, clock } = await openWindow(
      createFakeBridge(items, { servers: [shop(waiting, refused)] }),
    )
    await follow(() => clock.pass(10_000))
    await follow(() => bridge.update({ servers: [shop(open, null)] }))
    await follow(() => bridge.update({ servers: [shop(waiting, refused)] }))
    expect(timesSaid(refused)).toBe(1)
  })

  test('names the server where there are several', async () => {
    const billing = buildServer({ key: 1, name: 'Billing' })
    const { bridge, follow } = await openWindow(
      createFakeBridge(items, { servers: [billing, shop(open, null)] }),
    )
    await follow(() => bridge.update({ servers: [billing, shop(waiting, refused)] }))
    expect(liveText()).toContain(`Shop: ${refused}`)
  })
})

describe('the focus when the window opens', () => {
  test('is on the first row, and shows with the first key', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    expect(focusedName()).toContain('News 3')
    expect(document.activeElement?.closest('[data-untouched]')).not.toBeNull()
    await user.keyboard('{ArrowDown}')
    expect(focusedName()).toContain('News 2')
    expect(document.activeElement?.closest('[data-untouched]')).toBeNull()
  })

  test('is not taken by the first item that arrives, which is announced', async () => {
    const { bridge, follow } = await openWindow(createFakeBridge([]))
    await follow(() => bridge.put(...items))
    expect(document.activeElement).toBe(document.body)
    expect(liveText()).toContain('News 3')
  })
})

test('the row of a job that ends keeps the focus, and its element', async () => {
  const running = job({ key: 1, position: 1, receivedAt: now, state: 'running', title: 'Orders' })
  const { bridge, follow, user } = await openWindow(createFakeBridge([...items.slice(0, 2), running]))
  await user.keyboard('{End}')
  expect(focusedName()).toContain('Orders')
  const row = document.activeElement
  await follow(() => bridge.put({ ...running, state: 'succeeded', position: 4, updatedAt: now }))
  expect(document.activeElement).toBe(row)
  expect(focusedName()).toContain('Done')
  await user.keyboard('{ArrowDown}')
  expect(focusedName()).toContain('News 3')
})

test('the row with the focus is not moved when another one ends', async () => {
  const running = job({ key: 1, position: 1, receivedAt: now, state: 'running', title: 'Orders' })
  const { bridge, follow } = await openWindow(createFakeBridge([...items.slice(0, 2), running]))
  const row = document.activeElement
  const lost: Event[] = []
  row?.addEventListener('blur', (event) => lost.push(event))
  await follow(() => bridge.put({ ...running, state: 'succeeded', position: 4, updatedAt: now }))
  expect(document.activeElement).toBe(row)
  expect(lost).toEqual([])
})

describe('the result for what is typed', () => {
  test('is said after a pause, and is not what describes the field', async () => {
    const { user, follow, clock } = await openWindow(createFakeBridge([], { servers: [] }))
    const field = screen.getByRole('textbox', { name: 'Server address' })
    const wrong = 'Enter an address that starts with https://'
    await user.type(field, 'app')
    expect(liveText()).not.toContain(wrong)
    await follow(() => clock.pass(500))
    expect(timesSaid(wrong)).toBe(1)
    expect(field.getAttribute('aria-invalid')).toBe('true')
    expect(field.getAttribute('aria-description')).toContain('Ask your administrator')
  })

  test('describes the field when one comes back to it', async () => {
    const { user, follow, clock } = await openWindow(createFakeBridge([], { servers: [] }))
    const field = screen.getByRole('textbox', { name: 'Server address' })
    await user.type(field, 'ftp://app.example.com')
    await follow(() => clock.pass(500))
    await user.tab()
    expect(field.getAttribute('aria-description')).toMatch(/https/)
    expect(field.getAttribute('aria-description')).not.toContain('Ask your administrator')
  })
})

describe('a screen reader can tell', () => {
  test('what the details of the connection are', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    await user.click(screen.getByRole('button', { name: 'Connection details' }))
    const described = screen.getByRole('dialog').getAttribute('aria-describedby') ?? ''
    expect(document.getElementById(described)?.textContent).toContain('Last activity')
  })

  test('what the export buttons export', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    await user.click(screen.getByRole('button', { name: 'Settings' }))
    await user.click(screen.getByRole('tab', { name: 'General' }))
    const group = screen.getByRole('group', { name: 'Save a copy' })
    expect(within(group).getAllByRole('button')).toHaveLength(2)
  })

  test('at each stop of the Tab key in the settings where it is', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    await user.click(screen.getByRole('button', { name: 'Settings' }))
    await user.click(screen.getByRole('tab', { name: 'Notifications' }))
    expect(screen.getByRole('tabpanel').tabIndex).toBe(-1)
    await user.click(screen.getByRole('tab', { name: 'Diagnostics' }))
    const unnamed = [...document.querySelectorAll('[tabindex="0"]:not(button, input)')].filter(
      (element) => element.getAttribute('aria-label') === null,
    )
    expect(unnamed).toEqual([])
  })
})
