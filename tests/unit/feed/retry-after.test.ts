import { expect, test } from 'vitest'
import { parseRetryAfter } from '../../../electron/feed/retry-after.ts'

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
