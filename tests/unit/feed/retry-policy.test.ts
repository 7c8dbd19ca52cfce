import { describe, expect, test } from 'vitest'
import { failed } from '../../../electron/feed/http-client.ts'
import { defaultLimits } from '../../../electron/feed/limits.ts'
import type { ConnectionEnd } from '../../../electron/feed/retry-outcome.ts'
import {
  afterRestart,
  afterRetryField,
  decideRetry,
  grow,
  headerTimeoutMs,
  initialRetryState,
  type RetryDecision,
  type RetryState,
  withJitter,
} from '../../../electron/feed/retry-policy.ts'
import type { ConnectionError } from '../../../electron/model/connection.ts'

const second = 1000
const minute = 60 * second

const status = (code: number): ConnectionError => ({ kind: 'status', status: code })
const ended: ConnectionError = { kind: 'ended' }
const broken: ConnectionError = { kind: 'broken', detail: 'reset' }

function endOf(error: ConnectionError, parts: Partial<ConnectionEnd> = {}, retryAfterMs = 0): ConnectionEnd {
  return {
    failure: failed(error, retryAfterMs),
    brought: 'nothing',
    hasSetRetry: false,
    openMs: null,
    wereHeadersInTime: true,
    wasCursorSent: false,
    hasTokenWorked: false,
    ...parts,
  }
}

function decide(end: ConnectionEnd, state = initialRetryState, random = () => 0) {
  return decideRetry(end, state, defaultLimits, random)
}

/** The decisions after these ends in a row. */
function decisions(...ends: readonly ConnectionEnd[]): readonly RetryDecision[] {
  let state: RetryState = initialRetryState
  return ends.map((end) => {
    const decided = decide(end, state)
    state = decided.state
    return decided.decision
  })
}

function delays(...ends: readonly ConnectionEnd[]): readonly (number | null)[] {
  return decisions(...ends).map((decision) => ('delayMs' in decision ? decision.delayMs : null))
}

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value)

describe('the first delay', () => {
  test.each([408, 425, 429, 431, 500, 502, 503, 504])('is short after status %i, which passes', (code) => {
    expect(delays(endOf(status(code)))).toEqual([second])
  })

  test.each([210, 301, 400, 403, 404, 410, 999, 600])(
    'is long after status %i, which will hardly change',
    (code) => {
      expect(delays(endOf(status(code)))).toEqual([30 * second])
      expect(delays(...times(20, endOf(status(code)))).at(-1)).toBe(5 * minute)
    },
  )

  test('is short after a page instead of a stream, as a captive portal gives', () => {
    expect(delays(endOf({ kind: 'not-a-stream', contentType: 'text/html' }))).toEqual([second])
  })

  test.each([400, 409, 410, 412, 416, 422, 431])(
    'is short after status %i if the cursor may be the reason',
    (code) => {
      expect(delays(endOf(status(code), { wasCursorSent: true }))).toEqual([second])
    },
  )
})

describe('growth', () => {
  test('is counted for each outcome alone: a 404 after many 502 waits as if it were the first', () => {
    const all = [...times(5, endOf(status(502))), endOf(status(404)), endOf(status(502))]
    expect(delays(...all)).toEqual([1, 2, 4, 8, 16, 30, 32].map((seconds) => seconds * second))
  })

  test('doubles from the first delay to the maximum', () => {
    expect([0, 1, 2, 5, 6, 7, 5000].map((count) => grow(second, minute, count))).toEqual(
      [1, 2, 4, 32, 60, 60, 60].map((seconds) => seconds * second),
    )
  })

  test('keeps a first delay above the maximum, because the server set it', () => {
    expect([0, 1, 9].map((count) => grow(5 * minute, minute, count))).toEqual(times(3, 5 * minute))
  })

  test('starts again after a restart, and after a stream that stayed open for 30 s', () => {
    const { state } = decide(endOf(broken), { counts: { cut: 4 }, retryMs: null })
    expect(state.counts.cut).toBe(5)
    expect(afterRestart(state).counts).toEqual({})
    expect(delays(...times(4, endOf(broken)), endOf(broken, { openMs: 30 * second })).at(-1)).toBe(second)
    expect(delays(...times(4, endOf(broken)), endOf(broken, { openMs: 29 * second })).at(-1)).toBe(
      16 * second,
    )
  })
})

describe('a stream that ended cleanly', () => {
  const planned = endOf(ended, { brought: 'events', openMs: second })

  test('after it brought an event is no trouble: it goes on after the base, however often', () => {
    expect(decisions(...times(3, planned))).toEqual(times(3, { kind: 'continue', delayMs: second }))
  })

  test('resets what has grown before', () => {
    expect(delays(...times(5, endOf(status(502))), planned, endOf(status(502))).slice(-2)).toEqual([
      second,
      second,
    ])
  })

  test('after some seconds of heartbeats is no trouble either', () => {
    expect(decisions(endOf(ended, { brought: 'life', openMs: 25 * second }))).toMatchObject([
      { kind: 'continue' },
    ])
  })

  test('after nothing but a sign of life and when to come again is no trouble', () => {
    expect(decisions(endOf(ended, { brought: 'life', hasSetRetry: true, openMs: 20 }))).toMatchObject([
      { kind: 'continue' },
    ])
  })

  test.each([
    ['nothing', 25 * second],
    ['life', second],
  ] as const)('with %s after %i ms still backs off', (brought, openMs) => {
    const end = endOf(ended, { brought, openMs })
    expect(decisions(...times(3, end))).toEqual(
      [1, 2, 4].map((seconds) => ({ kind: 'retry', delayMs: seconds * second })),
    )
  })

  test('waits as long as the server has asked for with retry:', () => {
    const state = afterRetryField(initialRetryState, 4 * second, defaultLimits)
    expect(decide(planned, state).decision).toEqual({ kind: 'continue', delayMs: 4 * second })
  })

  test('a planned end with a long `retry:` is shown as waiting, so that the user can end it', () => {
    const state = afterRetryField(initialRetryState, 300 * second, defaultLimits)
    expect(decide(planned, state).decision).toEqual({ kind: 'retry', delayMs: 300 * second })
  })
})

