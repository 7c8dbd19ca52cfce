import { describe, expect, test } from 'vitest'
import {
  afterIdleQuery,
  awayAfterMs,
  createPresence,
  type InputRecord,
  presenceOf,
} from '../../../electron/notifications/presence.ts'
import { manualClock } from '../feed/manual-clock.ts'

const minute = 60_000

test.each([
  [{ isLocked: false, idleMs: 0, wasActive: true }, 'present'],
  [{ isLocked: true, idleMs: 0, wasActive: true }, 'locked'],
  [{ isLocked: true, idleMs: null, wasActive: false }, 'locked'],
  [{ isLocked: false, idleMs: awayAfterMs - 1, wasActive: true }, 'present'],
  [{ isLocked: false, idleMs: awayAfterMs, wasActive: true }, 'away'],
  [{ isLocked: false, idleMs: null, wasActive: true }, 'present'],
  // Nobody ever gives input there: a kiosk, a wall display, a virtual desktop.
  [{ isLocked: false, idleMs: 100 * awayAfterMs, wasActive: false }, 'present'],
] as const)('%o is %s', (facts, expected) => {
  expect(presenceOf(facts)).toBe(expected)
})

describe('input was seen', () => {
  const start: InputRecord = { lastInputAt: 0, wasActive: false }
  const query = (answers: readonly (readonly [elapsed: number, idleMs: number])[]) =>
    answers.reduce((record, [elapsed, idleMs]) => afterIdleQuery(record, idleMs, elapsed), start).wasActive

  test('when the idle time is shorter than the time since the start', () => {
    expect(query([[30 * minute, 20 * minute]])).toBe(true)
    expect(query([[30 * minute, 30 * minute]])).toBe(false)
    expect(query([[30 * minute, 500 * minute]])).toBe(false)
  })

  test('when it is shorter than an earlier one and the time since then', () => {
    const first = [minute, 60 * minute] as const
    expect(query([first, [11 * minute, 70 * minute]])).toBe(false)
    expect(query([first, [11 * minute, 5 * minute]])).toBe(true)
    expect(query([first, [11 * minute, 5 * minute], [60 * minute, 54 * minute]])).toBe(true)
  })

  test('not because of whole seconds, or of two clocks that drift apart over weeks', () => {
    const week = 7 * 24 * 60 * minute
    expect(
      query([
        [10_900, 10_000],
        [20_100, 20_000],
        [30_999, 30_000],
      ]),
    ).toBe(false)
    expect(query([[week, week - 20_000]])).toBe(false)
    expect(
      query([
        [week, week - 20_000],
        [2 * week, 2 * week - 40_000],
      ]),
    ).toBe(false)
  })
})

function start() {
  const clock = manualClock()
  const user = { isLocked: false, idleMs: 0 as number }
  const settings = { isEnabled: true }
  const presence = createPresence({
    user: { isLocked: () => user.isLocked, idleMs: () => user.idleMs, watchLock: () => () => {} },
    isEnabled: () => settings.isEnabled,
    clock,
  })
  return { clock, user, settings, presence }
}

test('who is idle is queried again after some seconds, a lock is not', () => {
  const { clock, user, presence } = start()
  clock.pass(20 * minute)
  user.idleMs = 11 * minute
  expect(presence.silence().kind).toBe('off')
  presence.refresh()
  expect(presence.silence()).toEqual({ kind: 'on', reason: 'away', until: null })
  expect(presence.isLocked()).toBe(false)
  expect(presence.queryAgainAt()).toBe(clock.elapsed() + 5_000)
  user.isLocked = true
  expect(presence.isLocked()).toBe(true)
  expect(presence.queryAgainAt()).toBeNull()
  user.isLocked = false
  presence.reset()
  expect(presence.silence().kind).toBe('off')
})

test.each([Number.NaN, Number.POSITIVE_INFINITY, -5])('an idle time of %s is none', (idleMs) => {
  const { clock, user, presence } = start()
  clock.pass(20 * minute)
  user.idleMs = idleMs
  presence.refresh()
  presence.refresh()
  expect(presence.silence().kind).toBe('off')
})

test('whose notifications do not wait is always present', () => {
  const { clock, user, settings, presence } = start()
  clock.pass(20 * minute)
  user.idleMs = 11 * minute
  user.isLocked = true
  presence.refresh()
  settings.isEnabled = false
  expect(presence.silence().kind).toBe('off')
  expect(presence.isLocked()).toBe(false)
})
