import type { Item } from '../model/item.ts'
import { isPaused, type Settings } from '../model/settings.ts'
import { type Alert, alertFor } from './alert.ts'
import { byImportance, digestOf } from './digest.ts'

/**
 * When the next toast may come. The items that are due are not kept here: they are the rows whose toast is still
 * pending, so a crash loses none and a row read meanwhile is not announced.
 */
export interface Pace {
  /** No toast before this time. */
  readonly notBefore: number
  /** After an absence: collect until nothing has come for a moment, at the latest until `deadline`. */
  readonly settling: { readonly quietAt: number; readonly deadline: number } | null
  /** How many toasts the items now due may still take; the last of them folds what is left into one. */
  readonly allowance: number
}

/** What to do now, and when to ask again (null: when something arrives). */
export interface Plan {
  readonly raise: Alert | null
  /** Items that are not to be announced at all. */
  readonly suppress: readonly Item[]
  readonly pace: Pace
  readonly wakeAt: number | null
}

const spacingMs = 1_000
const quietMs = 700
const longestSettleMs = 15_000
const toastsAfterAbsence = 3

/** The pace of a running app with nothing due. */
export const livePace: Pace = { notBefore: 0, settling: null, allowance: 1 }

/** A connection has opened: what comes now is what was missed. A first connection gets a single toast for all. */
export function afterAbsence(pace: Pace, now: number, isFirstConnect: boolean): Pace {
  return {
    notBefore: pace.notBefore,
    settling: { quietAt: now + quietMs, deadline: now + longestSettleMs },
    allowance: isFirstConnect ? 1 : toastsAfterAbsence,
  }
}

/** Something arrived: while we settle, wait a little longer for more. */
export function afterArrival(pace: Pace, now: number): Pace {
  if (pace.settling === null) return pace
  return { ...pace, settling: { ...pace.settling, quietAt: now + quietMs } }
}

/** When the items that are due may be looked at next. */
export function nextLookAt(pace: Pace): number {
  if (pace.settling === null) return pace.notBefore
  return Math.max(pace.notBefore, Math.min(pace.settling.quietAt, pace.settling.deadline))
}

/** Decides on at most one toast for the items whose toast is pending. */
export function planToasts(pending: readonly Item[], pace: Pace, settings: Settings, now: number): Plan {
  const lookAt = nextLookAt(pace)
  if (now < lookAt) return { raise: null, suppress: [], pace, wakeAt: lookAt }

  const paused = isPaused(settings.pause, now)
  const isSilent = (item: Item) => item.priority === 'low' || (paused && item.priority !== 'critical')
  const suppress = pending.filter(isSilent)
  const due = byImportance(pending.filter((item) => !isSilent(item)))
  const [first] = due
  if (first === undefined)
    return { raise: null, suppress, pace: { ...livePace, notBefore: pace.notBefore }, wakeAt: null }

  const single = due.length === 1 || pace.allowance > 1
  const left = single ? due.length - 1 : 0
  const notBefore = now + spacingMs
  return {
    raise: single ? alertFor(first) : digestOf(due),
    suppress,
    pace: { notBefore, settling: null, allowance: left === 0 ? 1 : pace.allowance - 1 },
    wakeAt: left === 0 ? null : notBefore,
  }
}
