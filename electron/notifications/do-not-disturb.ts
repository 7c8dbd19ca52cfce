import type { MonotonicClock } from '../model/clock.ts'
import type { Silence } from '../model/quiet-hours.ts'

const answerValidMs = 900
/** How often to query a desktop that does not want to be disturbed. */
const queryAgainMs = 20_000

/**
 * The do-not-disturb state of the desktop, which is queried when there is something to show.
 *
 * @param query null where the desktop can't be queried
 */
export function createDoNotDisturb(query: (() => Promise<boolean>) | null, clock: MonotonicClock) {
  const state = { isQuiet: false, answeredAt: Number.NEGATIVE_INFINITY }
  /** The query that waits for its answer; null: none does. */
  let refreshing: Promise<void> | null = null

  const refresh = async (): Promise<void> => {
    state.isQuiet = query === null ? false : await query().catch(() => false)
    state.answeredAt = clock.elapsed()
  }

  return {
    /** Whether the last answer is recent enough to decide by; always true where the desktop can't be queried. */
    isKnown: () => query === null || clock.elapsed() - state.answeredAt <= answerValidMs,
    /** Queries the desktop, unless a query is under way. Never rejects: a failed query counts as "off". */
    refresh: (): Promise<void> => {
      refreshing ??= refresh().finally(() => {
        refreshing = null
      })
      return refreshing
    },
    /** The last answer; `until` is when to query again. */
    silence: (): Silence => {
      if (!state.isQuiet) return { kind: 'off' }
      const leftMs = state.answeredAt + queryAgainMs - clock.elapsed()
      return { kind: 'on', reason: 'do-not-disturb', until: Math.round(clock.now() + leftMs) }
    },
    /** Forgets the last answer; for when there is nothing to show. */
    reset: () => {
      state.isQuiet = false
    },
  }
}
