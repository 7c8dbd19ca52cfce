import { expect, test } from 'vitest'
import { createTrustedTime, minEvenMs } from '../../../electron/store/trusted-time.ts'

const tenYearsMs = 10 * 365 * 86_400_000

/** A clock on the wall, which can be set, and a monotonic one. */
function clocks() {
  let monotonic = 5_000
  let setBy = Date.UTC(2026, 10, 26)
  const isTrusted = createTrustedTime(
    () => monotonic + setBy,
    () => monotonic,
  )
  return {
    isTrusted,
    pass: (ms: number) => {
      monotonic += ms
    },
    set: (by: number) => {
      setBy += by
    },
  }
}

test('the time is trusted when it has run evenly for a quarter of an hour', () => {
  const { isTrusted, pass } = clocks()
  expect(isTrusted()).toBe(false)
  pass(minEvenMs - 1)
  expect(isTrusted()).toBe(false)
  pass(1)
  expect(isTrusted()).toBe(true)
})

test('a leap ahead for ten seconds is not trusted, nor is the leap back', () => {
  const { isTrusted, pass, set } = clocks()
  pass(minEvenMs)
  expect(isTrusted()).toBe(true)
  set(tenYearsMs)
  expect(isTrusted()).toBe(false)
  pass(10_000)
  expect(isTrusted()).toBe(false)
  set(-tenYearsMs)
  expect(isTrusted()).toBe(false)
  pass(minEvenMs)
  expect(isTrusted()).toBe(true)
})

test('a leap between two steps counts from the step that notices it', () => {
  const { isTrusted, pass, set } = clocks()
  pass(minEvenMs)
  isTrusted()
  set(tenYearsMs)
  pass(minEvenMs)
  expect(isTrusted()).toBe(false)
})

test('small corrections do not count', () => {
  const { isTrusted, pass, set } = clocks()
  for (let minute = 0; minute < 15; minute += 1) {
    pass(60_000)
    set(500)
    isTrusted()
  }
  expect(isTrusted()).toBe(true)
})
