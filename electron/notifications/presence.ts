import type { MonotonicClock } from '../model/clock.ts'
import type { Silence } from '../model/quiet-hours.ts'

/** Whether somebody may be looking at the screen. `away`: it is not locked, but nobody has used it for long. */
export type Presence = 'present' | 'locked' | 'away'

/** What the platform knows of the user; each platform has its own implementation. */
export interface UserActivity {
  /** Whether the screen is locked, as far as the desktop tells; it is followed, so that the answer costs nothing. */
  readonly isLocked: () => boolean
  /** Milliseconds since the last input, as the system counts them. */
  readonly idleMs: () => number
  /** Calls back when the screen was locked or unlocked. Returns an unsubscribe function. */
  readonly watchLock: (listener: () => void) => () => void
}

/** Who has used the computer within this time, and looks at the window, sees what arrives there. */
const watchesForMs = 60_000

/** Who has not touched anything for so long is not there. */
export const awayAfterMs = 10 * 60_000

export interface PresenceFacts {
  readonly isLocked: boolean
  /** Milliseconds since the last input; null: it was not queried. */
  readonly idleMs: number | null
  /** See `InputRecord`. */
  readonly wasActive: boolean
}

/** What cannot be known counts as `present`: rather a notification that nobody sees than one that waits for ever. */
export function presenceOf({ isLocked, idleMs, wasActive }: PresenceFacts): Presence {
  if (isLocked) return 'locked'
  return wasActive && idleMs !== null && idleMs >= awayAfterMs ? 'away' : 'present'
}

/**
 * What successive idle times say about input. On a virtual desktop, a kiosk or a wall display nobody ever gives any, and
 * the idle time only grows: there it says nothing about who is looking, and notifications that wait for the user to come
 * back would wait for ever. So being idle counts as away only once input was seen in this run of the app.
 */
export interface InputRecord {
  /** The last input was then, or before, as `MonotonicClock.elapsed`; at first the start of the app. */
  readonly lastInputAt: number
  /** Whether there was input since the start of the app. */
  readonly wasActive: boolean
}

/** Systems count idle time in whole seconds, and by a clock of their own, which drifts. */
const toleranceMs = 2_000
const maxDrift = 0.001

/** @param elapsed when the system said this, as `MonotonicClock.elapsed` */
export function afterIdleQuery(record: InputRecord, idleMs: number, elapsed: number): InputRecord {
  const inputAt = elapsed - idleMs
  const tolerance = toleranceMs + maxDrift * (elapsed - record.lastInputAt)
  return {
    lastInputAt: Math.max(record.lastInputAt, inputAt),
    wasActive: record.wasActive || inputAt > record.lastInputAt + tolerance,
  }
}

export interface PresenceOptions {
  readonly user: UserActivity
  /** Whether notifications wait while the user is away, and are shown without content while the screen is locked. */
  readonly isEnabled: () => boolean
  readonly clock: MonotonicClock
}

const queryAgainMs = 5_000

/**
 * The presence of the user. Locks are followed; the idle time can only be queried, so it is queried when there is something
 * to show, and every few seconds while something waits.
 */
export function createPresence({ user, isEnabled, clock }: PresenceOptions) {
  let record: InputRecord = { lastInputAt: clock.elapsed(), wasActive: false }
  /** The last answer; null: none that still counts. */
  let idleMs: number | null = null

  const current = (): Presence =>
    isEnabled() ? presenceOf({ isLocked: user.isLocked(), idleMs, wasActive: record.wasActive }) : 'present'

  const query = (): number => {
    const answer = user.idleMs()
    const found = Number.isFinite(answer) && answer >= 0 ? answer : 0
    record = afterIdleQuery(record, found, clock.elapsed())
    return found
  }

  return {
    /** Queries the idle time. */
    refresh: (): void => {
      if (isEnabled()) idleMs = query()
    },
    /** Queries whether somebody uses the computer at this moment, as far as that is certain. */
    isActive: (): boolean => {
      const found = query()
      return record.wasActive && found < watchesForMs && !user.isLocked()
    },
    /** Forgets the last answer; for when there is nothing to show. */
    reset: (): void => {
      idleMs = null
    },
    isLocked: (): boolean => current() === 'locked',
    silence: (): Silence =>
      current() === 'present' ? { kind: 'off' } : { kind: 'on', reason: 'away', until: null },
    /** When to query again, as `MonotonicClock.elapsed`; null: not by time, because nobody is idle or a lock is followed. */
    queryAgainAt: (): number | null => (current() === 'away' ? clock.elapsed() + queryAgainMs : null),
  }
}
