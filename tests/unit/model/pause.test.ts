import { describe, expect, test } from 'vitest'
import { isPaused, pauseUntil } from '../../../electron/model/pause.ts'
import { localTimeIn } from './wall-clock.ts'

const berlin = localTimeIn('Europe/Berlin')
const at = (text: string) => Date.parse(text)

describe('a pause', () => {
  test('lasts until its time, or until the user resumes', () => {
    expect(isPaused({ kind: 'off' }, 5)).toBe(false)
    expect(isPaused({ kind: 'until', at: 6 }, 5)).toBe(true)
    expect(isPaused({ kind: 'until', at: 6 }, 6)).toBe(false)
    expect(isPaused({ kind: 'until-resumed' }, 5)).toBe(true)
  })

  test('"until I resume" has no end', () => {
    expect(pauseUntil({ kind: 'until-resumed' }, 5, berlin)).toBeNull()
    expect(pauseUntil({ kind: 'for', ms: 60_000 }, 5, berlin)).toBe(60_005)
  })

  test.each([
    ['an afternoon', '2026-11-20T15:30:20+01:00', '2026-11-21T08:00:00+01:00'],
    ['early morning', '2026-11-20T06:30:00+01:00', '2026-11-21T08:00:00+01:00'],
    ['deep night, when tomorrow has already begun', '2026-11-20T01:30:00+01:00', '2026-11-20T08:00:00+01:00'],
    ['3:00 at night', '2026-11-20T03:00:00+01:00', '2026-11-20T08:00:00+01:00'],
    ['5:00 in the morning', '2026-11-20T05:00:00+01:00', '2026-11-21T08:00:00+01:00'],
    ['the day before summer time', '2026-03-28T20:00:00+01:00', '2026-03-29T08:00:00+02:00'],
  ])('"until tomorrow" of %s is 8:00', (_name, from, until) => {
    expect(pauseUntil({ kind: 'until-tomorrow' }, at(from), berlin)).toBe(at(until))
  })
})
