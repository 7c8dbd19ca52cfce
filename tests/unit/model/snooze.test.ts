import { describe, expect, test } from 'vitest'
import { reminderChoices, snoozeUntil } from '../../../electron/model/snooze.ts'
import { localTimeIn } from './wall-clock.ts'

const berlin = localTimeIn('Europe/Berlin')
const at = (text: string) => Date.parse(text)

test('at every hour of a week the times to choose from are in the future, and no two are the same', () => {
  const hour = 3_600_000
  const monday = at('2026-11-16T00:30:00+01:00')
  for (let now = monday; now < monday + 7 * 24 * hour; now += hour) {
    const choices = reminderChoices(berlin(now)).map(({ until }) => snoozeUntil(until, now, berlin))
    expect(new Set(choices).size).toBe(choices.length)
    expect(Math.min(...choices)).toBe(now + hour)
  }
})

describe('"remind me"', () => {
  test('in a while, and at a time that the user has picked', () => {
    expect(snoozeUntil({ kind: 'for', ms: 3_600_000 }, 5, berlin)).toBe(3_600_005)
    expect(snoozeUntil({ kind: 'at', at: 90 }, 5, berlin)).toBe(90)
    expect(snoozeUntil({ kind: 'at', at: 3 }, 5, berlin)).toBe(5)
  })

  test.each([
    ['noon', '2026-11-20T12:00:30+01:00', '2026-11-20T18:00:00+01:00'],
    ['one minute before', '2026-11-20T17:59:00+01:00', '2026-11-20T18:00:00+01:00'],
    ['the evening itself: tomorrow', '2026-11-20T18:00:00+01:00', '2026-11-21T08:00:00+01:00'],
    ['late', '2026-11-20T23:59:00+01:00', '2026-11-21T08:00:00+01:00'],
    ['deep night', '2026-11-20T01:30:00+01:00', '2026-11-20T18:00:00+01:00'],
    ['the day on which summer time begins', '2026-03-29T01:30:00+01:00', '2026-03-29T18:00:00+02:00'],
    ['the day on which it ends', '2026-10-25T02:30:00+02:00', '2026-10-25T18:00:00+01:00'],
  ])('this evening, from %s', (_, from, until) => {
    expect(snoozeUntil({ kind: 'this-evening' }, at(from), berlin)).toBe(at(until))
  })

  test.each([
    ['an afternoon', '2026-11-20T15:30:20+01:00', '2026-11-21T08:00:00+01:00'],
    ['deep night, before anybody has slept', '2026-11-20T01:30:00+01:00', '2026-11-20T08:00:00+01:00'],
    ['the day before summer time', '2026-03-28T20:00:00+01:00', '2026-03-29T08:00:00+02:00'],
  ])('tomorrow, from %s', (_, from, until) => {
    expect(snoozeUntil({ kind: 'tomorrow' }, at(from), berlin)).toBe(at(until))
  })

  test.each([
    ['a Friday', '2026-11-20T12:00:00+01:00', '2026-11-23T08:00:00+01:00'],
    ['a Sunday', '2026-11-22T23:00:00+01:00', '2026-11-23T08:00:00+01:00'],
    ['the night after it', '2026-11-23T01:00:00+01:00', '2026-11-23T08:00:00+01:00'],
    ['a Monday, early', '2026-11-23T06:00:00+01:00', '2026-11-30T08:00:00+01:00'],
    ['a Monday', '2026-11-23T12:00:00+01:00', '2026-11-30T08:00:00+01:00'],
    ['a Tuesday', '2026-11-24T00:30:00+01:00', '2026-11-30T08:00:00+01:00'],
    ['a week in which summer time ends', '2026-10-21T12:00:00+02:00', '2026-10-26T08:00:00+01:00'],
  ])('next Monday, from %s', (_, from, until) => {
    expect(snoozeUntil({ kind: 'next-week' }, at(from), berlin)).toBe(at(until))
  })

  test('in a place where midnight does not exist on some days', () => {
    const santiago = localTimeIn('America/Santiago')
    // On 6 September 2026 the clock goes from 0:00 to 1:00.
    const from = at('2026-09-05T22:00:00-04:00')
    expect(snoozeUntil({ kind: 'tomorrow' }, from, santiago)).toBe(at('2026-09-06T08:00:00-03:00'))
    expect(snoozeUntil({ kind: 'next-week' }, from, santiago)).toBe(at('2026-09-07T08:00:00-03:00'))
  })
})
