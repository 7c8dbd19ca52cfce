// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { SignIn } from '../../electron/model/server.ts'
import { buildServer, type ServerParts, serverAddress } from './build-server.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { liveText } from './live-text.ts'
import { now, openWindow } from './open-window.tsx'

const minute = 60_000
const signedOut = buildServer({
  connection: { kind: 'signed-out', since: now, error: { kind: 'token-rejected' } },
  problem: 'You’re signed out.',
  offersSignIn: true,
})
const code: SignIn = {
  kind: 'code',
  code: 'WDJB-MJHT',
  address: 'https://login.example.com/device',
  expiresAt: now + 10 * minute,
}

const card = () => within(screen.getByRole('region', { name: 'Connection problem' }))

function openWith(signIn: SignIn, parts: ServerParts = {}) {
  const server = buildServer({ ...signedOut, ...parts, signIn })
  return openWindow(createFakeBridge([], { servers: [server] }))
}

describe('being signed out', () => {
  test('is mended by one button where the server offers a sign-in', async () => {
    const { bridge, user } = await openWith({ kind: 'none' })
    expect(card().getAllByRole('button')).toHaveLength(1)
    await user.click(card().getByRole('button', { name: 'Sign in' }))
    expect(bridge.sent).toEqual([{ type: 'sign-in', server: 1 }])
  })

  test('is mended so too where the user was signed in before', async () => {
    await openWith(
      { kind: 'none' },
      { offersSignIn: false, account: { provider: 'login.example.com', user: null } },
    )
    expect(card().getByRole('button', { name: 'Sign in' })).toBeDefined()
  })

  test('asks for the token where there is no other way', async () => {
    await openWith({ kind: 'none' }, { offersSignIn: false })
    expect(card().getByRole('button', { name: 'Enter access token' })).toBeDefined()
    expect(card().queryByRole('button', { name: 'Sign in' })).toBeNull()
  })

  test('does not speak of a token where one signs in', async () => {
    const error = { kind: 'token-missing' } as const
    const server = buildServer({
      connection: { kind: 'signed-out', since: now, error },
      problem: 'The server asks for an access token.',
      offersSignIn: true,
    })
    await openWindow(createFakeBridge([], { servers: [server] }))
    expect(card().getByText('Sign in to get notifications from this server.')).toBeDefined()
  })
})

describe('while the user signs in, the card says', () => {
  test.each<[string, SignIn]>([
    ['Looking for the sign-in page…', { kind: 'preparing' }],
    [
      'Your browser shows the sign-in page. Sign in there, and Tidings continues automatically.',
      { kind: 'in-browser' },
    ],
    ['Open this address in any browser, on another device too, and enter the code:', code],
    ['Finishing the sign-in…', { kind: 'finishing' }],
  ])('%j', async (text, signIn) => {
    const { bridge, user } = await openWith(signIn)
    expect(card().getByText(text).getAttribute('aria-live')).toBe('polite')
    expect(liveText(screen.getByRole('banner'))).toBe('Signing in…')
    await user.click(card().getByRole('button', { name: 'Cancel' }))
    expect(bridge.sent).toEqual([{ type: 'cancel-sign-in', server: 1 }])
  })

  test('why it failed, and offers another try', async () => {
    const { bridge, user } = await openWith({ kind: 'failed', reason: 'The browser did not come back.' })
    expect(card().getByText('The browser did not come back.')).toBeDefined()
    await user.click(card().getByRole('button', { name: 'Try again' }))
    expect(bridge.sent).toEqual([{ type: 'sign-in', server: 1 }])
  })
})

describe('a sign-in in the browser', () => {
  test('can be opened again', async () => {
    const { bridge, user } = await openWith({ kind: 'in-browser' })
    await user.click(card().getByRole('button', { name: 'Open the browser again' }))
    expect(bridge.sent).toEqual([{ type: 'sign-in', server: 1 }])
  })

  test('gives way to an access token', async () => {
    const { bridge, user } = await openWith({ kind: 'in-browser' })
    await user.click(card().getByRole('button', { name: 'Use an access token instead' }))
    expect(document.activeElement).toBe(screen.getByLabelText('Access token'))
    await user.keyboard('secret{Enter}')
    expect(bridge.sent).toEqual([
      { type: 'cancel-sign-in', server: 1 },
      { type: 'connect', address: serverAddress, token: 'secret', replaces: 1 },
    ])
  })

  test('goes on where the user has looked at the token field only', async () => {
    const { bridge, user } = await openWith({ kind: 'in-browser' })
    await user.click(card().getByRole('button', { name: 'Use an access token instead' }))
    await user.keyboard('{Escape}')
    expect(card().getByRole('button', { name: 'Open the browser again' })).toBeDefined()
    expect(bridge.sent).toEqual([])
  })

  test('keeps the focus where it is told, while its buttons come and go', async () => {
    const { bridge, user, follow } = await openWith({ kind: 'none' })
    await user.click(card().getByRole('button', { name: 'Sign in' }))
    await follow(() => bridge.update({ servers: [{ ...signedOut, signIn: { kind: 'preparing' } }] }))
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Connection problem' }))
  })

  test('is over when the server is connected', async () => {
    const { bridge, follow } = await openWith({ kind: 'finishing' })
    await follow(() => bridge.update({ servers: [buildServer({ offersSignIn: true })] }))
    expect(screen.queryByRole('region', { name: 'Connection problem' })).toBeNull()
    expect(liveText(screen.getByRole('banner'))).toBe('Connected')
  })
})

describe('a sign-in with a code', () => {
  const execCommand = vi.fn((_command: string) => true)
  afterEach(() => {
    execCommand.mockClear()
    Reflect.deleteProperty(document, 'execCommand')
  })

  test('shows the code, where to type it, and how long it is valid', async () => {
    const { clock, follow } = await openWith(code)
    expect(card().getByText('WDJB-MJHT')).toBeDefined()
    expect(card().getByText('https://login.example.com/device')).toBeDefined()
    expect(card().getByText('Valid for another 10 min')).toBeDefined()
    await follow(() => clock.pass(9 * minute))
    expect(card().getByText('Valid for another 60 s')).toBeDefined()
    await follow(() => clock.pass(minute))
    expect(card().getByText('The code has expired.')).toBeDefined()
  })

  test('copies the code, and says so', async () => {
    Object.defineProperty(document, 'execCommand', { configurable: true, value: execCommand })
    const { user } = await openWith(code)
    await user.click(card().getByRole('button', { name: 'Copy code' }))
    expect(execCommand).toHaveBeenCalledWith('copy')
    expect(document.getSelection()?.toString()).toBe('WDJB-MJHT')
    expect(
      card()
        .getAllByText('Copied')
        .map((found) => found.getAttribute('role')),
    ).toContain('status')
  })

  test('does not say "copied" where that was refused', async () => {
    execCommand.mockReturnValueOnce(false)
    Object.defineProperty(document, 'execCommand', { configurable: true, value: execCommand })
    const { user } = await openWith(code)
    await user.click(card().getByRole('button', { name: 'Copy code' }))
    expect(card().queryByText('Copied')).toBeNull()
  })

  test('does not read the remaining time to a screen reader, each second', async () => {
    await openWith(code)
    expect(
      card()
        .getByText(/^Valid for/)
        .closest('[role=status]'),
    ).toBeNull()
  })
})
