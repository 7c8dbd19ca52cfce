import { describe, expect, test } from 'vitest'
import type { Item } from '../../../electron/model/item.ts'
import { defaultSettings, type Settings } from '../../../electron/model/settings.ts'
import type { Alert } from '../../../electron/notify/alert.ts'
import { afterAbsence, afterArrival, livePace, type Pace, planToasts } from '../../../electron/notify/pace.ts'
import { buildItem, buildItems } from '../../support/build-item.ts'

interface Raised extends Alert {
  readonly at: number
}

/** Plays the plans on until nothing is left to wait for, as the app does with a real clock. */
function play(items: readonly Item[], start: Pace, startAt: number, settings: Settings = defaultSettings) {
  const raised: Raised[] = []
  const suppressed: Item[] = []
  let pending = items
  let pace = start
  let now: number | null = startAt
  while (now !== null) {
    const plan = planToasts(pending, pace, settings, now)
    if (plan.raise !== null) raised.push({ ...plan.raise, at: now })
    suppressed.push(...plan.suppress)
    const gone = new Set([...(plan.raise?.keys ?? []), ...plan.suppress.map(({ key }) => key)])
    pending = pending.filter(({ key }) => !gone.has(key))
    pace = plan.pace
    now = plan.wakeAt
  }
  return { raised, suppressed, pending, pace }
}

describe('live', () => {
  test('a single arrival is announced at once', () => {
    const { raised } = play([buildItem()], livePace, 5_000)
    expect(raised).toMatchObject([{ at: 5_000, keys: [1] }])
  })

  test('a second arrival within the second waits for its turn', () => {
    const first = play([buildItem({ key: 1 })], livePace, 5_000)
    const second = play([buildItem({ key: 2 })], first.pace, 5_200)
    expect(second.raised).toMatchObject([{ at: 6_000, keys: [2] }])
  })

  test('what comes within the second is folded into one toast', () => {
    const first = play([buildItem({ key: 100 })], livePace, 5_000)
    const second = play(buildItems(40), first.pace, 5_200)
    expect(second.raised).toHaveLength(1)
    expect(second.raised[0]?.keys).toHaveLength(40)
  })
})

describe('after an absence', () => {
  test.each([4, 50, 10_000])('%i items make three toasts, the last a digest', (count) => {
    const { raised, pending } = play(buildItems(count), afterAbsence(livePace, 0, false), 0)
    expect(raised.map(({ keys }) => keys.length)).toEqual([1, 1, count - 2])
    expect(pending).toEqual([])
  })

  test('up to three items keep a toast each', () => {
    const { raised } = play(buildItems(3), afterAbsence(livePace, 0, false), 0)
    expect(raised.map(({ keys }) => keys)).toEqual([[3], [2], [1]])
  })

  test('failures come first, one toast a second', () => {
    const items = [...buildItems(5), buildItem({ key: 9, state: 'failed' })]
    const { raised } = play(items, afterAbsence(livePace, 0, false), 0)
    expect(raised[0]?.keys).toEqual([9])
    expect(raised.map(({ at }) => at)).toEqual([700, 1_700, 2_700])
  })

  test('the first connect to a server brings one toast for everything', () => {
    const { raised } = play(buildItems(200), afterAbsence(livePace, 0, true), 0)
    expect(raised.map(({ keys }) => keys.length)).toEqual([200])
  })

  test('nothing is decided while news keep coming, but not for ever', () => {
    let pace = afterAbsence(livePace, 0, false)
    for (let now = 0; now <= 14_500; now += 500) pace = afterArrival(pace, now)
    expect(planToasts(buildItems(9), pace, defaultSettings, 14_900)).toMatchObject({
      raise: null,
      wakeAt: 15_000,
    })
    expect(planToasts(buildItems(9), pace, defaultSettings, 15_000).raise).not.toBeNull()
  })
})

describe('silence', () => {
  const paused: Settings = { ...defaultSettings, pause: { kind: 'until', at: 60_000 } }

  test('a pause suppresses toasts', () => {
    const { raised, suppressed } = play(buildItems(3), livePace, 5_000, paused)
    expect(raised).toEqual([])
    expect(suppressed).toHaveLength(3)
  })

  test('critical news pass a pause', () => {
    const { raised } = play([buildItem({ priority: 'critical' })], livePace, 5_000, paused)
    expect(raised).toHaveLength(1)
  })

  test('a pause that is over silences nothing', () => {
    expect(play([buildItem()], livePace, 60_000, paused).raised).toHaveLength(1)
  })

  test('low priority raises no toast', () => {
    const { raised, suppressed } = play([buildItem({ priority: 'low' })], livePace, 5_000)
    expect(raised).toEqual([])
    expect(suppressed).toHaveLength(1)
  })
})
