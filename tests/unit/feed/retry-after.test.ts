import { expect, test } from 'vitest'
import { retryAfterMs } from '../../../electron/feed/retry-after.ts'

const now = Date.UTC(2026, 10, 22, 10, 0, 0)

test('seconds are read', () => {
  expect(retryAfterMs('120', now)).toBe(120_000)
})

test('an HTTP date is read as the time until then', () => {
  expect(retryAfterMs('Sun, 22 Nov 2026 10:00:30 GMT', now)).toBe(30_000)
})

test.each([null, '', 'soon', '-5', '1.5', 'Sun, 22 Nov 2026 09:00:00 GMT', 'Sun, nonsense'])(
  'nothing is asked for by %j',
  (header) => {
    expect(retryAfterMs(header, now)).toBe(0)
  },
)
