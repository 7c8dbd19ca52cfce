// @vitest-environment happy-dom
import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { ServerCheck } from '../../electron/model/source.ts'
import type { AppSnapshot } from '../../electron/window/contract.ts'
import { buildServer } from './build-server.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { now, openWindow } from './open-window.tsx'

const server = 'https://app.example.com/notifications'
const nothingYet: Partial<AppSnapshot> = { servers: [] }

const address = () => screen.getByRole('textbox', { name: 'Address of the server' })
const token = () => screen.getByLabelText('Access token, if the server asks for one')
const check = (result: ServerCheck['result']) => ({ check: { address: server, result } })

async function firstRun(view: Partial<AppSnapshot> = {}) {
  const opened = await openWindow(createFakeBridge([], { ...nothingYet, ...view }))
  return { ...opened, rest: () => opened.follow(() => opened.clock.pass(500)) }
}

describe('the first run', () => {
  test('checks the address once one has stopped typing', async () => {
    const { bridge, user, rest } = await firstRun()
    await user.type(address(), server)
    expect(bridge.sent).toEqual([])
    await rest()
    expect(bridge.sent).toEqual([{ type: 'check-server', address: server, token: null }])
  })

  test.each([
    ['app.example.com', /not an address yet/],
    ['ftp://app.example.com', /not an address yet/],
    ['http://app.example.com/notifications', /must begin with https/],
  ])('asks nobody about %s, and says what is wrong', async (typed, words) => {
    const { bridge, user, rest } = await firstRun()
    await user.type(address(), typed)
    await rest()
    expect(screen.getByText(words)).toBeDefined()
    expect(bridge.sent).toEqual([])
  })

  test.each(['http://127.0.0.1:4000/api', 'http://127.0.0.2/api', 'http://app.localhost/api'])(
    'accepts %s, which is this computer',
    async (typed) => {
      const { bridge, user, rest } = await firstRun()
      await user.type(address(), typed)
      await rest()
      expect(bridge.sent).toHaveLength(1)
    },
  )

  test.each([
    ['This server sends notifications.', { kind: 'stream' }, 'Connect'],
    [
      'Tidings asks you before it connects to this server for the first time.',
      { kind: 'unconfirmed' },
      'Connect',
    ],
    ['The server is there. It asks for an access token.', { kind: 'token-needed' }, 'Connect anyway'],
    ['No server of that name.', { kind: 'problem', reason: 'No server of that name.' }, 'Connect anyway'],
  ] as const)('says "%s"', async (words, result, button) => {
    const { bridge, user, rest, follow } = await firstRun()
    await user.type(address(), server)
    await rest()
    await follow(() => bridge.update(check(result)))
    expect(screen.getByText(words)).toBeDefined()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: button }).disabled).toBe(false)
  })

  test('does not take the answer for an older address as one for this', async () => {
    const { bridge, user, rest, follow } = await firstRun()
    await user.type(address(), `${server}/other`)
    await rest()
    await follow(() => bridge.update(check({ kind: 'stream' })))
    expect(screen.getByText('Checking the address…')).toBeDefined()
  })

  test('connects, and then lets the user see a toast', async () => {
    const { bridge, user, rest, follow } = await firstRun()
    await user.type(address(), server)
    await user.type(token(), 'secret')
    await rest()
    await follow(() => bridge.update(check({ kind: 'stream' })))
    await user.click(screen.getByRole('button', { name: 'Connect' }))
    await follow(() => bridge.update({ servers: [buildServer({ address: server })] }))
    expect(screen.getByText('Connected to app.example.com')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Send a test notification' }))
    expect(screen.queryByText(/should appear on your desktop/)).toBeNull()
    const failed = { kind: 'failed', reason: 'This desktop has no notification service.' } as const
    await follow(() => bridge.update({ testNotification: failed }))
    expect(screen.getByText(failed.reason)).toBeDefined()
    await follow(() => bridge.update({ testNotification: { kind: 'sent', reason: null } }))
    expect(screen.getByText(/should appear on your desktop/)).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Show the history' }))
    expect(screen.getByText('Nothing has happened yet')).toBeDefined()
    expect(bridge.sent).toEqual([
      { type: 'check-server', address: server, token: 'secret' },
      { type: 'connect', address: server, token: 'secret', replaces: null },
      { type: 'test-notification' },
    ])
  })

  test.each([
    ['keychain', /kept in the keychain/],
    ['memory', /kept until Tidings quits, and never written down/],
  ] as const)('tells honestly where the token is kept: %s', async (keptIn, words) => {
    await firstRun({ tokensKeptIn: keptIn })
    expect(screen.getByText(words)).toBeDefined()
  })

  test('hides the token until one asks to see it', async () => {
    const { user } = await firstRun()
    expect(token().getAttribute('type')).toBe('password')
    await user.click(screen.getByRole('button', { name: 'Show the token' }))
    expect(token().getAttribute('type')).toBe('text')
  })

  test('refuses a token that can’t be one before it is sent anywhere', async () => {
    const { bridge, user, rest } = await firstRun()
    await user.type(address(), server)
    await user.type(token(), 'two words')
    await rest()
    expect(screen.getByText(/no spaces/)).toBeDefined()
    expect(bridge.sent).toEqual([])
  })
})

describe('being signed out', () => {
  test('is mended with a new token, right where it is said', async () => {
    const connection = { kind: 'signed-out', since: now, error: { kind: 'token-rejected' } } as const
    const bridge = createFakeBridge([], { servers: [buildServer({ address: server, connection })] })
    const { user } = await openWindow(bridge)
    await user.click(screen.getByRole('button', { name: 'Enter access token' }))
    const field = screen.getByLabelText('Access token')
    expect(document.activeElement).toBe(field)
    await user.keyboard('new-token{Enter}')
    expect(bridge.sent).toEqual([{ type: 'connect', address: server, token: 'new-token', replaces: 1 }])
  })
})
