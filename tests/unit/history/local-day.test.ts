import { expect, test } from 'vitest'
import { localDay } from '../../../electron/history/history.ts'

test('the date of a saved file is that of the place, a minute before and after midnight', () => {
  expect(localDay(new Date(2026, 0, 9, 23, 59).getTime())).toBe('2026-01-09')
  expect(localDay(new Date(2026, 0, 10, 0, 1).getTime())).toBe('2026-01-10')
})
