import { afterEach, describe, expect, test } from 'vitest'
import { type Backend, type BackendOptions, startBackend } from '../../backend/server.ts'
import { createBrowser, signInWith } from '../../support/authorization-server/browser.ts'
import {
  type AuthorizationServer,
  type AuthorizationServerOptions,
  startAuthorizationServer,
} from '../../support/authorization-server.ts'
import { waitFor } from '../../support/wait-for.ts'

const undos: (() => unknown)[] = []

afterEach(async () => {
  for (const undo of undos.splice(0).reverse()) await undo()
})

async function start(options: AuthorizationServerOptions = {}, backendOptions: BackendOptions = {}) {
  const server = await startAuthorizationServer({ clients: ['test'], ...options })
  undos.push(server.stop)
  const backend = await startBackend({
    ...{ port: 0, heartbeatMs: 0, authorizationServer: server.issuer },
    ...backendOptions,
  })
  undos.push(backend.stop)
  return { server, backend }
}

/** An access token for this address, as any client gets one. */
async function tokenFor(resource: string, { issuer }: AuthorizationServer, name = 'alice'): Promise<string> {
  const verifier = 'v'.repeat(43)
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  const redirect_uri = 'http://127.0.0.1/callback'
  const page = new URL('/auth', issuer)
  page.search = new URLSearchParams({
    ...{ client_id: 'test', response_type: 'code', redirect_uri, resource, scope: 'notifications:read' },
    ...{ code_challenge: Buffer.from(digest).toString('base64url'), code_challenge_method: 'S256' },
  }).toString()
  // Nobody listens at the address that the code is brought to: it is enough to know it.
  let code = ''
  const browser = createBrowser((url) => {
    code = url.searchParams.get('code') ?? code
  })
  await signInWith(browser, page, { name }).catch(() => {})
  const response = await fetch(new URL('/token', issuer), {
    method: 'POST',
    body: new URLSearchParams({
      ...{ grant_type: 'authorization_code', client_id: 'test', code, redirect_uri, resource },
      code_verifier: verifier,
    }),
  })
  const { access_token }: { access_token?: string } = JSON.parse(await response.text())
  if (access_token === undefined) throw new Error('there is no token')
  return access_token
}

async function open({ streamUrl }: Backend, token: string | null) {
  const controller = new AbortController()
  undos.push(() => controller.abort())
  const headers = token === null ? {} : { Authorization: `Bearer ${token}` }
  const response = await fetch(streamUrl, { headers, signal: controller.signal })
  let text = ''
  const ended = (async () => {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) text += chunk
  })()
  ended.catch(() => {})
  return { response, ended, text: () => text }
}

test('without a token the answer says where users sign in', async () => {
  const { server, backend } = await start()
  const { response } = await open(backend, null)
  expect(response.status).toBe(401)
  const metadata = `${backend.url}/.well-known/oauth-protected-resource/api/notifications`
  expect(response.headers.get('www-authenticate')).toBe(`Bearer resource_metadata="${metadata}"`)
  expect(await (await fetch(metadata)).json()).toMatchObject({
    resource: backend.streamUrl,
    authorization_servers: [server.issuer],
    scopes_supported: ['notifications:read'],
  })
})

test('a token of the authorization server opens the stream', async () => {
  const { server, backend } = await start()
  const { response } = await open(backend, await tokenFor(backend.streamUrl, server))
  expect(response.status).toBe(200)
})

describe('it does not open for a token', () => {
  test('for another server', async () => {
    const { server, backend } = await start()
    const { response } = await open(backend, await tokenFor('https://other.example/stream', server))
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toMatch(
      /^Bearer error="invalid_token", resource_metadata=/,
    )
  })

  test('of another authorization server', async () => {
    const { backend } = await start()
    const other = await start()
    expect((await open(backend, await tokenFor(backend.streamUrl, other.server))).response.status).toBe(401)
  })

  test('that has expired', async () => {
    let now = Date.now()
    const { server, backend } = await start({ accessTokenSeconds: 60 }, { now: () => now })
    const token = await tokenFor(backend.streamUrl, server)
    now += 70_000
    expect((await open(backend, token)).response.status).toBe(401)
  })

  test('that is none', async () => {
    const { backend } = await start()
    expect((await open(backend, 'abc')).response.status).toBe(401)
  })
})

test('a stream ends with the token that opened it', async () => {
  const { server, backend } = await start({ accessTokenSeconds: 1 })
  const { response, ended } = await open(backend, await tokenFor(backend.streamUrl, server))
  expect(response.status).toBe(200)
  await ended
  expect(backend.held()).toEqual({ streams: 0, listeners: 0 })
})

test('an event for one user reaches nobody else, not later either', async () => {
  const { server, backend } = await start()
  const alice = await open(backend, await tokenFor(backend.streamUrl, server, 'alice'))
  const bob = await open(backend, await tokenFor(backend.streamUrl, server, 'bob'))
  await backend.publish({ type: 'notification', message: 'for Alice' }, 'alice')
  await backend.publish({ type: 'notification', message: 'for all' })
  for (const stream of [alice, bob]) await waitFor('the last event', () => stream.text().includes('for all'))
  expect(alice.text()).toContain('for Alice')
  expect(bob.text()).not.toContain('for Alice')
})

test('without the authorization server nobody new comes in, and is not told to sign in either', async () => {
  const { server, backend } = await start()
  const token = await tokenFor(backend.streamUrl, server)
  await server.stop()
  expect((await open(backend, token)).response.status).toBe(503)
})

test('receipts belong to the user whose token it is, and only their streams learn of them', async () => {
  const { server, backend } = await start()
  const alice = await tokenFor(backend.streamUrl, server, 'alice')
  const bob = await tokenFor(backend.streamUrl, server, 'bob')
  const streams = [await open(backend, alice), await open(backend, bob)] as const
  const post = (token: string, id: string) =>
    fetch(`${backend.url}/api/receipts`, {
      method: 'POST',
      headers: {
        ...{ Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        'Idempotency-Key': 'one',
      },
      body: JSON.stringify({ receipts: [{ id, what: 'read', at: '2026-11-27T09:30:00.000Z' }] }),
    })
  expect((await post('wrong', 'a')).status).toBe(401)
  for (const [token, id] of [
    [alice, 'a'],
    [bob, 'b'],
  ] as const)
    expect((await post(token, id)).status).toBe(204)
  await waitFor('both to be told', () => streams.every(({ text }) => text().includes('"read"')))
  expect(streams.map(({ text }) => /"ids":\["(.)"\]/.exec(text())?.[1])).toEqual(['a', 'b'])
  const answer = await fetch(`${backend.url}/api/receipts`, { headers: { Authorization: `Bearer ${bob}` } })
  expect((await answer.json()).receipts).toMatchObject([{ id: 'b' }])
})
