import { describe, expect, test } from 'vitest'
import { failed } from '../../../electron/feed/http-client.ts'
import { defaultLimits } from '../../../electron/feed/limits.ts'
import { backoffMs, decideRetry, parseRetryAfter } from '../../../electron/feed/retry-policy.ts'
import type { ConnectionError } from '../../../electron/model/connection.ts'

const start = { failures: 0, retryBaseMs: 1000 }

function delayAfter(error: ConnectionError, retryAfterMs = 0, state = start): number {
  const decision = decideRetry(failed(error, retryAfterMs), state, defaultLimits, () => 0)
  return decision.kind === 'retry' ? decision.delayMs : Number.NaN
}

const status = (code: number): ConnectionError => ({ kind: 'status', status: code })

test.each([408, 425, 429, 431, 500, 502, 503, 504])('status %i passes, so it is retried soon', (code) => {
  expect(delayAfter(status(code))).toBe(1000)
})

test.each([210, 301, 400, 403, 404, 410])('status %i will hardly change, so it is retried slowly', (code) => {
  expect(delayAfter(status(code))).toBe(30_000)
  expect(delayAfter(status(code), 0, { ...start, failures: 20 })).toBe(300_000)
})

test('a page instead of a stream, as a captive portal gives, is retried soon', () => {
  expect(delayAfter({ kind: 'not-a-stream', contentType: 'text/html' })).toBe(1000)
})

test('Retry-After is the shortest delay, up to 5 min', () => {
  expect(delayAfter(status(503), 20_000)).toBe(20_000)
  expect(delayAfter(status(503), 86_400_000)).toBe(300_000)
  expect(delayAfter(status(503), 500)).toBe(1000)
})

test('the base that the server has set is what grows', () => {
  expect(delayAfter({ kind: 'ended' }, 0, { failures: 2, retryBaseMs: 5000 })).toBe(20_000)
})

test.each(['token-missing', 'token-rejected', 'token-over-http'] as const)(
  '%s asks the user to sign in',
  (kind) => {
    expect(decideRetry(failed({ kind }), start, defaultLimits, () => 0)).toEqual({ kind: 'sign-out' })
  },
)

test('"no content" stops', () => {
  expect(decideRetry(failed({ kind: 'no-content' }), start, defaultLimits, () => 0)).toEqual({ kind: 'stop' })
})

describe('the back-off', () => {
  const backoff = { baseMs: 1000, maxMs: 60_000, jitter: 0.5 }

  test('delays double from the base to the maximum', () => {
    const delays = [0, 1, 2, 5, 6, 7, 5000].map((failures) => backoffMs(failures, backoff, () => 0))
    expect(delays).toEqual([1000, 2000, 4000, 32_000, 60_000, 60_000, 60_000])
  })

  test('the jitter shortens a delay at most by its fraction', () => {
    expect(backoffMs(3, backoff, () => 0.5)).toBe(6000)
    expect(backoffMs(3, backoff, () => 0.999999)).toBe(4000)
  })

  test('a base above the maximum was set by the server, so it is kept and does not grow', () => {
    const setByServer = { ...backoff, baseMs: 300_000 }
    expect([0, 1, 9].map((failures) => backoffMs(failures, setByServer, () => 0))).toEqual([
      300_000, 300_000, 300_000,
    ])
  })
})

describe('Retry-After', () => {
  const now = Date.UTC(2026, 10, 22, 10, 0, 0)

  test('seconds are read', () => {
    expect(parseRetryAfter('120', now)).toBe(120_000)
  })

  test('an HTTP date is read as the time until then', () => {
    expect(parseRetryAfter('Sun, 22 Nov 2026 10:00:30 GMT', now)).toBe(30_000)
  })

  test.each([null, '', 'soon', '-5', '1.5', 'Sun, 22 Nov 2026 09:00:00 GMT', 'Sun, nonsense'])(
    '%j means no delay',
    (header) => {
      expect(parseRetryAfter(header, now)).toBe(0)
    },
  )
})
