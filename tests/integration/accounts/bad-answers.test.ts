import { describe, expect, test } from 'vitest'
import type { AccountOptions } from '../../../electron/accounts/account-options.ts'
import { createBrowser, type Page, signInWith } from '../../support/authorization-server/browser.ts'
import type { AuthorizationServerOptions } from '../../support/authorization-server.ts'
import { waitFor } from '../../support/wait-for.ts'
import { manualClock } from '../../unit/feed/manual-clock.ts'
import { account, authorizationServer, backend, isAccepted } from './account-fixture.ts'
import { jsonServer, metadataPath, resourceServer } from './json-server.ts'

/** An account at a server whose authorization server is not as it should be. The browser signs in by itself. */
async function at(options: AuthorizationServerOptions, accountOptions: Partial<AccountOptions> = {}) {
  const server = await authorizationServer(options)
  const events = await backend(server)
  const pages: Page[] = []
  const openBrowser = async (url: URL) => {
    signInWith(createBrowser(), url).then(
      (page) => pages.push(page),
      () => {},
    )
    return true
  }
  const tested = await account(events.streamUrl, { openBrowser, ...accountOptions })
  const fails = (): Promise<string> => {
    tested.begin(null)
    return tested.failure()
  }
  const succeeds = async () => {
    tested.begin(null)
    await tested.reaches('none')
  }
  const page = () => waitFor('the page at the end', () => pages[0])
  return { server, events, tested, fails, succeeds, page }
}

const isMetadata = (path: string) => path.startsWith('/.well-known/')
const asObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {})

/** Replaces parts of an answer. */
const replace =
  (matches: (path: string) => boolean, parts: (body: object) => object) =>
  (path: string, body: unknown): unknown =>
    matches(path) ? { ...asObject(body), ...parts(asObject(body)) } : body
const replaceMetadata = (parts: object) => replace(isMetadata, () => parts)
const replaceTokens = (parts: (body: object) => object) => replace((path) => path === '/token', parts)

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The same token with other claims; its signature is no longer right, which this app does not check. */
function withClaims(token: unknown, claims: object): string {
  const [header = '', payload = '', signature = ''] = String(token).split('.')
  return [
    header,
    encode({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), ...claims }),
    signature,
  ].join('.')
}

describe('the server of notifications', () => {
  test('that does not offer it', async () => {
    const server = await jsonServer(() => ({ status: 401, headers: { 'WWW-Authenticate': 'Bearer' } }))
    const tested = await account(`${server.origin}/stream`)
    tested.begin(null)
    expect(await tested.failure()).toMatch(/^The server doesn’t offer sign-in with the browser/)
    // Its metadata may be there though the answer does not say so.
    expect(server.requests.slice(1)).toEqual([`${metadataPath}/stream`, metadataPath])
  })

  test('that needs none', async () => {
    const server = await jsonServer(() => ({
      headers: { 'Content-Type': 'text/event-stream' },
      body: ':\n\n',
    }))
    const tested = await account(`${server.origin}/stream`)
    tested.begin(null)
    expect(await tested.failure()).toMatch(/didn’t ask for a sign-in/)
  })

  test('that is reached without encryption is not even asked', async () => {
    const tested = await account('http://app.example.com/stream')
    tested.begin('https://app.example.com/metadata')
    expect(await tested.failure()).toMatch(/only sent over https/)
  })

  test.each([
    ['another server', () => 'https://other.example/stream'],
    ['another path', (origin: string) => `${origin}/streams`],
    ['a path below', (origin: string) => `${origin}/stream/alice`],
  ])('whose metadata are about %s', async (_, resource) => {
    const server = await resourceServer((origin) => ({
      resource: resource(origin),
      authorization_servers: ['https://login.example.com'],
    }))
    const tested = await account(`${server.origin}/stream`)
    tested.begin(null)
    expect(await tested.failure()).toMatch(/is for another server \(⁨http.+⁩\)/)
  })

  test.each([
    [
      'a web page',
      '<!doctype html><title>Sign in</title>',
      /answered with a web page instead of sign-in data/,
    ],
    ['no JSON', 'resource=1', /sent sign-in data that Tidings can’t read/],
    ['other JSON', { resource: 5 }, /sent sign-in data that Tidings can’t read/],
    ['an array', [], /sent sign-in data that Tidings can’t read/],
  ])('whose metadata are %s', async (_, body, reason) => {
    const server = await resourceServer(() => body)
    const tested = await account(`${server.origin}/stream`)
    tested.begin(null)
    expect(await tested.failure()).toMatch(reason)
  })

  test('that names only authorization servers without encryption offers none', async () => {
    const server = await resourceServer((origin) => ({
      resource: origin,
      authorization_servers: ['http://login.example.com', 'ftp://login.example.com', 'login', 5],
    }))
    const tested = await account(`${server.origin}/stream`)
    tested.begin(null)
    expect(await tested.failure()).toMatch(/^The server doesn’t offer sign-in/)
  })

  test('may name several authorization servers, of which the first that works is used', async () => {
    const broken = await jsonServer(() => ({ body: '<html>' }))
    const { issuer } = await authorizationServer()
    const server = await resourceServer((origin) => ({
      resource: `${origin}/stream`,
      authorization_servers: [broken.origin, issuer],
    }))
    const tested = await account(`${server.origin}/stream`)
    await tested.signInFully()
    expect(tested.state()?.provider).toBe(new URL(issuer).host)
  })
})

