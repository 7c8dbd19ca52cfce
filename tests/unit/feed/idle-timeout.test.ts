import { describe, expect, test } from 'vitest'
import {
  afterIdleTimeout,
  afterPause,
  createPausePattern,
  idleTimeoutMs,
  type PausePattern,
} from '../../../electron/feed/idle-timeout.ts'

const second = 1000
const minute = 60 * second

function afterPauses(pattern: PausePattern, pauseMs: number, times: number): PausePattern {
  return Array.from({ length: times }).reduce<PausePattern>((known) => afterPause(known, pauseMs), pattern)
}

describe('how long a stream may be silent', () => {
  test('is 10 min until something was learned', () => {
    expect(idleTimeoutMs(createPausePattern(null))).toBe(10 * minute)
  })

  test('is three times the longest ordinary pause once the server was observed for 10 min', () => {
    const almost = afterPauses(createPausePattern(null), 20 * second, 29)
    expect(idleTimeoutMs(almost)).toBe(10 * minute)
    expect(idleTimeoutMs(afterPause(almost, 20 * second))).toBe(60 * second)
  })

  test('is never below 45 s nor above 10 min', () => {
    expect(idleTimeoutMs(createPausePattern(second))).toBe(45 * second)
    expect(idleTimeoutMs(createPausePattern(5 * minute))).toBe(10 * minute)
  })

  test('does not shrink because of a burst, however many bytes it brings', () => {
    expect(idleTimeoutMs(afterPauses(createPausePattern(null), 5, 10_000))).toBe(10 * minute)
  })

  test('grows at once when a longer pause ends well', () => {
    expect(idleTimeoutMs(afterPause(createPausePattern(20 * second), 50 * second))).toBe(150 * second)
  })

  test('shrinks slowly when the server speaks more often than before', () => {
    const faster = afterPauses(createPausePattern(100 * second), 15 * second, 40)
    expect(idleTimeoutMs(faster)).toBe(150 * second)
  })

  test('triples each time a stream is dropped that may only have been quiet, up to 10 min', () => {
    let pattern = createPausePattern(second)
    const limits = Array.from({ length: 4 }, () => {
      pattern = afterIdleTimeout(pattern, idleTimeoutMs(pattern))
      return idleTimeoutMs(pattern) / second
    })
    expect(limits).toEqual([135, 405, 600, 600])
  })

  test('learns nothing from a pause in which the computer slept', () => {
    expect(afterPause(createPausePattern(15 * second), 60 * minute)).toEqual(createPausePattern(15 * second))
  })
})
