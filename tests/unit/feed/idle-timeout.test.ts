import { describe, expect, test } from 'vitest'
import {
  droppedAfter,
  heardAfter,
  idleLimitMs,
  type Rhythm,
  startRhythm,
} from '../../../electron/feed/idle-timeout.ts'

const second = 1000
const minute = 60 * second

function hear(rhythm: Rhythm, pauseMs: number, times: number): Rhythm {
  return Array.from({ length: times }).reduce<Rhythm>((known) => heardAfter(known, pauseMs), rhythm)
}

describe('how long a stream may be silent', () => {
  test('is 10 min until something was learnt', () => {
    expect(idleLimitMs(startRhythm(null))).toBe(10 * minute)
  })

  test('is three times the longest ordinary pause once the server was watched for 10 min', () => {
    const almost = hear(startRhythm(null), 20 * second, 29)
    expect(idleLimitMs(almost)).toBe(10 * minute)
    expect(idleLimitMs(heardAfter(almost, 20 * second))).toBe(60 * second)
  })

  test('is never below 45 s nor above 10 min', () => {
    expect(idleLimitMs(startRhythm(second))).toBe(45 * second)
    expect(idleLimitMs(startRhythm(5 * minute))).toBe(10 * minute)
  })

  test('does not shrink because of a burst, however many bytes it brings', () => {
    expect(idleLimitMs(hear(startRhythm(null), 5, 10_000))).toBe(10 * minute)
  })

  test('grows at once when a longer pause ends well', () => {
    expect(idleLimitMs(heardAfter(startRhythm(20 * second), 50 * second))).toBe(150 * second)
  })

  test('shrinks slowly when the server speaks more often than before', () => {
    const faster = hear(startRhythm(100 * second), 15 * second, 40)
    expect(idleLimitMs(faster)).toBe(150 * second)
  })

  test('triples each time a stream is dropped that may only have been quiet, up to 10 min', () => {
    let rhythm = startRhythm(second)
    const limits = Array.from({ length: 4 }, () => {
      rhythm = droppedAfter(rhythm, idleLimitMs(rhythm))
      return idleLimitMs(rhythm) / second
    })
    expect(limits).toEqual([135, 405, 600, 600])
  })

  test('learns nothing from a pause in which the computer slept', () => {
    expect(heardAfter(startRhythm(15 * second), 60 * minute)).toEqual(startRhythm(15 * second))
  })
})
