import { describe, expect, test } from 'vitest'
import type { AuthorizationServerOptions } from '../../support/authorization-server.ts'
import { waitFor } from '../../support/wait-for.ts'
import { manualClock } from '../../unit/feed/manual-clock.ts'
import {
  account,
  authorizationServer,
  backend,
  dataFolder,
  isAccepted,
  openSecrets,
} from './account-fixture.ts'

/** A user who has signed in, and time that only passes when it is told to. */
async function signedIn(options: AuthorizationServerOptions = {}) {
  const server = await authorizationServer(options)
  const events = await backend(server)
  const clock = manualClock()
  const tested = await account(events.streamUrl, { clock })
  await tested.signInFully()
  const refreshes = () =>
    server.requests.filter(({ parameters }) => parameters.grant_type === 'refresh_token')
  return { server, events, clock, tested, refreshes }
}

const minuteMs = 60_000

describe('the access token is renewed', () => {
  test('before it expires, and again before the next one does', async () => {
    const { events, clock, tested } = await signedIn({ accessTokenSeconds: 3_600 })
    const first = tested.token()
    clock.pass(47 * minuteMs)
    expect(tested.token()).toBe(first)
    clock.pass(minuteMs)
    await waitFor('another token', () => tested.token() !== first)
    const second = tested.token()
    expect(tested.tokens).toEqual([first, second])
    expect(await isAccepted(events, second)).toBe(true)
    clock.pass(48 * minuteMs)
    await waitFor('a third token', () => tested.tokens.length === 3)
  })

  test('after a sleep that was longer than its life', async () => {
    const { clock, tested } = await signedIn()
    clock.leap(8 * 60 * minuteMs)
    clock.pass(30_000)
    await waitFor('another token', () => tested.tokens.length === 2)
  })

  test('in time, though the clock was set back', async () => {
    const { clock, tested } = await signedIn()
    clock.leap(-8 * 60 * minuteMs)
    clock.pass(48 * minuteMs)
    await waitFor('another token', () => tested.tokens.length === 2)
  })

  test('by a new refresh token each time, for this server only', async () => {
    const { events, tested, refreshes } = await signedIn()
    await tested.refresh()
    await tested.refresh()
    expect(refreshes().map(({ status }) => status)).toEqual([200, 200])
    expect(new Set(refreshes().map(({ parameters }) => parameters.refresh_token)).size).toBe(2)
    for (const { parameters } of refreshes()) expect(parameters.resource).toBe(events.streamUrl)
  })

  test('once for all who ask at the same time', async () => {
    const { tested, refreshes } = await signedIn()
    const results = await Promise.all([tested.refresh(), tested.refresh(), tested.refresh()])
    expect(refreshes()).toHaveLength(1)
    expect(results).toEqual(Array(3).fill({ kind: 'token', token: tested.token() }))
  })

  test('many times without leaving anything behind', async () => {
    const { clock, tested, refreshes } = await signedIn()
    for (let renewal = 0; renewal < 50; renewal += 1) await tested.refresh()
    expect(refreshes()).toHaveLength(50)
    expect(clock.pending()).toBe(1)
    tested.stop()
    expect(clock.pending()).toBe(0)
  })

  test('and stored before it is used', async () => {
    const { events, tested } = await signedIn()
    const stored: (string | null)[] = []
    const folder = dataFolder()
    const secrets = openSecrets(folder)
    const saving = await account(events.streamUrl, {
      secrets: {
        ...secrets,
        save: async (name, text) => {
          await secrets.save(name, text)
          stored.push(saving.token())
        },
      },
    })
    await saving.signInFully()
    const before = saving.token()
    stored.length = 0
    await saving.refresh()
    expect(stored).toEqual([before])
    expect(saving.token()).not.toBe(before)
    expect(tested.token()).not.toBeNull()
  })
})

