// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Connection } from '../../electron/model/connection.ts'
import { buildFeedStatus } from '../support/build-status.ts'
import { buildServer } from './build-server.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { notification } from './items.ts'
import { liveText } from './live-text.ts'
import { now, openWindow } from './open-window.tsx'

const waiting: Connection = { kind: 'waiting', since: now, error: { kind: 'refused' }, retryAt: now + 12_000 }
const signedOut: Connection = { kind: 'signed-out', since: now, error: { kind: 'token-rejected' } }

const shop = buildServer({ settings: { name: 'Shop' } })
const billing = buildServer({
  key: 2,
  address: 'https://billing.example.com/sse',
  settings: { name: 'Billing', colour: 'orange' },
  connection: waiting,
  problem: 'The server refused the connection.',
})
const storage = buildServer({
  key: 3,
  address: 'https://storage.example.com/sse',
  settings: { name: 'Storage' },
  connection: signedOut,
  problem: 'The server no longer accepts the access token.',
})
const archive = { ...billing, key: 4, id: 'https://archive.example.com/', name: 'Archive' }

const header = () => within(screen.getByRole('banner'))
const card = (name: string) => within(screen.getByRole('region', { name: `${name}: Connection problem` }))

describe('several servers', () => {
  test('are told in one line, with the worst by name', async () => {
    await openWindow(createFakeBridge([], { servers: [shop, billing, storage] }))
    expect(liveText(screen.getByRole('banner'))).toBe('1 of 3 connected')
    expect(header().getByText('Storage: Access token needed, Billing: Retrying')).toBeDefined()
  })

  test('look like one as long as all are connected', async () => {
    await openWindow(createFakeBridge([], { servers: [shop, { ...shop, key: 2 }] }))
    expect(liveText(screen.getByRole('banner'))).toBe('Connected')
    expect(header().getByText('2 servers')).toBeDefined()
    expect(screen.queryByRole('region', { name: /Connection problem/ })).toBeNull()
  })
})

describe('the details of several connections', () => {
  async function openDetails(servers = [shop, billing, storage]) {
    const opened = await openWindow(createFakeBridge([], { servers }))
    await opened.user.click(screen.getByRole('button', { name: 'Connection details' }))
    const details = within(screen.getByRole('dialog', { name: 'Connection details' }))
    const row = (index: number) => within(details.getAllByRole('listitem')[index] as HTMLElement)
    return { ...opened, details, row }
  }

  test('say of each what its state is, why, and when the next attempt is', async () => {
    const { row, clock, follow } = await openDetails()
    expect(row(0).getByText('Shop')).toBeDefined()
    expect(row(0).getByText('Connected')).toBeDefined()
    expect(row(1).getByText('Retrying')).toBeDefined()
    expect(row(1).getByText('The server refused the connection.')).toBeDefined()
    expect(row(1).getByText('Next attempt in 12 s')).toBeDefined()
    await follow(() => clock.pass(3000))
    expect(row(1).getByText('Next attempt in 9 s')).toBeDefined()
  })

  test('offer to try one of them, or all, at once', async () => {
    const { bridge, details, user } = await openDetails()
    await user.click(details.getByRole('button', { name: 'Billing: Retry now' }))
    await user.click(details.getByRole('button', { name: 'Retry all now' }))
    expect(bridge.sent).toEqual([
      { type: 'reconnect', server: 2 },
      { type: 'reconnect', server: null },
    ])
    expect(details.queryByRole('button', { name: /Shop/ })).toBeNull()
  })

  test('offer to sign in where that helps', async () => {
    const { bridge, details, user } = await openDetails([shop, { ...storage, offersSignIn: true }])
    await user.click(details.getByRole('button', { name: 'Storage: Sign in' }))
    expect(bridge.sent).toEqual([{ type: 'sign-in', server: 3 }])
  })

  test('say what may be missing from one of them', async () => {
    const gap = { at: now - 3_600_000, from: '7', to: '90' }
    const { row } = await openDetails([
      { ...shop, status: buildFeedStatus({ kind: 'open', since: now }, { gap }) },
      billing,
    ])
    expect(row(0).getByText(/may be missing. The server no longer has them/)).toBeDefined()
  })

  test('lead to the timeline', async () => {
    const { details, user } = await openDetails()
    await user.click(details.getByRole('button', { name: 'Show connection log' }))
    expect(screen.getByRole('tab', { name: 'Diagnostics' }).getAttribute('aria-selected')).toBe('true')
  })
})

describe('the cards of servers in trouble', () => {
  test('name their server, the worst first, and offer what helps', async () => {
    const { bridge, user } = await openWindow(createFakeBridge([], { servers: [shop, billing, storage] }))
    const cards = screen.getAllByRole('region', { name: /Connection problem/ })
    expect(cards.map((one) => one.querySelector('p')?.textContent)).toEqual(['Storage', 'Billing'])
    expect(card('Storage').getByText('The server no longer accepts the access token.')).toBeDefined()
    await user.click(card('Billing').getByRole('button', { name: 'Retry now' }))
    expect(bridge.sent).toEqual([{ type: 'reconnect', server: 2 }])
  })

  test('take a token for their own server', async () => {
    const { bridge, user } = await openWindow(createFakeBridge([], { servers: [shop, storage] }))
    await user.click(card('Storage').getByRole('button', { name: 'Enter access token' }))
    await user.keyboard('new-token{Enter}')
    expect(bridge.sent).toEqual([
      { type: 'connect', address: storage.address, token: 'new-token', replaces: 3 },
    ])
  })

  test('are two at most; the others are counted, and found in the settings', async () => {
    const servers = [shop, billing, archive, storage]
    const { user } = await openWindow(createFakeBridge([], { servers }))
    expect(screen.queryByRole('region', { name: 'Archive: Connection problem' })).toBeNull()
    await user.click(screen.getByRole('button', { name: '1 more server has a problem' }))
    expect(screen.getByRole('button', { name: /^Archive/ })).toBeDefined()
  })

  test('begin with the one for which the tray’s menu was opened', async () => {
    const { bridge, follow } = await openWindow(
      createFakeBridge([], { servers: [storage, { ...storage, key: 5, name: 'Other', offersSignIn: true }] }),
    )
    await follow(() => bridge.update({ openPage: { page: 'sign-in', server: 5, at: now } }))
    const [first] = screen.getAllByRole('region', { name: /Connection problem/ })
    expect(first?.querySelector('p')?.textContent).toBe('Other')
    expect(document.activeElement).toBe(card('Other').getByRole('button', { name: 'Sign in' }))
  })

  test('do not name the only server', async () => {
    await openWindow(createFakeBridge([], { servers: [billing] }))
    const only = within(screen.getByRole('region', { name: 'Connection problem' }))
    expect(only.queryByText('Billing')).toBeNull()
  })
})

describe('what may be missing', () => {
  test('is told once for all servers, and dismissed for all', async () => {
    const gap = { at: now - 3_600_000, from: '7', to: '90' }
    const status = buildFeedStatus({ kind: 'open', since: now }, { gap })
    const servers = [{ ...shop, status }, { ...billing, status, problem: null }, storage]
    const { bridge, user } = await openWindow(
      createFakeBridge([notification({ key: 1, receivedAt: now })], { servers }),
    )
    expect(
      screen.getByText('Notifications from Shop, Billing that were sent before 13:30 may be missing.'),
    ).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(bridge.sent).toEqual([
      { type: 'dismiss-gap', server: 1 },
      { type: 'dismiss-gap', server: 2 },
    ])
  })
})
