import { describe, expect, test } from 'vitest'
import { nextQuietChange, silenceAt } from '../../../electron/model/quiet-hours.ts'
import { defaultSettings, type QuietSpan } from '../../../electron/model/settings.ts'
import { localTimeIn } from './wall-clock.ts'

const berlin = localTimeIn('Europe/Berlin')
const at = (text: string) => Date.parse(text)
const quiet = (...spans: QuietSpan[]) => ({ ...defaultSettings, quietHours: { enabled: true, spans } })
const everyDay = [0, 1, 2, 3, 4, 5, 6] as const
const nights = quiet({ days: everyDay, from: 22 * 60, to: 7 * 60 })

describe('quiet hours', () => {
  test('go on across midnight into the day that is not named', () => {
    const friday = quiet({ days: [5], from: 22 * 60, to: 7 * 60 })
    const silent = (text: string) => silenceAt(friday, at(text), berlin).kind
    expect(silent('2026-11-20T21:59:00+01:00')).toBe('off')
    expect(silent('2026-11-20T22:00:00+01:00')).toBe('on')
    expect(silent('2026-11-21T06:59:00+01:00')).toBe('on')
    expect(silent('2026-11-21T07:00:00+01:00')).toBe('off')
    expect(silent('2026-11-21T23:00:00+01:00')).toBe('off')
  })

  test('within one day hold on the days that are named', () => {
    const lunch = quiet({ days: [1], from: 12 * 60, to: 13 * 60 })
    expect(silenceAt(lunch, at('2026-11-23T12:30:00+01:00'), berlin).kind).toBe('on')
    expect(silenceAt(lunch, at('2026-11-24T12:30:00+01:00'), berlin).kind).toBe('off')
  })

  test('that begin and end at the same time last the whole day', () => {
    const sunday = quiet({ days: [0], from: 0, to: 0 })
    expect(silenceAt(sunday, at('2026-11-22T15:00:00+01:00'), berlin)).toMatchObject({
      until: at('2026-11-23T00:00:00+01:00'),
    })
  })

  test('that are switched off are not quiet', () => {
    const settings = { ...nights, quietHours: { ...nights.quietHours, enabled: false } }
    expect(silenceAt(settings, at('2026-11-22T23:00:00+01:00'), berlin).kind).toBe('off')
  })

  test('do not apply while the user wants to be notified anyway', () => {
    const end = at('2026-11-23T07:00:00+01:00')
    const skipped = { ...nights, quietHoursOffUntil: end }
    expect(silenceAt(skipped, at('2026-11-22T23:00:00+01:00'), berlin).kind).toBe('off')
    expect(silenceAt(skipped, at('2026-11-23T22:00:00+01:00'), berlin).kind).toBe('on')
  })

  test('have a next beginning and a next end', () => {
    const next = (text: string) => nextQuietChange(nights, at(text), berlin)
    expect(next('2026-11-22T15:00:30+01:00')).toBe(at('2026-11-22T22:00:00+01:00'))
    expect(next('2026-11-22T22:00:00+01:00')).toBe(at('2026-11-23T07:00:00+01:00'))
    expect(nextQuietChange(defaultSettings, at('2026-11-22T15:00:00+01:00'), berlin)).toBeNull()
  })

  test('end by the clock on the wall in the night that summer time makes shorter', () => {
    // On 29 March 2026 the clocks of Berlin go from 2:00 to 3:00.
    expect(silenceAt(nights, at('2026-03-28T22:30:00+01:00'), berlin)).toEqual({
      ...{ kind: 'on', reason: 'quiet-hours' },
      until: at('2026-03-29T07:00:00+02:00'),
    })
  })

  test('and in the night that winter time makes longer', () => {
    // On 25 October 2026 they go from 3:00 back to 2:00.
    expect(silenceAt(nights, at('2026-10-24T22:30:00+02:00'), berlin)).toMatchObject({
      until: at('2026-10-25T07:00:00+01:00'),
    })
  })

  test('that end in an hour which summer time skips end when the clock jumps', () => {
    const early = quiet({ days: everyDay, from: 60, to: 150 })
    expect(silenceAt(early, at('2026-03-29T01:30:00+01:00'), berlin)).toMatchObject({
      until: at('2026-03-29T03:00:00+02:00'),
    })
  })

  test('of two spans that meet are one', () => {
    const two = quiet({ days: everyDay, from: 600, to: 660 }, { days: everyDay, from: 660, to: 720 })
    expect(silenceAt(two, at('2026-11-22T10:30:00+01:00'), berlin)).toMatchObject({
      until: at('2026-11-22T12:00:00+01:00'),
    })
  })

  test('without an end are quiet for good', () => {
    const always = quiet({ days: everyDay, from: 0, to: 0 })
    expect(silenceAt(always, at('2026-11-22T10:30:00+01:00'), berlin)).toMatchObject({ until: null })
  })
})

describe('a pause', () => {
  test('takes precedence over quiet hours, and ends at its time', () => {
    const now = at('2026-11-22T23:00:00+01:00')
    const settings = { ...nights, pause: { kind: 'until', at: now + 60_000 } } as const
    expect(silenceAt(settings, now, berlin)).toEqual({ kind: 'on', reason: 'paused', until: now + 60_000 })
    expect(silenceAt({ ...settings, ...quiet() }, now + 60_000, berlin).kind).toBe('off')
  })
})
