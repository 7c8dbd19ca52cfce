import { describe, expect, test } from 'vitest'
import { relativeTickMs, relativeTime } from '../../renderer/format/relative-time.ts'
import { pauseText } from '../../renderer/settings/pause-text.ts'
import { createWindowI18n } from '../support/i18n.ts'

const i18n = createWindowI18n('en', 'en-GB')
const { formats } = i18n
const minute = 60_000
const at = (day: number, hour: number, minutes = 0) => new Date(2026, 10, day, hour, minutes).getTime()
const now = at(22, 14, 30)

describe('a time in the list', () => {
  test.each([
    ['just now', now - 59_000],
    ['1\u00a0min ago', now - minute],
    ['59\u00a0min ago', now - 59 * minute - 59_000],
    ['1\u00a0h ago', now - 60 * minute],
    ['14\u00a0h ago', at(22, 0, 1)],
    ['23:59', at(21, 23, 59)],
  ])('reads "%s"', (text, moment) => {
    expect(relativeTime(moment, now, i18n)).toBe(text)
  })

  test('never lies in the future, even when the clock was set back', () => {
    expect(relativeTime(now + 90 * minute, now, i18n)).toBe('just now')
  })

  test('counts minutes across midnight', () => {
    expect(relativeTime(at(21, 23, 50), at(22, 0, 10), i18n)).toBe('20\u00a0min ago')
  })

  test('is looked at less often once it is old, and never when there is none', () => {
    expect(relativeTickMs(now - minute, now)).toBe(20_000)
    expect(relativeTickMs(now - 61 * minute, now)).toBe(5 * minute)
    expect(relativeTickMs(null, now)).toBeNull()
  })
})

describe('the way of writing times', () => {
  test('names the year only where it is another one', () => {
    expect(formats.date(at(19, 12), now)).toBe('Thursday 19 November')
    expect(formats.date(new Date(2025, 0, 3).getTime(), now)).toBe('3 January 2025')
  })
})

describe('the words for a pause', () => {
  test.each([
    [null, { kind: 'off' }],
    [null, { kind: 'until', at: now }],
    ['Notifications paused until 15:00', { kind: 'until', at: at(22, 15) }],
    ['Notifications paused until tomorrow, 00:15', { kind: 'until', at: at(23, 0, 15) }],
    ['Notifications paused until you resume', { kind: 'until-resumed' }],
  ] as const)('are %j', (text, pause) => {
    expect(pauseText(pause, now, i18n)).toBe(text)
  })
})

test('times follow their own locale, numbers theirs', () => {
  const { formats } = createWindowI18n('en', 'en-US', 'en-DE-u-hc-h23')
  expect(formats.time(new Date(2026, 10, 22, 14, 30).getTime())).toBe('14:30')
  expect(formats.number(1_234.5)).toBe('1,234.5')
  expect(formats.firstWeekday).toBe(1)
})
