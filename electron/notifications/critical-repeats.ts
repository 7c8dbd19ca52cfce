import { ruleMatcher } from '../model/rule-matcher.ts'
import type { Settings } from '../model/settings.ts'
import type { RepeatingEntry } from '../store/history-reader.ts'
import type { StoredRepeat } from '../store/history-writer.ts'
import { earliest } from './check-loop.ts'

type RepeatSettings = Pick<Settings, 'repeatCritical' | 'rules'>

const minuteMs = 60_000

/** The time before each repeat, counted from the notification before it; after the last one there are no more. */
export const repeatAfterMs: readonly number[] = [1, 3, 10, 30, 60, 120].map((minutes) => minutes * minuteMs)

/** What is due within this time comes along with what is due now. */
const joinMs = minuteMs

/** When a critical notification that is shown now comes again; null: not at all. */
export function firstRepeatAt(
  { repeatCritical }: Pick<Settings, 'repeatCritical'>,
  now: number,
): number | null {
  return repeatCritical ? nextRepeatAt(0, now) : null
}

function nextRepeatAt(count: number, now: number): number | null {
  const afterMs = repeatAfterMs[count]
  return afterMs === undefined ? null : now + afterMs
}

/** What to do about critical notifications that come again until the user has seen them. */
export interface RepeatPlan {
  /** Show these again now, in one notification; record this first. */
  readonly show: readonly StoredRepeat[]
  /** Record this of others: they have ended, or the clock was set back. */
  readonly correct: readonly StoredRepeat[]
  /** When to plan again, in milliseconds since the epoch; null: when something changes. */
  readonly wakeAt: number | null
}

/**
 * Decides about the repeats of critical notifications. However much time has passed, as after sleep, there is one, and the
 * next is planned from now; so a clock that was set ahead brings at most one too early.
 */
export function planRepeats(
  entries: readonly RepeatingEntry[],
  settings: RepeatSettings,
  now: number,
): RepeatPlan {
  const ruleOf = ruleMatcher(settings.rules)
  const hasEnded = (entry: RepeatingEntry) =>
    !settings.repeatCritical ||
    !entry.isUnseen ||
    entry.count >= repeatAfterMs.length ||
    ruleOf(entry)?.notify === 'never'
  const live = entries.filter((entry) => !hasEnded(entry))
  // No repeat is further away than its time: the clock was set back.
  const planned = live.map(({ key, count, at }) => ({
    ...{ key, count, storedAt: at },
    at: Math.min(at, nextRepeatAt(count, now) ?? at),
  }))
  const isDue = planned.some(({ at }) => at <= now)
  const show = isDue ? planned.filter(({ at }) => at <= now + joinMs) : []
  const waiting = planned.filter((repeat) => !show.includes(repeat))
  return {
    show: show.map(({ key, count }) => ({ key, count: count + 1, at: nextRepeatAt(count + 1, now) })),
    correct: [
      ...entries.filter(hasEnded).map(({ key, count }) => ({ key, count, at: null })),
      ...waiting
        .filter(({ at, storedAt }) => at !== storedAt)
        .map(({ key, count, at }) => ({ key, count, at })),
    ],
    wakeAt: earliest(waiting.map(({ at }) => at)),
  }
}
