import { expect, test } from 'vitest'
import { failed } from '../../../electron/feed/http-client.ts'
import { defaultLimits } from '../../../electron/feed/limits.ts'
import { decideRetry } from '../../../electron/feed/retry-policy.ts'
import type { ConnectionError } from '../../../electron/model/connection.ts'

const start = { failures: 0, retryBaseMs: 1000 }

function delayAfter(cause: ConnectionError, retryAfterMs = 0, state = start): number {
  const reaction = decideRetry(failed(cause, retryAfterMs), state, defaultLimits, () => 0)
  return reaction.kind === 'retry' ? reaction.delayMs : Number.NaN
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

test('what the server asks for is a floor, up to 5 min', () => {
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
