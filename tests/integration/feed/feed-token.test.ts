import { describe, expect, test } from 'vitest'
import { errorOf } from '../../../electron/model/connection.ts'
import { feed, quickLimits, refusal, serve, stream } from './feed-fixture.ts'

describe('the token', () => {
  test('that is rejected is renewed once, at once', async () => {
    const server = await serve(refusal(401), stream('data: in\n\n'))
    const token = { current: () => 'old', refresh: async () => 'new' }
    const { receives } = feed(server.url, { token })
    await receives(1)
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new'])
  })

  test.each([
    ['nothing', null],
    ['the same', 'old'],
    ['one that can be no header', 'new\nline'],
  ])('that can only be renewed with %s signs out', async (_, fresh) => {
    const server = await serve(refusal(401))
    const tested = feed(server.url, { token: { current: () => 'old', refresh: async () => fresh } })
    await tested.reaches('signed-out')
    expect(errorOf(tested.status().connection)).toEqual({ kind: 'token-rejected' })
    expect(server.requests).toHaveLength(1)
  })

  test('whose renewal fails or never ends signs out', async () => {
    const server = await serve(refusal(401))
    const limits = { ...quickLimits, connectTimeoutMs: 100 }
    const failing = feed(server.url, {
      token: { current: () => 'old', refresh: () => Promise.reject(new Error()) },
    })
    const hanging = feed(server.url, {
      limits,
      token: { current: () => 'old', refresh: () => new Promise(() => {}) },
    })
    await Promise.all([failing.reaches('signed-out'), hanging.reaches('signed-out')])
  })

  test('that is missing signs out; a restart with one connects', async () => {
    const server = await serve(refusal(401), stream(''))
    let current: string | null = null
    const { reaches, status, restart } = feed(server.url, {
      token: { current: () => current, refresh: async () => null },
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
        refresh: async () => null,
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
      token: { current: () => 'secret', refresh: async () => null },
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