describe('the metadata of the authorization server', () => {
  test('that are web pages', async () => {
    const { server, fails } = await at({
      answer: (path) => (isMetadata(path) ? { status: 200, body: '<!doctype html><p>Hello' } : null),
    })
    const { host } = new URL(server.issuer)
    expect(await fails()).toBe(
      `${host} answered with a web page instead of sign-in data. A sign-in page of your network can be the reason; otherwise tell your administrator.`,
    )
  })

  test('endless redirects are followed three times', async () => {
    const { server, fails } = await at({
      answer: (path) => (isMetadata(path) ? { status: 302, headers: { Location: `${path}/again` } } : null),
    })
    expect(await fails()).toMatch(/keeps redirecting/)
    // For each of the two addresses that the metadata may have.
    expect(server.requests).toHaveLength(2 * 4)
  })

  test('redirects to another origin are not followed', async () => {
    const elsewhere = await jsonServer(() => ({ body: {} }))
    const { fails } = await at({
      answer: (path) => (isMetadata(path) ? { status: 307, headers: { Location: elsewhere.origin } } : null),
    })
    expect(await fails()).toMatch(/redirects to another place/)
    expect(elsewhere.requests).toEqual([])
  })

  test('an answer that is too large is read no further', async () => {
    const { fails } = await at({ alter: replaceMetadata({ more: 'x'.repeat(300 * 1024) }) })
    expect(await fails()).toMatch(/sent too much data/)
  })

  test.each([
    ['another issuer', { issuer: 'https://evil.example' }, /identifies itself as another sign-in service/],
    ['another path', { issuer: 'http://127.0.0.1/x' }, /identifies itself as another sign-in service/],
    [
      'an insecure token endpoint',
      { token_endpoint: 'http://login.example.com/token' },
      /isn’t secure \(login\.example\.com\)/,
    ],
    ['an insecure page', { authorization_endpoint: 'http://login.example.com/auth' }, /isn’t secure/],
    ['no page but a file', { authorization_endpoint: 'file:///etc/passwd' }, /isn’t secure/],
    [
      'an insecure registration',
      { registration_endpoint: 'http://login.example.com/reg' },
      /isn’t secure \(login\.example\.com\)/,
    ],
    ['no token endpoint', { token_endpoint: undefined }, /sent sign-in data that Tidings can’t read/],
    [
      'only plain PKCE',
      { code_challenge_methods_supported: ['plain'], device_authorization_endpoint: undefined },
      /doesn’t support secure sign-in/,
    ],
    [
      'no page and no codes',
      { authorization_endpoint: undefined, device_authorization_endpoint: undefined },
      /offers no kind of sign-in/,
    ],
  ])('that name %s', async (_, parts, reason) => {
    const { tested, fails } = await at({ alter: replaceMetadata(parts) })
    expect(await fails()).toMatch(reason)
    expect(tested.token()).toBeNull()
  })

  test('may be at the address of OpenID only', async () => {
    const { tested, succeeds } = await at({
      answer: (path) => (path.endsWith('/oauth-authorization-server') ? { status: 404 } : null),
    })
    await succeeds()
    expect(tested.state()?.user).toBe('alice')
  })
})

describe('an authorization server that', () => {
  test('is not there', async () => {
    const { server, fails } = await at({})
    await server.stop()
    expect(await fails()).toMatch(/can’t be reached\. The server refused the connection/)
  })

  test.each(['/.well-known', '/token'])('hangs at %s is given up after ten seconds', async (path) => {
    const clock = manualClock()
    const { server, tested } = await at({}, { clock })
    server.hangAt(path)
    tested.begin(null)
    await waitFor('a request without an answer', () => server.requests.at(-1)?.status === 0)
    clock.pass(10_000)
    expect(await tested.failure()).toMatch(/can’t be reached\. The server did not answer within 10 seconds/)
    expect(clock.pending()).toBe(0)
  })

  test('has an error of its own', async () => {
    const { fails } = await at({
      answer: (path) => (path === '/token' ? { status: 502, body: '<html>' } : null),
    })
    expect(await fails()).toMatch(/answered with an error \(502\)\. Try again later/)
  })

  test('redirects a request with a code in it', async () => {
    const elsewhere = await jsonServer(() => ({ body: {} }))
    const { fails } = await at({
      answer: (path) => (path === '/token' ? { status: 307, headers: { Location: elsewhere.origin } } : null),
    })
    expect(await fails()).toMatch(/redirects to another place/)
    expect(elsewhere.requests).toEqual([])
  })

  test('refuses with a text that is too long, or would turn ours around', async () => {
    const description = `\u202e<b>No</b>\n\u2067${'!'.repeat(1_000)}`
    const { server, fails, page } = await at({
      answer: (path) =>
        path === '/token'
          ? {
              status: 400,
              headers: { 'Content-Type': 'application/json' },
              body: JSON.stringify({ error: 'invalid_target', error_description: description }),
            }
          : null,
    })
    const reason = await fails()
    expect(reason).toBe(
      `${new URL(server.issuer).host} refused the sign-in (\u2068<b>No</b> ${'!'.repeat(289)}…\u2069). Try again. If that doesn’t help, tell your administrator.`,
    )
    const { text } = await page()
    expect(text).not.toContain('<b>')
    expect(text).toContain('&#60;b&#62;No')
  })
})

