import { describe, expect, test } from 'vitest'
import type { Silence } from '../../../electron/model/quiet-hours.ts'
import {
  afterAbsence,
  afterArrival,
  afterSilence,
  type DeliverySchedule,
  initialSchedule,
  planDelivery,
} from '../../../electron/notifications/delivery-schedule.ts'
import {
  byImportance,
  countOf,
  type PendingItems,
  usualEffect,
} from '../../../electron/notifications/pending.ts'

interface Raised {
  readonly at: number
  /** How many items it stands for. */
  readonly count: number
  readonly state: PendingItems['state']
}

const countsOf = (raised: readonly Raised[]) => raised.map(({ count }) => count)

interface Arrival extends Partial<Omit<PendingItems, 'keys'>> {
  readonly at: number
}

const off: Silence = { kind: 'off' }

/** Carries out plan after plan until nothing is left to wait for, as the app does with a real clock. */
function play(
  arrivals: readonly Arrival[],
  start: DeliverySchedule,
  startAt: number,
  silence: Silence = off,
) {
  const raised: Raised[] = []
  let coming = [...arrivals].sort((a, b) => a.at - b.at)
  let pending: readonly PendingItems[] = []
  let held = 0
  let schedule = start
  let now: number | null = startAt
  while (now !== null) {
    const time: number = now
    for (const { at: _, ...parts } of coming.filter(({ at }) => at <= time)) pending = join(pending, parts)
    coming = coming.filter(({ at }) => at > time)
    const plan = planDelivery(pending, schedule, silence, time)
    for (const { keys } of plan.holdBack) {
      held += keys.length
      pending = pending.filter((group) => group.keys !== keys)
    }
    if (plan.show?.kind === 'one') {
      raised.push({ at: time, count: 1, state: plan.show.group.state })
      pending = less(pending, plan.show.group)
    } else if (plan.show?.kind === 'digest') {
      const { ofCritical } = plan.show
      const folded = pending.filter(({ priority }) => (priority === 'critical') === ofCritical)
      const count = countOf(folded)
      raised.push({ at: time, count, state: byImportance(folded)[0]?.state ?? null })
      pending = pending.filter((group) => !folded.includes(group))
    }
    schedule = plan.schedule
    const [next] = coming
    const times: number[] = [plan.wakeAt, next?.at ?? null].filter((at) => at !== null)
    now = times.length === 0 ? null : Math.max(Math.min(...times), time + 1)
  }
  return { raised, held, left: pending.length, schedule }
}

function join(pending: readonly PendingItems[], parts: Partial<PendingItems>): readonly PendingItems[] {
  const one = { ...usualEffect, priority: 'normal', state: null, expiresSoon: false, ...parts } as const
  const isAlike = (group: PendingItems) => group.priority === one.priority && group.state === one.state
  const known = pending.find(isAlike)
  if (known === undefined) return [...pending, { ...one, keys: [1] }]
  return pending.map((group) =>
    group === known ? { ...group, keys: [group.keys.length + 1, ...group.keys] } : group,
  )
}

function less(pending: readonly PendingItems[], gone: PendingItems): readonly PendingItems[] {
  return pending
    .map((group) => (group === gone ? { ...group, keys: group.keys.slice(1) } : group))
    .filter(({ keys }) => keys.length > 0)
}

const many = (count: number, at = 0): readonly Arrival[] => Array.from({ length: count }, () => ({ at }))

