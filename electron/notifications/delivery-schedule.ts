import type { Silence } from '../model/quiet-hours.ts'
import type { Settings } from '../model/settings.ts'
import { countOf, type DueGroup, type Judged, judge } from './pending.ts'

/**
 * When the next toast may come. The items that are due are not kept here: they are the rows whose toast is still
 * pending, so a crash loses none and a row read meanwhile is not announced.
 */
export interface Pace {
  /** When the last toast was raised. */
  readonly raisedAt: number
  /** After an absence: collect until nothing has come for a moment, at the latest until `deadline`. */
  readonly settling: { readonly quietAt: number; readonly deadline: number } | null
  /** How many toasts the items now due may still take; the last of them folds what is left into one. */
  readonly allowance: number
  /** How many toasts in a row had to fold: a burst that goes on is told ever more rarely. */
  readonly folds: number
}

/** What to do now, and when to ask again (null: when something arrives). */
export interface Plan {
  /** The groups to announce: the newest item of the first one, or all of them in a digest. */
  readonly raise:
    | { readonly kind: 'one'; readonly group: DueGroup }
    | { readonly kind: 'digest'; readonly groups: readonly DueGroup[] }
    | null
  /** Groups that are not to be announced, or not now. */
  readonly holdBack: Judged['holdBack']
  readonly pace: Pace
  readonly wakeAt: number | null
}

export const spacingMs = 1_000
const widestSpacingMs = 30_000
const quietMs = 700
const longestSettleMs = 15_000
const toastsAfterAbsence = 3

/** The pace of a running app with nothing due. */
export const livePace: Pace = { raisedAt: Number.NEGATIVE_INFINITY, settling: null, allowance: 1, folds: 0 }

/** A connection has opened: what comes now is what was missed. A first connection gets a single toast for all. */
export function afterAbsence(pace: Pace, now: number, isFirstConnect: boolean): Pace {
  return {
    ...pace,
    settling: { quietAt: now + quietMs, deadline: now + longestSettleMs },
    allowance: isFirstConnect ? 1 : toastsAfterAbsence,
  }
}

/** A time of quiet is over: what was held back gets a single toast. */
export function afterQuiet(pace: Pace): Pace {
  return { ...pace, allowance: 1 }
}

/** Something arrived: while we settle, wait a little longer for more. */
export function afterArrival(pace: Pace, now: number): Pace {
  if (pace.settling === null) return pace
  return { ...pace, settling: { ...pace.settling, quietAt: now + quietMs } }
}

/** A toast was raised that is none of the plan's. */
export function afterToast(pace: Pace, now: number): Pace {
  return { ...pace, raisedAt: now }
}

/** When the items that are due may be looked at next. */
export function nextLookAt(pace: Pace): number {
  const notBefore = pace.raisedAt + spacingMs
  if (pace.settling === null) return notBefore
  return Math.max(notBefore, Math.min(pace.settling.quietAt, pace.settling.deadline))
}

/** Decides on at most one toast for the items whose toast is due. */
export function planToasts(
  due: readonly DueGroup[],
  pace: Pace,
  settings: Settings,
  silence: Silence,
  now: number,
): Plan {
  const lookAt = nextLookAt(pace)
  if (now < lookAt) return { raise: null, holdBack: [], pace, wakeAt: lookAt }

  const { announce: groups, holdBack } = judge(due, settings, silence)
  const [first] = groups
  if (first === undefined) {
    return { raise: null, holdBack, pace: { ...pace, settling: null, allowance: 1 }, wakeAt: null }
  }

  const count = countOf(groups)
  const single = count === 1 || pace.allowance > 1
  const openAt = pace.raisedAt + spacingAfter(pace.folds)
  // What is urgent is never kept waiting for a burst to end.
  if (!single && now < openAt && first.priority !== 'critical') {
    return { raise: null, holdBack, pace: { ...pace, settling: null }, wakeAt: openAt }
  }
  const left = single ? count - 1 : 0
  return {
    raise: single ? { kind: 'one', group: first } : { kind: 'digest', groups },
    holdBack,
    pace: {
      raisedAt: now,
      settling: null,
      allowance: left === 0 ? 1 : pace.allowance - 1,
      folds: single ? 0 : isBurst(pace, now) ? pace.folds + 1 : 1,
    },
    wakeAt: left === 0 ? null : now + spacingMs,
  }
}

/** 1 s, 2 s, 4 s and so on. */
function spacingAfter(folds: number): number {
  return Math.min(spacingMs * 2 ** Math.max(0, folds), widestSpacingMs)
}

function isBurst(pace: Pace, now: number): boolean {
  return now < pace.raisedAt + 2 * spacingAfter(pace.folds)
}
