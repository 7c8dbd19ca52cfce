import { expect, test } from 'vitest'
import { parseTime } from '../../../electron/feed/parse-time.ts'

const ten = Date.UTC(2026, 10, 22, 10)

test.each<[string | number, number]>([
  ['2026-11-22T10:00:00Z', ten],
  ['2026-11-22T10:00:00.000Z', ten],
  ['2026-11-22T12:00:00+02:00', ten],
  ['2026-11-22T12:00:00+0200', ten],
  ['2026-11-22T12:00:00+02', ten],
  ['2026-11-22 12:00:00 +0200', ten],
  ['2026-11-22T10:00:00', ten],
  ['2026-11-22 10:00', ten],
  ['2026-11-22T10:00:00.123456', ten + 123],
  ['2026-11-22T10:00:00,5Z', ten + 500],
  ['2026-11-22', Date.UTC(2026, 10, 22)],
  [ten, ten],
  [ten / 1000, ten],
  [ten / 1000 + 0.25, ten + 250],
  [String(ten / 1000), ten],
  [String(ten), ten],
  [ten * 1000, ten],
  [`${ten}000000`, ten],
])('%j is a time', (value, expected) => {
  expect(parseTime(value)).toBe(expected)
})

test.each([
  '',
  'yesterday',
  '10:00',
  '2026-13-01T00:00:00Z',
  '22.11.2026',
  0,
  -1,
  Number.NaN,
  1e300,
  '9'.repeat(400),
])('%j is none', (value) => {
  expect(parseTime(value)).toBeNull()
})
