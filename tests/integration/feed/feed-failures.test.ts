import { describe, expect, test } from 'vitest'
import type { Fetch } from '../../../electron/feed/http-client.ts'
import { errorOf } from '../../../electron/model/connection.ts'
import { waitFor } from '../../support/wait-for.ts'
import { feed, quickLimits, refusal, serve, stream, unusedPort } from './feed-fixture.ts'

describe('a response that is no stream', () => {
  test('of 204 stops with that reason; a restart connects again', async () => {
    const server = await serve(refusal(204), stream(''))
    const { reaches, status, restart } = feed(server.url)
    await reaches('stopped')
    expect(errorOf(status().connection)).toEqual({ kind: 'no-content' })
    restart()
    await reaches('open')
  })

  test.each([403, 404])('of %i is explained and retried slowly', async (code) => {
    const server = await serve(refusal(code))
    const { reaches, status } = feed(server.url)
    await reaches('waiting')
    const { connection } = status()
    expect(errorOf(connection)).toEqual({ kind: 'status', status: code })
    expect(connection.kind === 'waiting' && connection.retryAt - connection.since).toBeGreaterThanOrEqual(
      15_000,
    )
  })

  test('but a page is named by its type, and the stream comes once the portal is passed', async () => {
    const page = stream('<h1>Sign in</h1>', 'close', { 'Content-Type': 'text/html' })
    const server = await serve(page, stream(''))
    const { fails, reaches } = feed(server.url)
    expect(await fails()).toEqual({ kind: 'not-a-stream', contentType: 'text/html' })
    await reaches('open')
  })

  test('but a redirect within the origin is followed with the token', async () => {
    const server = await serve(refusal(307, { Location: '/moved' }), stream(''))
    const { reaches } = feed(server.url, {
      token: { current: () => 't', refresh: async () => ({ kind: 'none' }) },
    })
    await reaches('open')
    expect(server.requests.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ['/sse', 'Bearer t'],
      ['/moved', 'Bearer t'],
    ])
  })

  test('but a redirect elsewhere is refused, and nothing is sent there', async () => {
    const server = await serve(refusal(302, { Location: '{{otherOrigin}}/trap?x=1' }))
    const { fails } = feed(server.url)
    expect(await fails()).toMatchObject({ kind: 'redirected', to: expect.stringMatching(/\/trap$/) })
    expect(server.otherRequests).toEqual([])
  })

  test('but a redirect in a circle ends, and is tried again', async () => {
    const server = await serve(refusal(302, { Location: '/sse' }))
    const { fails } = feed(server.url)
    expect(await fails()).toEqual({ kind: 'unreachable', detail: 'redirect-circle' })
  })
})

describe('a network that fails', () => {
  test('because no server listens is reported as refused, and retried', async () => {
    const { fails, status, reaches } = feed(new URL(`http://127.0.0.1:${await unusedPort()}/sse`))
    expect(await fails()).toEqual({ kind: 'refused' })
    await reaches('waiting')
    expect(status().connection.kind).toBe('waiting')
  })

  test('because there is none is reported as offline, and retried', async () => {
    const server = await serve(stream('', 'reset-before-headers'), stream(''))
    const { connections, reaches } = feed(server.url, {
      network: { isOnline: () => false, addresses: () => [] },
    })
    await reaches('open')
    expect(connections.map(({ kind }) => kind)).toEqual(['connecting', 'offline', 'connecting', 'open'])
  })

  test('without a word is noticed by the silence', async () => {
    const server = await serve(stream('data: a\n\n'))
    const { fails } = feed(server.url, { limits: { ...quickLimits, idleMs: 100 } })
    expect(await fails()).toEqual({ kind: 'idle', afterMs: 100 })
    await waitFor('the old connection to be closed', () => server.requests[0]?.closedByClient)
  })

  test('by throwing instead of rejecting is a failure like any other', async () => {
    const throwing: Fetch = () => {
      throw new TypeError('net::ERR_NETWORK_CHANGED')
    }
    const { fails } = feed(new URL('http://127.0.0.1/sse'), { fetch: throwing })
    expect(await fails()).toEqual({ kind: 'broken', detail: 'network-changed' })
  })

  test('keeps its error in the status while the next attempt is under way', async () => {
    const server = await serve(refusal(503), stream('', 'hang-before-headers'))
    const { reaches, status } = feed(server.url)
    await waitFor('a second request', () => server.requests.length === 2)
    await reaches('connecting')
    expect(errorOf(status().connection)).toEqual({ kind: 'status', status: 503 })
  })
})
