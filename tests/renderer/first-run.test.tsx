// @vitest-environment happy-dom
import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Connection } from '../../electron/model/connection.ts'
import type { ServerCheck } from '../../electron/model/source.ts'
import type { AppSnapshot } from '../../electron/window/contract.ts'
import { buildFeedStatus } from '../support/build-status.ts'
import { buildServer, type ServerParts } from './build-server.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { liveText } from './live-text.ts'
import { now, openWindow } from './open-window.tsx'

const server = 'https://app.example.com/notifications'
const nothingYet: Partial<AppSnapshot> = { servers: [] }

const address = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Server address' })
const token = () => screen.getByLabelText('Access token (if required)')
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
    ['app.example.com', /Enter an address that starts with https/],
    ['ftp://app.example.com', /Enter an address that starts with https/],
    ['http://app.example.com/notifications', /must start with https/],
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
    ['This server needs an access token.', { kind: 'token-needed' }, 'Save anyway'],
    ['No server of that name.', { kind: 'problem', reason: 'No server of that name.' }, 'Save anyway'],
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
    await user.click(screen.getByRole('button', { name: 'Continue' }))
    await user.click(screen.getByRole('button', { name: 'Show history' }))
    expect(screen.getByText('No notifications yet')).toBeDefined()
    expect(bridge.sent).toEqual([
      { type: 'check-server', address: server, token: 'secret' },
      { type: 'connect', address: server, token: 'secret', replaces: null },
      { type: 'test-notification' },
      { type: 'change-settings', change: { startAtLogin: true } },
    ])
  })

  test.each([
    ['keychain', /Stored in the system keychain/],
    ['memory', /kept until you quit and never saved/],
  ] as const)('tells honestly where the token is kept: %s', async (keptIn, words) => {
    await firstRun({ tokensKeptIn: keptIn })
    expect(screen.getByText(words)).toBeDefined()
  })

  test('hides the token until one asks to see it', async () => {
    const { user } = await firstRun()
    expect(token().getAttribute('type')).toBe('password')
    await user.click(screen.getByRole('button', { name: 'Show token' }))
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

describe('the steps of the first run', () => {
  const step = () => screen.getByText(/^Step \d of 4/).textContent
  const heading = () => screen.getByRole('heading', { level: 1 })
  const button = (name: string) => screen.getByRole('button', { name })
  const fresh = (connection: Connection, parts: ServerParts = {}) =>
    buildServer({ address: server, status: buildFeedStatus(connection, { lastByteAt: null }), ...parts })

  test('tell how far one is, and begin in the field for the address', async () => {
    await firstRun()
    expect(step()).toBe('Step 1 of 4: Server')
    expect(document.activeElement).toBe(address())
  })

  test('lead to the end without a server, and back again', async () => {
    const { bridge, user } = await firstRun()
    await user.click(button('Skip'))
    expect(step()).toBe('Step 3 of 4: Notification')
    expect(document.activeElement).toBe(heading())
    await user.click(button('Skip'))
    expect(step()).toBe('Step 4 of 4: Tray icon')
    await user.click(button('Back'))
    await user.click(button('Back'))
    expect(step()).toBe('Step 1 of 4: Server')
    expect(bridge.sent).toEqual([])
  })

  test('wait for the first connection, and go back to the address as it was typed', async () => {
    const { bridge, user, follow } = await firstRun()
    await follow(() => bridge.update({ servers: [fresh({ kind: 'connecting', since: now, error: null })] }))
    expect(step()).toBe('Step 2 of 4: Access')
    const error = { kind: 'refused' } as const
    const waiting = { kind: 'waiting', since: now, error, retryAt: now + 9_000 } as const
    await follow(() => bridge.update({ servers: [fresh(waiting, { problem: 'It refused.' })] }))
    expect(screen.getByText('It refused.')).toBeDefined()
    await user.click(button('Change address'))
    expect(address().value).toBe(server)
    await user.click(button('Connect'))
    expect(bridge.sent).toEqual([{ type: 'connect', address: server, token: null, replaces: 1 }])
    expect(step()).toBe('Step 2 of 4: Access')
    await follow(() => bridge.update({ servers: [fresh({ kind: 'open', since: now })] }))
    expect(step()).toBe('Step 3 of 4: Notification')
    expect(document.activeElement).toBe(heading())
  })

  test('ask for a token that is missing, with the focus in its field', async () => {
    const { bridge, user, follow } = await firstRun()
    const connection = { kind: 'signed-out', since: now, error: { kind: 'token-missing' } } as const
    await follow(() => bridge.update({ servers: [fresh(connection)] }))
    expect(heading().textContent).toContain('access token')
    expect(document.activeElement).toBe(screen.getByLabelText('Access token'))
    await user.keyboard('secret{Enter}')
    expect(bridge.sent).toEqual([{ type: 'connect', address: server, token: 'secret', replaces: 1 }])
  })

  test('stay where they are when the connection breaks for a moment', async () => {
    const { bridge, follow } = await firstRun()
    await follow(() => bridge.update({ servers: [buildServer({ address: server })] }))
    const error = { kind: 'ended' } as const
    const connection = { kind: 'waiting', since: now, error, retryAt: now + 9_000 } as const
    await follow(() => bridge.update({ servers: [buildServer({ address: server, connection })] }))
    expect(step()).toBe('Step 3 of 4: Notification')
  })

  test('cancel a sign-in on the way back', async () => {
    const { bridge, user, follow } = await firstRun()
    const connection = { kind: 'signed-out', since: now, error: { kind: 'token-missing' } } as const
    await follow(() => bridge.update({ servers: [fresh(connection, { signIn: { kind: 'in-browser' } })] }))
    await user.click(button('Back'))
    expect(bridge.sent).toEqual([{ type: 'cancel-sign-in', server: 1 }])
    expect(step()).toBe('Step 1 of 4: Server')
  })

  test.each([
    ['linux', /panel of your desktop/, 'Panel at the top or bottom'],
    ['windows', /corner of the taskbar/, 'Corner of the taskbar'],
    ['mac', /menu bar/, 'Menu bar at the top'],
  ] as const)('show where the icon is on %s', async (platform, words, picture) => {
    const { user } = await firstRun({ platform })
    await user.click(button('Skip'))
    await user.click(button('Skip'))
    expect(screen.getByText(words)).toBeDefined()
    expect(screen.getByRole('img', { name: new RegExp(picture) })).toBeDefined()
  })

  test('start Tidings at login only if the switch is left on', async () => {
    const { bridge, user } = await firstRun()
    await user.click(button('Skip'))
    await user.click(button('Skip'))
    const toggle = screen.getByRole<HTMLInputElement>('switch', { name: 'Start Tidings when I sign in' })
    expect(toggle.checked).toBe(true)
    await user.click(toggle)
    await user.click(button('Show history'))
    expect(bridge.sent.filter(({ type }) => type === 'change-settings')).toEqual([])
  })
})

describe('the token', () => {
  const hintOf = (field: HTMLElement) => field.getAttribute('aria-description')
  async function typed(result: ServerCheck['result']) {
    const opened = await firstRun()
    await opened.user.type(address(), server)
    await opened.user.type(token(), 'secret')
    await opened.rest()
    await opened.follow(() => opened.bridge.update(check(result)))
    return opened
  }

  test('that is not accepted is said to be so at its own field', async () => {
    await typed({ kind: 'token-rejected', reason: 'This token is not accepted.' })
    expect(liveText()).toContain('This token is not accepted.')
    expect(token().getAttribute('aria-invalid')).toBe('true')
    expect(hintOf(address())).toBe('Server found.')
  })

  test('that is typed on is not judged by the answer to the one before', async () => {
    const { user } = await typed({ kind: 'token-rejected', reason: 'This token is not accepted.' })
    await user.type(token(), '-2')
    expect(screen.getByText(/Stored in the system keychain/)).toBeDefined()
    expect(screen.getByText('Checking the address…')).toBeDefined()
  })
})

describe('the address', () => {
  test('gets the scheme that was left out, when one leaves the field', async () => {
    const { bridge, user, rest } = await firstRun()
    await user.type(address(), 'app.example.com/notifications')
    await rest()
    expect(bridge.sent).toEqual([])
    await user.tab()
    expect(address().value).toBe(server)
    await rest()
    expect(bridge.sent).toEqual([{ type: 'check-server', address: server, token: null }])
  })

  test('gets it with Enter too', async () => {
    const { user } = await firstRun()
    await user.type(address(), 'localhost:4310/sse{Enter}')
    expect(address().value).toBe('http://localhost:4310/sse')
  })
})

describe('a server that lets the user sign in with the browser', () => {
  async function offered() {
    const opened = await firstRun()
    await opened.user.type(address(), server)
    await opened.rest()
    await opened.follow(() => opened.bridge.update(check({ kind: 'sign-in-offered' })))
    return opened
  }
  const signedOut = { kind: 'signed-out', since: now, error: { kind: 'token-missing' } } as const
  const added = (parts: ServerParts = {}) => ({
    servers: [buildServer({ address: server, offersSignIn: true, connection: signedOut, ...parts })],
  })
  const signInButton = () => screen.getByRole('button', { name: 'Sign in' })

  test('asks for no token', async () => {
    const { bridge, user } = await offered()
    expect(screen.getByText('This server lets you sign in with your browser.')).toBeDefined()
    expect(screen.queryByLabelText(/Access token/)).toBeNull()
    await user.click(signInButton())
    expect(bridge.sent.at(-1)).toEqual({ type: 'connect', address: server, token: null, replaces: null })
  })

  test('takes a token all the same, and lets one change one’s mind', async () => {
    const { bridge, user } = await offered()
    await user.click(screen.getByRole('button', { name: 'Use an access token instead' }))
    const field = screen.getByLabelText('Access token')
    expect(document.activeElement).toBe(field)
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Connect' }).disabled).toBe(true)
    await user.click(screen.getByRole('button', { name: 'Sign in with the browser instead' }))
    expect(signInButton()).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Use an access token instead' }))
    await user.keyboard('secret{Enter}')
    expect(bridge.sent.at(-1)).toEqual({ type: 'connect', address: server, token: 'secret', replaces: null })
  })

  test('does not let the token field jump while the address is typed on', async () => {
    const { user } = await offered()
    await user.type(address(), '/x')
    expect(screen.queryByLabelText(/Access token/)).toBeNull()
  })

  test('gets its token field back where the next address offers no sign-in', async () => {
    const { bridge, user, rest, follow } = await offered()
    await user.type(address(), '/x')
    await rest()
    const result = { kind: 'token-needed' } as const
    await follow(() => bridge.update({ check: { address: `${server}/x`, result } }))
    expect(token()).toBeDefined()
  })

  test('is signed in to, and then lets the user see a notification', async () => {
    const { bridge, user, follow } = await offered()
    await user.click(signInButton())
    await follow(() => bridge.update(added({ connection: { kind: 'connecting', since: now, error: null } })))
    expect(screen.getByRole('heading', { name: 'Sign in to app.example.com' })).toBeDefined()
    expect(screen.getByText('Connecting to app.example.com…')).toBeDefined()
    await follow(() => bridge.update(added({ signIn: { kind: 'in-browser' } })))
    expect(screen.getByText(/Your browser shows the sign-in page/)).toBeDefined()
    await follow(() => bridge.update(added({ signIn: { kind: 'finishing' } })))
    expect(screen.getByText('Finishing the sign-in…')).toBeDefined()
    const account = { provider: 'login.example.com', user: 'ann@example.com' }
    await follow(() => bridge.update({ servers: [buildServer({ address: server, account })] }))
    expect(screen.getByText('Signed in as ann@example.com at login.example.com')).toBeDefined()
    expect(screen.getByRole('button', { name: 'Send a test notification' })).toBeDefined()
  })

  test('can be tried again, left for later, or reached with a token when the sign-in fails', async () => {
    const { bridge, user, follow } = await offered()
    const failed = added({ signIn: { kind: 'failed', reason: 'The browser did not come back.' } })
    await follow(() => bridge.update(failed))
    expect(screen.getByText('The browser did not come back.')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await user.click(screen.getByRole('button', { name: 'Use an access token instead' }))
    await user.keyboard('secret{Enter}')
    expect(bridge.sent.slice(-2)).toEqual([
      { type: 'sign-in', server: 1 },
      { type: 'connect', address: server, token: 'secret', replaces: 1 },
    ])
    await user.click(screen.getByRole('button', { name: 'Skip' }))
    await user.click(screen.getByRole('button', { name: 'Skip' }))
    await user.click(screen.getByRole('button', { name: 'Show history' }))
    expect(screen.getByRole('region', { name: 'Connection problem' })).toBeDefined()
  })

  test('offers the sign-in again when it was cancelled', async () => {
    const { bridge, user, follow } = await offered()
    await follow(() => bridge.update(added()))
    await user.click(signInButton())
    expect(bridge.sent.at(-1)).toEqual({ type: 'sign-in', server: 1 })
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
