import type { Silence } from '../model/quiet-hours.ts'
import type { Settings } from '../model/settings.ts'
import { countOf, type PendingGroup, type SplitPending, splitPending } from './pending.ts'

/**
 * When the next toast may come. The items that are due are not kept here: they are the rows whose toast is still
 * pending, so a crash loses none and a row read meanwhile is not announced.
 */
export interface DeliverySchedule {
  /** When the last toast was raised. */
  readonly shownAt: number
  /** After an absence: collect until nothing has come for a moment, at the latest until `deadline`. */
  readonly collecting: { readonly quietAt: number; readonly deadline: number } | null
  /** How many toasts the items now due may still take; the last of them folds what is left into one. */
  readonly budget: number
  /** How many toasts in a row had to fold: a burst that goes on is told ever more rarely. */
  readonly digestStreak: number
}

/** What to do now, and when to ask again (null: when something arrives). */
export interface DeliveryPlan {
  /** The groups to announce: the newest item of the first one, or all of them in a digest. */
  readonly show:
    | { readonly kind: 'one'; readonly group: PendingGroup }
    | { readonly kind: 'digest'; readonly groups: readonly PendingGroup[] }
    | null
  /** Groups that are not to be announced, or not now. */
  readonly holdBack: SplitPending['holdBack']
  readonly schedule: DeliverySchedule
  readonly wakeAt: number | null
}

export const spacingMs = 1_000
const widestSpacingMs = 30_000
const quietMs = 700
const longestSettleMs = 15_000
const toastsAfterAbsence = 3

/** The pace of a running app with nothing due. */
export const initialSchedule: DeliverySchedule = {
  shownAt: Number.NEGATIVE_INFINITY,
  collecting: null,
  budget: 1,
  digestStreak: 0,
}

/** A connection has opened: what comes now is what was missed. A first connection gets a single toast for all. */
export function afterAbsence(
  schedule: DeliverySchedule,
  now: number,
  isFirstConnect: boolean,
): DeliverySchedule {
  return {
    ...schedule,
    collecting: { quietAt: now + quietMs, deadline: now + longestSettleMs },
    budget: isFirstConnect ? 1 : toastsAfterAbsence,
  }
}

/** A time of quiet is over: what was held back gets a single toast. */
export function afterQuiet(schedule: DeliverySchedule): DeliverySchedule {
  return { ...schedule, budget: 1 }
}

/** Something arrived: while we settle, wait a little longer for more. */
export function afterArrival(schedule: DeliverySchedule, now: number): DeliverySchedule {
  if (schedule.collecting === null) return schedule
  return { ...schedule, collecting: { ...schedule.collecting, quietAt: now + quietMs } }
}

/** A toast was raised that is none of the plan's. */
export function afterShown(schedule: DeliverySchedule, now: number): DeliverySchedule {
  return { ...schedule, shownAt: now }
}

/** When the items that are due may be looked at next. */
export function nextCheckAt(schedule: DeliverySchedule): number {
  const notBefore = schedule.shownAt + spacingMs
  if (schedule.collecting === null) return notBefore
  return Math.max(notBefore, Math.min(schedule.collecting.quietAt, schedule.collecting.deadline))
}

/** Decides on at most one toast for the items whose toast is due. */
export function planDelivery(
  due: readonly PendingGroup[],
  schedule: DeliverySchedule,
  settings: Settings,
  silence: Silence,
  now: number,
): DeliveryPlan {
  const lookAt = nextCheckAt(schedule)
  if (now < lookAt) return { show: null, holdBack: [], schedule, wakeAt: lookAt }

  const { announce: groups, holdBack } = splitPending(due, settings, silence)
  const [first] = groups
  if (first === undefined) {
    return { show: null, holdBack, schedule: { ...schedule, collecting: null, budget: 1 }, wakeAt: null }
  }

  const count = countOf(groups)
  const single = count === 1 || schedule.budget > 1
  const openAt = schedule.shownAt + spacingAfter(schedule.digestStreak)
  // What is urgent is never kept waiting for a burst to end.
  if (!single && now < openAt && first.priority !== 'critical') {
    return { show: null, holdBack, schedule: { ...schedule, collecting: null }, wakeAt: openAt }
  }
  const left = single ? count - 1 : 0
  return {
    show: single ? { kind: 'one', group: first } : { kind: 'digest', groups },
    holdBack,
    schedule: {
      shownAt: now,
      collecting: null,
      budget: left === 0 ? 1 : schedule.budget - 1,
      digestStreak: single ? 0 : isBurst(schedule, now) ? schedule.digestStreak + 1 : 1,
    },
    wakeAt: left === 0 ? null : now + spacingMs,
  }
}

/** 1 s, 2 s, 4 s and so on. */
function spacingAfter(folds: number): number {
  return Math.min(spacingMs * 2 ** Math.max(0, folds), widestSpacingMs)
}

function isBurst(schedule: DeliverySchedule, now: number): boolean {
  return now < schedule.shownAt + 2 * spacingAfter(schedule.digestStreak)
}