describe('live', () => {
  test('a single arrival is announced at once', () => {
    expect(play(many(1, 5_000), initialSchedule, 5_000).raised).toMatchObject([{ at: 5_000, count: 1 }])
  })

  test('a second arrival within the same second waits until the second is over', () => {
    const { raised } = play([{ at: 5_000 }, { at: 5_200 }], initialSchedule, 5_000)
    expect(raised.map(({ at }) => at)).toEqual([5_000, 6_000])
  })

  test('what arrives within the same second becomes one digest', () => {
    const { raised } = play([...many(1, 5_000), ...many(40, 5_200)], initialSchedule, 5_000)
    expect(raised.map(({ at, count }) => [at, count])).toEqual([
      [5_000, 1],
      [6_000, 40],
    ])
  })

  test('the longer a burst lasts the rarer its digests are, and none of it is lost', () => {
    const arrivals = Array.from({ length: 6_000 }, (_, index) => ({ at: index * 10 }))
    const { raised, left } = play(arrivals, initialSchedule, 0)
    expect(raised.map(({ at }) => at / 1_000)).toEqual([0, 1, 3, 7, 15, 31, 61])
    expect(raised.reduce((sum, { count }) => sum + count, 0)).toBe(6_000)
    expect(left).toBe(0)
  })

  test('after a burst a single arrival is announced at once again', () => {
    const { schedule } = play(many(300, 0), initialSchedule, 0)
    expect(play(many(1, 60_000), schedule, 60_000).raised).toMatchObject([{ at: 60_000, count: 1 }])
  })

  test('critical items do not wait for a burst to end', () => {
    const burst = Array.from({ length: 1_000 }, (_, index) => ({ at: index * 10 }))
    const { raised } = play([...burst, { at: 4_200, priority: 'critical' as const }], initialSchedule, 0)
    expect(raised.some(({ at }) => at >= 4_200 && at <= 5_200)).toBe(true)
    const gaps = raised.slice(1).map(({ at }, index) => at - (raised[index]?.at ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000)
  })
})

describe('critical items', () => {
  const critical = (count: number, at = 0) =>
    many(count, at).map((each) => ({ ...each, priority: 'critical' as const }))

  test('are never in one digest with others, and come before them', () => {
    const { raised } = play(
      [...many(1, 5_000), ...many(1, 5_200), ...critical(1, 5_200)],
      initialSchedule,
      5_000,
    )
    expect(raised.map(({ at, count }) => [at, count])).toEqual([
      [5_000, 1],
      [6_000, 1],
      [7_000, 1],
    ])
  })

  test.each([
    [1, [1]],
    [3, [1, 1, 1]],
    [9, [1, 1, 7]],
  ])('%i of them raise %j', (count, expected) => {
    expect(countsOf(play(critical(count), initialSchedule, 0).raised)).toEqual(expected)
  })

  test('leave at least one notification for the rest after an absence', () => {
    const start = afterAbsence(initialSchedule, 0, false)
    expect(countsOf(play([...critical(1), ...many(50)], start, 0).raised)).toEqual([1, 1, 49])
    expect(countsOf(play([...critical(9), ...many(50)], start, 0).raised)).toEqual([1, 1, 7, 50])
  })

  test('of an outage that lasts become one digest a second, not one notification each', () => {
    const outage = Array.from({ length: 100 }, (_, index) => ({
      at: index * 100,
      priority: 'critical' as const,
    }))
    const { raised } = play(outage, initialSchedule, 0)
    expect(raised.length).toBeLessThanOrEqual(11)
    expect(raised.reduce((sum, { count }) => sum + count, 0)).toBe(100)
  })

  test('have their three notifications again after a quiet moment', () => {
    const arrivals = [...critical(3), ...many(1, 60_000), ...critical(3, 120_000)]
    expect(countsOf(play(arrivals, initialSchedule, 0).raised)).toEqual([1, 1, 1, 1, 1, 1, 1])
  })
})

describe('after an absence', () => {
  test.each([4, 50, 10_000])('%i items raise three notifications, the last a digest', (count) => {
    const { raised, left } = play(many(count), afterAbsence(initialSchedule, 0, false), 0)
    expect(raised.map(({ count }) => count)).toEqual([1, 1, count - 2])
    expect(left).toBe(0)
  })

  test('up to three items get a notification each', () => {
    const { raised } = play(many(3), afterAbsence(initialSchedule, 0, false), 0)
    expect(raised.map(({ count }) => count)).toEqual([1, 1, 1])
  })

  test('failures come first, one notification a second', () => {
    const arrivals = [...many(5), { at: 0, state: 'failed' as const }]
    const { raised } = play(arrivals, afterAbsence(initialSchedule, 0, false), 0)
    expect(raised[0]?.state).toBe('failed')
    expect(raised.map(({ at }) => at)).toEqual([700, 1_700, 2_700])
  })

  test('the first connect to a server raises one notification for everything', () => {
    const { raised } = play(many(200), afterAbsence(initialSchedule, 0, true), 0)
    expect(raised.map(({ count }) => count)).toEqual([200])
  })

  test('nothing is announced while more keeps arriving, but not for ever', () => {
    let schedule = afterAbsence(initialSchedule, 0, false)
    for (let now = 0; now <= 14_500; now += 500) schedule = afterArrival(schedule, now)
    const [group] = join([], {})
    const pending = group === undefined ? [] : [group]
    expect(planDelivery(pending, schedule, off, 14_900)).toMatchObject({
      show: null,
      wakeAt: 15_000,
    })
    expect(planDelivery(pending, schedule, off, 15_000).show).not.toBeNull()
  })
})

describe('silence', () => {
  const paused: Silence = { kind: 'on', reason: 'paused', until: 60_000 }

  test('holds notifications back', () => {
    const { raised, held } = play(many(3), initialSchedule, 5_000, paused)
    expect(raised).toEqual([])
    expect(held).toBe(3)
  })

  test('lets critical items pass, without the others', () => {
    const { raised, held } = play(
      [...many(3), { at: 0, priority: 'critical' }],
      initialSchedule,
      5_000,
      paused,
    )
    expect(raised).toMatchObject([{ count: 1 }])
    expect(held).toBe(3)
  })

  test('ends in one digest, even where three notifications would be allowed', () => {
    const { raised } = play(many(30), afterSilence(afterAbsence(initialSchedule, 0, false)), 0)
    expect(raised.map(({ count }) => count)).toEqual([30])
  })
})
