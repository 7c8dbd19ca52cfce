import { describe, expect, test } from 'vitest'
import type { TokenProvider } from '../../../electron/feed/with-token.ts'
import { errorOf } from '../../../electron/model/connection.ts'
import { feed, quickLimits, refusal, serve, stream } from './feed-fixture.ts'

/** Null: there is none. */
const gives =
  (token: string | null): TokenProvider['refresh'] =>
  async () =>
    token === null ? { kind: 'none' } : { kind: 'token', token }

describe('the token', () => {
  test('that is rejected is renewed once, at once', async () => {
    const server = await serve(refusal(401), stream('data: in\n\n'))
    const { receives } = feed(server.url, { token: { current: () => 'old', refresh: gives('new') } })
    await receives(1)
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new'])
  })

  test('that is missing is fetched once, at once', async () => {
    const server = await serve(refusal(401), stream('data: in\n\n'))
    const { receives } = feed(server.url, { token: { current: () => null, refresh: gives('new') } })
    await receives(1)
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([undefined, 'Bearer new'])
  })

  test.each([
    ['nothing', null],
    ['the same', 'old'],
    ['one that can be no header', 'new\nline'],
  ])('that can only be renewed with %s signs out', async (_, fresh) => {
    const server = await serve(refusal(401))
    const tested = feed(server.url, { token: { current: () => 'old', refresh: gives(fresh) } })
    await tested.reaches('signed-out')
    expect(errorOf(tested.status().connection)).toEqual({ kind: 'token-rejected' })
    expect(server.requests).toHaveLength(1)
  })

  test.each<[string, TokenProvider['refresh'], string]>([
    ['fails', async () => ({ kind: 'failed', detail: 'no-network' }), 'no-network'],
    ['fails by a bug', () => Promise.reject(new Error()), 'bug'],
    ['never ends', () => new Promise(() => {}), 'no-answer'],
  ])('whose renewal %s is tried again like a network that fails', async (_, refresh, detail) => {
    const server = await serve(refusal(401), refusal(401), stream('data: in\n\n'))
    const limits = { ...quickLimits, connectTimeoutMs: 100 }
    const tested = feed(server.url, { limits, token: { current: () => 'old', refresh } })
    expect(await tested.fails()).toEqual({ kind: 'token-not-renewed', detail })
    await tested.receives(1)
    expect(tested.connections.map(({ kind }) => kind)).not.toContain('signed-out')
  })

  test.each([
    ['missing', null, 'token-missing'],
    ['rejected', 'old', 'token-rejected'],
  ])('that is %s signs out with the place where one can sign in', async (_, current, kind) => {
    const resourceMetadata = 'https://app.example.com/.well-known/oauth-protected-resource'
    const challenge = `Basic realm="x", Bearer resource_metadata="${resourceMetadata}"`
    const server = await serve(refusal(401, { 'WWW-Authenticate': challenge }))
    const tested = feed(server.url, { token: { current: () => current, refresh: gives(null) } })
    await tested.reaches('signed-out')
    expect(errorOf(tested.status().connection)).toEqual({ kind, resourceMetadata })
  })

  test('that is missing signs out; a restart with one connects', async () => {
    const server = await serve(refusal(401), stream(''))
    let current: string | null = null
    const { reaches, status, restart } = feed(server.url, {
      token: { current: () => current, refresh: gives(null) },
    })
    await reaches('signed-out')
    expect(errorOf(status().connection)).toEqual({ kind: 'token-missing' })
    current = 'fresh'
    restart()
    await reaches('open')
    expect(server.requests[1]?.headers.authorization).toBe('Bearer fresh')
  })

  test('that belongs to another server is missing for that reason', async () => {
    const server = await serve(refusal(401))
    const { reaches, status } = feed(server.url, {
      token: {
        current: () => null,
        refresh: gives(null),
        missing: () => ({ kind: 'token-elsewhere', origin: 'https://other.example' }),
      },
    })
    await reaches('signed-out')
    expect(errorOf(status().connection)).toEqual({
      kind: 'token-elsewhere',
      origin: 'https://other.example',
    })
  })

  test('is never sent over plain http to another computer', async () => {
    const requested: string[] = []
    const { reaches, status } = feed(new URL('http://app.example.com/sse'), {
      token: { current: () => 'secret', refresh: gives(null) },
      fetch: async (url) => {
        requested.push(url)
        return new Response()
      },
    })
    await reaches('signed-out')
    expect(errorOf(status().connection)).toEqual({ kind: 'token-over-http' })
    expect(requested).toEqual([])
  })
})