describe('what the server asks for is the least delay', () => {
  test('Retry-After, up to 5 min', () => {
    expect(delays(endOf(status(503), {}, 20 * second))).toEqual([20 * second])
    expect(delays(endOf(status(503), {}, 86_400_000))).toEqual([5 * minute])
    expect(delays(endOf(status(503), {}, 500))).toEqual([second])
  })

  test('retry:, also where the first delay is another', () => {
    const state = afterRetryField(initialRetryState, minute, defaultLimits)
    expect(decide(endOf(status(404)), state).decision).toEqual({ kind: 'retry', delayMs: minute })
    expect(decide(endOf({ kind: 'connect-timeout', afterMs: 1 }), state).decision).toMatchObject({
      delayMs: minute,
    })
  })

  test('retry: is the base that grows', () => {
    const state = { counts: { cut: 2 }, retryMs: 5 * second }
    expect(decide(endOf(broken), state).decision).toMatchObject({ delayMs: 20 * second })
  })

  test('jitter adds to it and never takes away', () => {
    const state = afterRetryField(initialRetryState, 4 * second, defaultLimits)
    for (const random of [0, 0.5, 0.999999]) {
      const { decision } = decide(endOf(broken), state, () => random)
      expect('delayMs' in decision && decision.delayMs).toBe(Math.round(4 * second * (1 + random / 2)))
    }
    expect(withJitter(second, 0.5, () => 0)).toBe(second)
  })
})

describe('headers that do not come', () => {
  const idleMs = 10 * minute
  const timeout = endOf({ kind: 'connect-timeout', afterMs: 15 * second })

  test('are waited for longer each time, nearly without a pause', () => {
    let state: RetryState = initialRetryState
    const waits = times(4, null).map(() => {
      const waitMs = headerTimeoutMs(state, defaultLimits, idleMs)
      const decided = decide(timeout, state)
      state = decided.state
      expect(decided.decision).toEqual({ kind: 'retry', delayMs: 100 })
      return waitMs
    })
    expect(waits).toEqual([15 * second, minute, idleMs, idleMs])
  })

  test('are waited for no longer than a stream may be silent', () => {
    const waits = [0, 1, 2].map((count) =>
      headerTimeoutMs({ counts: { 'late-headers': count }, retryMs: null }, defaultLimits, 45 * second),
    )
    expect(waits).toEqual([15, 45, 45].map((seconds) => seconds * second))
  })

  test('are waited for 15 s again after a restart, and after headers that came in time', () => {
    const late: RetryState = { counts: { 'late-headers': 2 }, retryMs: null }
    expect(headerTimeoutMs(afterRestart(late), defaultLimits, idleMs)).toBe(15 * second)
    const inTime = decide(endOf(broken, { openMs: second }), late).state
    expect(headerTimeoutMs(inTime, defaultLimits, idleMs)).toBe(15 * second)
    const lateAgain = decide(endOf(broken, { openMs: second, wereHeadersInTime: false }), late).state
    expect(headerTimeoutMs(lateAgain, defaultLimits, idleMs)).toBe(idleMs)
  })
})

describe('a token that is not accepted', () => {
  test.each(['token-missing', 'token-rejected', 'token-over-http'] as const)(
    '%s asks the user to sign in',
    (kind) => {
      expect(decisions(endOf({ kind }))).toEqual([{ kind: 'sign-out', delayMs: null }])
    },
  )

  test('because the authorization server can not be reached is tried again like a network that fails', () => {
    const error = { kind: 'token-not-renewed', detail: 'no-answer' } as const
    expect(decisions(endOf(error))).toEqual([{ kind: 'retry', delayMs: second }])
  })

  test('but has worked before is tried again slowly, from 30 s to 15 min', () => {
    const rejected = endOf({ kind: 'token-rejected' }, { hasTokenWorked: true })
    expect(delays(...times(7, rejected))).toEqual(
      [0.5, 1, 2, 4, 8, 15, 15].map((minutes) => minutes * minute),
    )
  })

  test('over http is never sent, whatever has worked', () => {
    const unsafe = endOf({ kind: 'token-over-http' }, { hasTokenWorked: true })
    expect(decisions(unsafe)).toEqual([{ kind: 'sign-out', delayMs: null }])
  })
})

test('"no content" stops', () => {
  expect(decisions(endOf({ kind: 'no-content' }))).toEqual([{ kind: 'stop' }])
})
