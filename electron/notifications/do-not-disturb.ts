import type { Clock } from '../model/clock.ts'
import type { Silence } from '../model/quiet-hours.ts'

/**
 * The do-not-disturb state of the desktop. It can only be queried, not watched, so it is queried when there is
 * something to show.
 */
export interface DoNotDisturb {
  /** Whether the last answer is recent enough to decide by; always true where the desktop can't be queried. */
  readonly isKnown: () => boolean
  /** Queries the desktop. Never rejects: a failed query counts as "off". */
  readonly refresh: () => Promise<void>
  /** The last answer; `until` is when to query again. */
  readonly silence: () => Silence
  /** Forgets the last answer; for when there is nothing to show. */
  readonly reset: () => void
}

const answerValidMs = 900
/** How often to query a desktop that does not want to be disturbed. */
const queryAgainMs = 20_000

/** @param query null where the desktop can't be queried */
export function createDoNotDisturb(query: (() => Promise<boolean>) | null, clock: Clock): DoNotDisturb {
  const state = { isQuiet: false, answeredAt: Number.NEGATIVE_INFINITY }

  return {
    isKnown: () => query === null || clock.now() - state.answeredAt <= answerValidMs,
    refresh: async () => {
      state.isQuiet = query === null ? false : await query().catch(() => false)
      state.answeredAt = clock.now()
    },
    silence: () =>
      state.isQuiet
        ? { kind: 'on', reason: 'do-not-disturb', until: state.answeredAt + queryAgainMs }
        : { kind: 'off' },
    reset: () => {
      state.isQuiet = false
    },
  }
}
