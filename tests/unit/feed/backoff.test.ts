import { expect, test } from 'vitest'
import { backoffMs } from '../../../electron/feed/backoff.ts'

const limits = { baseMs: 1000, maxMs: 60_000, jitter: 0.5 }

test('delays double from the base to the cap', () => {
  const delays = [0, 1, 2, 5, 6, 7, 5000].map((failures) => backoffMs(failures, limits, () => 0))
  expect(delays).toEqual([1000, 2000, 4000, 32_000, 60_000, 60_000, 60_000])
})

test('chance takes away up to the jitter, and never more', () => {
  expect(backoffMs(3, limits, () => 0.5)).toBe(6000)
  expect(backoffMs(3, limits, () => 0.999999)).toBe(4000)
})

test('a base above the cap was asked for by the server, so it is kept and does not grow', () => {
  const asked = { ...limits, baseMs: 300_000 }
  expect([0, 1, 9].map((failures) => backoffMs(failures, asked, () => 0))).toEqual([
    300_000, 300_000, 300_000,
  ])
})
