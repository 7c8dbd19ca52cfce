// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Connection } from '../../electron/model/connection.ts'
import type { AppSnapshot } from '../../electron/window/contract.ts'
import { buildFeedStatus } from '../support/build-status.ts'
import { buildServer, type ServerParts } from './build-server.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { notification } from './items.ts'
import { liveText } from './live-text.ts'
import { now, openWindow } from './open-window.tsx'

/** The window with one server, in this state. */
function one(connection: Connection, parts: ServerParts = {}): Pick<AppSnapshot, 'servers'> {
  return { servers: [buildServer({ connection, ...parts })] }
}

const waiting: Connection = { kind: 'waiting', since: now, error: { kind: 'refused' }, retryAt: now + 12_000 }

function header() {
  return within(screen.getByRole('banner'))
}

describe('the connection at a glance', () => {
  test('says that it is connected, and to which server', async () => {
    await openWindow()
    expect(liveText(screen.getByRole('banner'))).toBe('Connected')
    expect(header().getByText('app.example.com')).toBeDefined()
  })

  test('never says "connected" alone where others can read what is sent', async () => {
    const { user } = await openWindow(
      createFakeBridge([], { servers: [buildServer({ address: 'http://intranet.example/sse' })] }),
    )
    expect(header().getByText('Not encrypted')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Connection details' }))
    expect(screen.getByText(/others can read and change your notifications/)).toBeDefined()
  })

  test('trusts plain http on this computer', async () => {
    await openWindow(
      createFakeBridge([], { servers: [buildServer({ address: 'http://127.0.0.1:4310/sse' })] }),
    )
    expect(header().queryByText('Not encrypted')).toBeNull()
  })

  test('counts the seconds to the next try', async () => {
    const { clock, follow } = await openWindow(createFakeBridge([], one(waiting)))
    expect(screen.getByText('Retrying in 12 s')).toBeDefined()
    await follow(() => clock.pass(3000))
    expect(screen.getByText('Retrying in 9 s')).toBeDefined()
  })

  test('does not read each second of the countdown to a screen reader', async () => {
    await openWindow(createFakeBridge([], one(waiting)))
    expect(liveText(screen.getByRole('banner'))).toBe('Retrying')
  })

  test('says what the problem is, and tries again at once when asked to', async () => {
    const problem = 'The server refused the connection.'
    const { bridge, user } = await openWindow(createFakeBridge([], one(waiting, { problem })))
    expect(within(screen.getByRole('main')).getByText(problem)).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Retry now' }))
    expect(bridge.sent).toEqual([{ type: 'reconnect', server: 1 }])
  })

  test('keeps the problem in sight while it tries again, so that nothing jumps', async () => {
    const problem = 'The server refused the connection.'
    const { bridge, follow } = await openWindow(createFakeBridge([], one(waiting, { problem })))
    await follow(() =>
      bridge.update(one({ kind: 'connecting', since: now, error: { kind: 'refused' } }, { problem })),
    )
    expect(liveText(screen.getByRole('banner'))).toBe('Connecting…')
    expect(within(screen.getByRole('main')).getByText(problem)).toBeDefined()
  })

  test('asks for a token at once when the tray’s menu was opened for that', async () => {
    const signedOut: Connection = { kind: 'signed-out', since: now, error: { kind: 'token-rejected' } }
    const problem = 'The server no longer accepts the access token.'
    const { bridge, follow, user } = await openWindow(createFakeBridge([], one(signedOut, { problem })))
    await user.click(screen.getByRole('button', { name: 'Settings' }))
    await follow(() => bridge.update({ openPage: { page: 'sign-in', server: 1, at: now } }))
    const field = screen.getByLabelText('Access token')
    expect(document.activeElement).toBe(field)
    await user.type(field, 'new-token{Enter}')
    expect(bridge.sent.at(-1)).toMatchObject({ type: 'connect', token: 'new-token', replaces: 1 })
  })

  test('gives way to the settings when the tray’s menu asks for them', async () => {
    const { bridge, follow } = await openWindow()
    await follow(() => bridge.update({ openPage: { page: 'settings', server: null, at: now } }))
    expect(screen.getByRole('heading', { name: 'Settings' })).toBeDefined()
  })

  test('says how to sign in when the server asks for a token', async () => {
    const signedOut: Connection = { kind: 'signed-out', since: now, error: { kind: 'token-missing' } }
    await openWindow(
      createFakeBridge([], one(signedOut, { problem: 'The server asks for an access token.' })),
    )
    expect(liveText(screen.getByRole('banner'))).toBe('Access token needed')
    expect(screen.getByRole('button', { name: 'Enter access token' })).toBeDefined()
  })

  test('says that there is no network', async () => {
    await openWindow(createFakeBridge([], one({ kind: 'offline', since: now, retryAt: now + 60_000 })))
    expect(liveText(screen.getByRole('banner'))).toBe('Offline')
    expect(within(screen.getByRole('main')).getByText(/You’re offline/)).toBeDefined()
  })

  test('offers to connect when it has stopped', async () => {
    await openWindow(createFakeBridge([], one({ kind: 'stopped', since: now, error: null })))
    expect(liveText(screen.getByRole('banner'))).toBe('Stopped')
    expect(screen.getByRole('button', { name: 'Connect' })).toBeDefined()
  })

  test('welcomes and asks for a server when there is none', async () => {
    await openWindow(createFakeBridge([], { servers: [] }))
    expect(liveText(screen.getByRole('banner'))).toBe('No server set up')
    expect(screen.getByRole('textbox', { name: 'Server address' })).toBeDefined()
  })

  test('names what may be missing in the list, and at the settings what could not be read', async () => {
    const gap = { at: now - 3_600_000, from: '7', to: '90' }
    const open: Connection = { kind: 'open', since: now }
    await openWindow(
      createFakeBridge([notification({ key: 1, receivedAt: now })], {
        rejectedCount: 2,
        servers: [buildServer({ status: buildFeedStatus(open, { lastByteAt: now, lastEventAt: now, gap }) })],
      }),
    )
    expect(screen.getByTitle('Settings: 2 notifications couldn’t be read')).toBeDefined()
    expect(screen.getByText(/sent before 13:30 may be missing/)).toBeDefined()
  })

  test('says that a gap is there until it is dismissed', async () => {
    const gap = { at: now - 3_600_000, from: '7', to: '90' }
    const status = buildFeedStatus({ kind: 'open', since: now }, { gap })
    const { bridge, user } = await openWindow(createFakeBridge([], { servers: [buildServer({ status })] }))
    await user.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(bridge.sent).toEqual([{ type: 'dismiss-gap', server: 1 }])
  })

  test('stops watching when the window goes', async () => {
    const { bridge, clock, close } = await openWindow(createFakeBridge([], one(waiting)))
    close()
    expect(bridge.isWatched()).toBe(false)
    expect(clock.waiting()).toBe(0)
  })
})