describe('an outage of the authorization server', () => {
  test('leaves the token as it is, and is over when the server is back', async () => {
    const { server, clock, tested } = await signedIn()
    const before = tested.token()
    await server.stop()
    // A connection that was open is cut off.
    expect(await tested.refresh()).toEqual({
      kind: 'failed',
      detail: expect.stringMatching(/^(refused|cut-off|reset)$/),
    })
    expect(tested.token()).toBe(before)
    expect(tested.state()?.user).toBe('alice')
    await server.start()
    clock.pass(2_000)
    await waitFor('another token', () => tested.token() !== before)
  })

  test('is not asked about more and more often', async () => {
    const { server, clock, tested } = await signedIn()
    await server.stop()
    const delays: (number | null)[] = []
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await tested.refresh()
      delays.push(clock.nextInMs())
    }
    expect(delays.slice(0, 4)).toEqual([2_000, 4_000, 8_000, 16_000])
    // A long wait is cut into steps, to notice a sleep.
    expect(delays.at(-1)).toBe(30_000)
  })

  test('that never ends an answer is given up after ten seconds', async () => {
    const { server, clock, tested } = await signedIn()
    server.hangAt('/token')
    const refreshing = tested.refresh()
    await waitFor('the token to be asked for', () => server.requests.at(-1)?.status === 0)
    clock.pass(10_000)
    expect(await refreshing).toEqual({ kind: 'failed', detail: 'no-answer' })
  })

  test('with a time to come back is obeyed', async () => {
    let isBusy = false
    const { server, clock, tested } = await signedIn({
      answer: (path) =>
        isBusy && path === '/token' ? { status: 503, headers: { 'Retry-After': '120' } } : null,
    })
    isBusy = true
    expect(await tested.refresh()).toEqual({ kind: 'failed', detail: 'server-trouble' })
    const asked = server.requests.length
    expect(await tested.refresh()).toEqual({ kind: 'failed', detail: 'server-trouble' })
    expect(server.requests).toHaveLength(asked)
    isBusy = false
    clock.pass(119_000)
    expect(tested.tokens).toHaveLength(1)
    clock.pass(1_000)
    await waitFor('another token', () => tested.tokens.length === 2)
  })
})

describe('the session ends', () => {
  test('when it was revoked: the tokens are forgotten, once and for all', async () => {
    const { server, tested, clock, refreshes } = await signedIn()
    server.revokeAll()
    const changes = tested.signIns.length
    expect(await tested.refresh()).toEqual({ kind: 'none' })
    expect(tested.state()).toBeNull()
    expect(tested.token()).toBeNull()
    expect(tested.signIns).toHaveLength(changes + 1)
    expect(await tested.refresh()).toEqual({ kind: 'none' })
    expect(refreshes()).toHaveLength(1)
    expect(clock.pending()).toBe(0)
    const restarted = await account(tested.streamUrl, { folder: tested.folder })
    expect(restarted.state()).toBeNull()
    await restarted.signInFully()
    expect(server.requests.filter(({ path }) => path === '/reg')).toHaveLength(1)
  })

  test('when a thief has used the refresh token', async () => {
    const { server, tested } = await signedIn()
    await tested.refresh()
    const copy = dataFolder()
    const stolen = openSecrets(tested.folder)
    const name = `account ${tested.streamUrl}`
    await stolen.load(name)
    await openSecrets(copy).save(name, stolen.read(name) ?? '')
    const thief = await account(tested.streamUrl, { folder: copy })
    expect(await thief.refresh()).toMatchObject({ kind: 'token' })
    expect(await tested.refresh()).toEqual({ kind: 'none' })
    expect(await thief.refresh()).toEqual({ kind: 'none' })
    expect(server.requests.at(-1)?.status).toBe(400)
  })

  test('when the authorization server no longer knows Tidings', async () => {
    const { server, tested } = await signedIn()
    server.forgetClients()
    expect(await tested.refresh()).toEqual({ kind: 'none' })
    expect(tested.state()).toBeNull()
    await tested.signInFully()
    expect(tested.state()?.user).toBe('alice')
  })

  test('with its only token, where there is no refresh token', async () => {
    const withoutRefresh = (path: string, body: unknown) =>
      path === '/token' && typeof body === 'object' ? { ...body, refresh_token: undefined } : body
    const { tested, clock, refreshes } = await signedIn({ alter: withoutRefresh })
    expect(tested.state()?.user).toBe('alice')
    expect(clock.pending()).toBe(0)
    expect(await tested.refresh()).toEqual({ kind: 'none' })
    expect(refreshes()).toHaveLength(0)
    expect(tested.state()).toBeNull()
  })
})

