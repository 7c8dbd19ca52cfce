import { describe, expect, test, vi } from 'vitest'
import { afterOnAnyClock, refreshDelayMs, retryDelayMs } from '../../../electron/accounts/refresh-plan.ts'
import type { Session } from '../../../electron/accounts/stored-account.ts'
import { manualClock } from '../feed/manual-clock.ts'

const secondMs = 1_000
const minuteMs = 60_000
const receivedAt = Date.UTC(2026, 10, 22)
const session = (lifeMs: number | null, refreshToken: string | null = 'refresh'): Session => ({
  issuer: 'https://login.example.com',
  resource: 'https://app.example.com',
  clientId: 'tidings',
  accessToken: 'access',
  user: null,
  ...{ refreshToken, receivedAt, lifeMs },
})

test.each([
  [24 * 60 * minuteMs, 1152 * minuteMs],
  [60 * minuteMs, 48 * minuteMs],
  [5 * minuteMs, 4 * minuteMs],
  [3 * minuteMs, 2 * minuteMs],
  [2 * minuteMs, minuteMs],
  [minuteMs, 30 * secondMs],
  [10 * secondMs, 5 * secondMs],
  [3 * secondMs, 2 * secondMs],
  [1, 2 * secondMs],
])('a token that lives for %i ms is renewed after %i ms', (lifeMs, delayMs) => {
  expect(refreshDelayMs(session(lifeMs), receivedAt)).toBe(delayMs)
})

test('the age of a stored token counts', () => {
  const delay = (ageMs: number) => refreshDelayMs(session(60 * minuteMs), receivedAt + ageMs)
  expect(delay(40 * minuteMs)).toBe(8 * minuteMs)
  expect(delay(50 * minuteMs)).toBe(2 * secondMs)
  expect(delay(365 * 24 * 60 * minuteMs)).toBe(2 * secondMs)
})

test('one from the future is renewed soon: the clock was set back', () => {
  expect(refreshDelayMs(session(60 * minuteMs), receivedAt - 1)).toBe(2 * secondMs)
})

test('nothing is planned where it is not possible, or not necessary', () => {
  expect(refreshDelayMs(session(60 * minuteMs, null), receivedAt)).toBeNull()
  expect(refreshDelayMs(session(null), receivedAt)).toBeNull()
})

describe('after a failure', () => {
  test('it is tried ever more slowly, up to every five minutes', () => {
    const delays = [1, 2, 3, 8, 9, 1_000].map((failures) => retryDelayMs(failures, 0, () => 0) / secondMs)
    expect(delays).toEqual([2, 4, 8, 256, 300, 300])
  })

  test('chance adds up to a half', () => {
    expect(retryDelayMs(1, 0, () => 0.999)).toBeCloseTo(3 * secondMs, -1)
  })

  test('what the server asks for counts, up to an hour', () => {
    expect(retryDelayMs(1, 90 * secondMs, () => 0)).toBe(90 * secondMs)
    expect(retryDelayMs(9, 90 * secondMs, () => 0)).toBe(300 * secondMs)
    expect(retryDelayMs(1, Number.POSITIVE_INFINITY, () => 0)).toBe(60 * minuteMs)
  })
})

describe('a plan', () => {
  const planned = (ms: number) => {
    const clock = manualClock()
    const task = vi.fn<() => void>()
    return { clock, task, cancel: afterOnAnyClock(clock, ms, task) }
  }

  test('is carried out once, in time', () => {
    const { clock, task } = planned(10 * minuteMs)
    clock.pass(10 * minuteMs - 1)
    expect(task).not.toHaveBeenCalled()
    clock.pass(1)
    expect(task).toHaveBeenCalledOnce()
    expect(clock.pending()).toBe(0)
  })

  test('is carried out soon after a sleep', () => {
    const { clock, task } = planned(10 * minuteMs)
    clock.leap(60 * minuteMs)
    clock.pass(30 * secondMs)
    expect(task).toHaveBeenCalledOnce()
  })

  test('is not put off by a clock that is set back', () => {
    const { clock, task } = planned(10 * minuteMs)
    clock.pass(5 * minuteMs)
    clock.leap(-24 * 60 * minuteMs)
    clock.pass(5 * minuteMs)
    expect(task).toHaveBeenCalledOnce()
  })

  test('can be cancelled at any time', () => {
    const { clock, task, cancel } = planned(10 * minuteMs)
    clock.pass(5 * minuteMs)
    cancel()
    clock.pass(60 * minuteMs)
    expect(task).not.toHaveBeenCalled()
    expect(clock.pending()).toBe(0)
  })
})
