import { expect, test } from 'vitest'
import { watchSleep } from '../../../electron/feed/sleep-detector.ts'
import { manualClock } from './manual-clock.ts'

const minute = 60_000

test('a wall clock that jumped while timers stood still is noticed once', () => {
  const clock = manualClock()
  let jumps = 0
  watchSleep(clock, () => {
    jumps += 1
  })
  clock.pass(5 * minute)
  expect(jumps).toBe(0)
  clock.leap(90 * minute)
  clock.pass(5 * minute)
  expect(jumps).toBe(1)
})

test('a watch that was stopped leaves no timer behind', () => {
  const clock = manualClock()
  const stop = watchSleep(clock, () => {})
  clock.pass(minute)
  stop()
  expect(clock.pending()).toBe(0)
})