describe('signing out', () => {
  test('forgets the account at once, and revokes its tokens', async () => {
    const { server, tested, clock } = await signedIn()
    const signingOut = tested.signOut()
    expect(tested.token()).toBeNull()
    expect(tested.state()).toBeNull()
    expect(await signingOut).toBe('revoked')
    const revoked = server.requests.filter(({ path }) => path === '/token/revocation')
    expect(revoked.map(({ parameters }) => parameters.token_type_hint)).toEqual([
      'refresh_token',
      'access_token',
    ])
    expect(clock.pending()).toBe(0)
    expect((await account(tested.streamUrl, { folder: tested.folder })).state()).toBeNull()
  })

  test('means that the refresh token is of no use to anyone', async () => {
    const { tested } = await signedIn()
    const copy = dataFolder()
    const name = `account ${tested.streamUrl}`
    const saved = openSecrets(tested.folder)
    await saved.load(name)
    await openSecrets(copy).save(name, saved.read(name) ?? '')
    await tested.signOut()
    expect(await (await account(tested.streamUrl, { folder: copy })).refresh()).toEqual({ kind: 'none' })
  })

  test.each([
    ['can’t be reached', {}, true],
    ['revokes nothing', { revocation: false }, false],
  ])('forgets the account also where the authorization server %s', async (_, options, isDown) => {
    const { server, tested } = await signedIn(options)
    if (isDown) await server.stop()
    expect(await tested.signOut()).toBe('not-revoked')
    expect(tested.state()).toBeNull()
  })

  test('while the token is renewed leaves nobody signed in', async () => {
    const { server, tested } = await signedIn()
    const refreshing = tested.refresh()
    await waitFor('the renewal to have begun', () => server.requests.length > 0)
    await tested.signOut()
    expect(await refreshing).toEqual({ kind: 'none' })
    expect(tested.token()).toBeNull()
    expect((await account(tested.streamUrl, { folder: tested.folder })).state()).toBeNull()
  })

  test('where nobody is signed in asks nobody', async () => {
    const server = await authorizationServer()
    const tested = await account((await backend(server)).streamUrl)
    expect(await tested.signOut()).toBe('revoked')
    expect(server.requests).toHaveLength(0)
  })
})

test('a renewal that runs when the app quits is stored', async () => {
  const { tested, server } = await signedIn()
  const refreshing = tested.refresh()
  tested.stop()
  expect(await refreshing).toMatchObject({ kind: 'token' })
  expect(tested.tokens).toHaveLength(1)
  const next = await account(tested.streamUrl, { folder: tested.folder })
  expect(await next.refresh()).toMatchObject({ kind: 'token' })
  expect(server.requests.at(-1)?.status).toBe(200)
})

test.each([7_200, -7_200])(
  'an authorization server whose clock is wrong by %i s does no harm',
  async (skewSeconds) => {
    const { events, tested } = await signedIn({ skewSeconds })
    expect(tested.state()?.user).toBe('alice')
    expect(await tested.refresh()).toMatchObject({ kind: 'token' })
    expect(await isAccepted(events, tested.token())).toBe(skewSeconds > 0)
  },
)
