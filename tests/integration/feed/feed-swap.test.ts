import { expect, test } from 'vitest'
import type { FeedOptions } from '../../../electron/feed/feed-options.ts'
import { waitFor } from '../../support/wait-for.ts'
import { feed, quickLimits } from './feed-fixture.ts'
import { serveTokens, type TokenServerHabits } from './token-server.ts'

async function subscribed(habits: TokenServerHabits = {}, options: Partial<FeedOptions> = {}) {
  const server = await serveTokens(habits)
  let token = 't1'
  const tested = feed(server.url, {
    token: { current: () => token, refresh: async () => ({ kind: 'none' }) },
    ...options,
  })
  await tested.reaches('open')
  return {
    ...tested,
    server,
    renew: (next: string) => {
      token = next
      tested.renew()
    },
    /** Resolves when these are the tokens of the streams that the server has open. */
    hasTokens: (...tokens: readonly string[]) =>
      waitFor(`the streams of ${tokens}`, () => server.tokens().join() === tokens.join()),
  }
}

const longOverlap = { limits: { ...quickLimits, overlapMs: 60_000 } }

test('a restart while two streams are open leaves one, with the new token', async () => {
  const { server, renew, restart, hasTokens, reaches } = await subscribed({}, longOverlap)
  renew('t2')
  await hasTokens('t1', 't2')
  restart()
  await waitFor('another request', () => server.requests.length === 3)
  await hasTokens('t2')
  await reaches('open')
  expect(server.sentTokens()).toEqual(['t1', 't2', 't2'])
})

test('a restart while the new stream is being opened leaves one', async () => {
  const { server, renew, restart, hasTokens } = await subscribed({ headersDelayMs: 200 })
  renew('t2')
  await waitFor('the request', () => server.requests.length === 2)
  restart()
  await waitFor('another request', () => server.requests.length === 3)
  await hasTokens('t2')
  await waitFor('one connection', () => server.openStreams() === 1)
})

test.each([
  ['being opened', { headersDelayMs: 60_000 }],
  ['open too', {}],
])('a stop while the new stream is %s closes both, and ends all timers', async (_, habits) => {
  const { server, renew, stop, clock, bugs } = await subscribed({}, longOverlap)
  server.change(habits)
  renew('t2')
  await waitFor('two streams', () => server.openStreams() === 2)
  stop()
  await waitFor('no connection', () => server.openStreams() === 0)
  expect(clock.pending()).toBe(0)
  expect(bugs).toEqual([])
})

test('hundreds of new tokens leave nothing behind', { timeout: 120_000 }, async () => {
  const limits = { ...quickLimits, overlapMs: 0 }
  const { server, renew, hasTokens, stop, clock, connections, bugs } = await subscribed({}, { limits })
  const swap = async (count: number) => {
    const token = `t${(count % 3) + 1}`
    renew(token)
    server.publish(`event ${count}`)
    await hasTokens(token)
  }
  for (let count = 1; count <= 50; count += 1) await swap(count)
  const timersBefore = clock.pending()
  const handlesBefore = process.getActiveResourcesInfo().length
  const heapBefore = process.memoryUsage().heapUsed
  for (let count = 51; count <= 300; count += 1) await swap(count)
  expect(server.requests).toHaveLength(301)
  expect(server.openStreams()).toBe(1)
  expect(clock.pending()).toBeLessThanOrEqual(timersBefore + 2)
  expect(process.getActiveResourcesInfo().length).toBeLessThan(handlesBefore + 10)
  expect(process.memoryUsage().heapUsed - heapBefore).toBeLessThan(64 * 1024 * 1024)
  expect(connections.map(({ kind }) => kind)).toEqual(['connecting', 'open'])
  stop()
  expect(clock.pending()).toBe(0)
  expect(bugs).toEqual([])
})