describe('tokens', () => {
  test('for another server are not sent', async () => {
    const { events, tested, fails, page } = await at({
      alter: replaceTokens((body) => ({
        access_token: withClaims(Reflect.get(body, 'access_token'), { aud: 'https://other.example' }),
      })),
    })
    expect(await fails()).toMatch(/issued an access token for another server, so Tidings didn’t send it/)
    expect((await page()).text).toContain('Not signed in')
    expect(tested.token()).toBeNull()
    expect(events.clients()).toBe(0)
  })

  test('that say nothing of whom they are for are fine', async () => {
    const { tested, succeeds } = await at({ accessTokens: 'opaque' })
    await succeeds()
    expect(tested.token()).toMatch(/^[\w-]{43}$/)
    expect(await tested.refresh()).toEqual({ kind: 'token', token: tested.token() })
  })

  test('that become those of another server are not used, but the session lives on', async () => {
    let isWrong = false
    const { server, tested, succeeds } = await at({
      alter: replaceTokens((body) =>
        isWrong
          ? {
              access_token: withClaims(Reflect.get(body, 'access_token'), { aud: ['https://other.example'] }),
            }
          : {},
      ),
    })
    await succeeds()
    const before = tested.token()
    isWrong = true
    expect(await tested.refresh()).toEqual({ kind: 'failed', detail: 'wrong-audience' })
    expect(tested.token()).toBe(before)
    isWrong = false
    expect(await tested.refresh()).toMatchObject({ kind: 'token' })
    expect(server.requests.filter(({ status }) => status >= 400)).toEqual([])
  })

  test.each([
    ['has a space', { access_token: 'a b' }],
    ['is bound to a key', { token_type: 'DPoP' }],
    ['is too long', { access_token: 'x'.repeat(9_000) }],
  ])('of which one %s can’t be used', async (_, parts) => {
    const { fails } = await at({ alter: replaceTokens(() => parts) })
    expect(await fails()).toMatch(/issued an access token that Tidings can’t use/)
  })

  test.each([
    ['is no JWT', () => 'not-a-jwt'],
    ['has no JSON in it', () => 'a.b.c'],
    ['is missing', () => undefined],
    ['is for another app', (token: unknown) => withClaims(token, { aud: 'someone-else' })],
    ['is from somebody else', (token: unknown) => withClaims(token, { iss: 'https://evil.example' })],
    ['is of another sign-in', (token: unknown) => withClaims(token, { nonce: 'another' })],
    [
      'is not signed',
      (token: unknown) => [encode({ alg: 'none' }), ...String(token).split('.').slice(1, 2), ''].join('.'),
    ],
  ])('without the proof of who has signed in: the ID token %s', async (_, change) => {
    const { tested, fails } = await at({
      alter: replaceTokens((body) => ({ id_token: change(Reflect.get(body, 'id_token')) })),
    })
    expect(await fails()).toMatch(/sent no valid proof of who has signed in/)
    expect(tested.token()).toBeNull()
  })

  test.each([-400, 400])('are fine when a clock is wrong by %i days', async (days) => {
    const now = Math.floor(Date.now() / 1000) + days * 86_400
    const { events, tested, succeeds } = await at({
      alter: replaceTokens((body) => ({
        id_token: withClaims(Reflect.get(body, 'id_token'), { iat: now, nbf: now, exp: now + 600 }),
      })),
    })
    await succeeds()
    expect(tested.state()?.user).toBe('alice')
    expect(await isAccepted(events, tested.token())).toBe(true)
  })

  test('are renewed also by an answer with a broken ID token', async () => {
    let isBroken = false
    const { server, tested, succeeds } = await at({
      alter: replaceTokens(() => (isBroken ? { id_token: 'broken' } : {})),
    })
    await succeeds()
    isBroken = true
    expect(await tested.refresh()).toMatchObject({ kind: 'token' })
    expect(await tested.refresh()).toMatchObject({ kind: 'token' })
    expect(server.requests.at(-1)?.status).toBe(200)
  })
})
