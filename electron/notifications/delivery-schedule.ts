import type { Silence } from '../model/quiet-hours.ts'
import { countOf, type PendingItems, type SplitPending, splitPending } from './pending.ts'

/**
 * When the next notification may be raised. All times here are those of `MonotonicClock.elapsed`. The pending items are
 * not part of it: they are rows in the store, so a crash loses none, and a row that is read in the meantime is not
 * announced.
 */
export interface DeliverySchedule {
  /** When the last notification was raised. */
  readonly shownAt: number
  /** After an absence: collect until nothing has arrived for a moment (`quietAt`), at the latest until `deadline`. */
  readonly collecting: { readonly quietAt: number; readonly deadline: number } | null
  /** How many notifications may be raised for what is pending now; the last of them is a digest of the rest. */
  readonly budget: number
  /** The same for what is critical, which is announced before anything else and never in one digest with it. */
  readonly criticalBudget: number
  /** How many digests were raised in a row: the longer a burst lasts, the more time is between its digests. */
  readonly digestStreak: number
}

/** What to announce: the newest item of a group, or a digest of all pending items: the critical ones or the others. */
export type Announcement =
  | { readonly kind: 'one'; readonly group: PendingItems }
  | { readonly kind: 'digest'; readonly ofCritical: boolean }

export interface DeliveryPlan {
  readonly show: Announcement | null
  /** Groups that are not to be announced, or not now. */
  readonly holdBack: SplitPending['holdBack']
  readonly schedule: DeliverySchedule
  /** When to plan again; null: when something arrives. */
  readonly wakeAt: number | null
}

export const minSpacingMs = 1_000
const maxSpacingMs = 30_000
const collectQuietMs = 700
const maxCollectMs = 15_000
const maxAfterAbsence = 3
const maxCritical = 3

/** The schedule of a running app with nothing pending. */
export const initialSchedule: DeliverySchedule = {
  shownAt: Number.NEGATIVE_INFINITY,
  collecting: null,
  budget: 1,
  criticalBudget: maxCritical,
  digestStreak: 0,
}

/** A connection has opened: what arrives next was missed. The first connection gets one notification for everything. */
export function afterAbsence(
  schedule: DeliverySchedule,
  now: number,
  isFirstConnect: boolean,
): DeliverySchedule {
  return {
    ...schedule,
    collecting: { quietAt: now + collectQuietMs, deadline: now + maxCollectMs },
    budget: isFirstConnect ? 1 : maxAfterAbsence,
  }
}

/** A silence has ended: everything that was held back gets one notification. */
export function afterSilence(schedule: DeliverySchedule): DeliverySchedule {
  return { ...schedule, budget: 1 }
}

/** Something arrived: while collecting, wait a little longer for more. */
export function afterArrival(schedule: DeliverySchedule, now: number): DeliverySchedule {
  if (schedule.collecting === null) return schedule
  return { ...schedule, collecting: { ...schedule.collecting, quietAt: now + collectQuietMs } }
}

/** A notification was raised. */
export function afterShown(schedule: DeliverySchedule, now: number): DeliverySchedule {
  return { ...schedule, shownAt: now }
}

/** The earliest time at which something may be announced. */
export function nextCheckAt(schedule: DeliverySchedule): number {
  const notBefore = schedule.shownAt + minSpacingMs
  if (schedule.collecting === null) return notBefore
  return Math.max(notBefore, Math.min(schedule.collecting.quietAt, schedule.collecting.deadline))
}

/** Decides on at most one notification for the pending items. */
export function planDelivery(
  pending: readonly PendingItems[],
  schedule: DeliverySchedule,
  silence: Silence,
  now: number,
): DeliveryPlan {
  const checkAt = nextCheckAt(schedule)
  if (now < checkAt) return { show: null, holdBack: [], schedule, wakeAt: checkAt }

  const { announce: groups, holdBack } = splitPending(pending, silence)
  const criticals = groups.filter(({ priority }) => priority === 'critical')
  const [critical] = criticals
  if (critical !== undefined) {
    const planned = planCritical(critical, countOf(criticals), schedule, now)
    const isLast = countOf(groups) === planned.count
    return { ...planned.plan, holdBack, wakeAt: isLast ? null : now + minSpacingMs }
  }
  const [first] = groups
  const calm = { ...schedule, collecting: null, criticalBudget: maxCritical }
  if (first === undefined) return { show: null, holdBack, schedule: { ...calm, budget: 1 }, wakeAt: null }

  const count = countOf(groups)
  const isSingle = count === 1 || schedule.budget > 1
  const digestAt = schedule.shownAt + spacingMs(schedule.digestStreak)
  if (!isSingle && now < digestAt) return { show: null, holdBack, schedule: calm, wakeAt: digestAt }
  const remaining = isSingle ? count - 1 : 0
  return {
    show: isSingle ? { kind: 'one', group: first } : { kind: 'digest', ofCritical: false },
    holdBack,
    schedule: {
      ...calm,
      shownAt: now,
      budget: remaining === 0 ? 1 : schedule.budget - 1,
      digestStreak: isSingle ? 0 : isSameBurst(schedule, now) ? schedule.digestStreak + 1 : 1,
    },
    wakeAt: remaining === 0 ? null : now + minSpacingMs,
  }
}

/**
 * Critical items never wait for a burst to end: each is announced alone, but the third time all that are left. They use
 * up the budget of the others, too, of which one notification remains.
 */
function planCritical(group: PendingItems, count: number, schedule: DeliverySchedule, now: number) {
  const isSingle = count === 1 || schedule.criticalBudget > 1
  const plan: Pick<DeliveryPlan, 'show' | 'schedule'> = {
    show: isSingle ? { kind: 'one', group } : { kind: 'digest', ofCritical: true },
    schedule: {
      ...schedule,
      shownAt: now,
      collecting: null,
      budget: Math.max(1, schedule.budget - 1),
      criticalBudget: Math.max(1, schedule.criticalBudget - 1),
    },
  }
  return { plan, count: isSingle ? 1 : count }
}

/** The time between two digests of a burst: 1 s, 2 s, 4 s and so on. */
function spacingMs(digestStreak: number): number {
  return Math.min(minSpacingMs * 2 ** Math.max(0, digestStreak), maxSpacingMs)
}

function isSameBurst(schedule: DeliverySchedule, now: number): boolean {
  return now < schedule.shownAt + 2 * spacingMs(schedule.digestStreak)
}
