import type { Clock } from '../model/clock.ts'
import type { Silence } from '../model/quiet-hours.ts'

/** The desktop's own do-not-disturb. It has to be asked for, and only matters when there is something to show. */
export interface DoNotDisturb {
  /** True when the last answer still holds, or there is nobody to ask; else asks, and calls back later. */
  readonly isKnown: () => boolean
  readonly isAsking: () => boolean
  /** Whether it held toasts back when it was last asked, and then until when that is taken for granted. */
  readonly silence: () => Silence
  /** There is nothing to show: what was last heard means nothing any more. */
  readonly forget: () => void
  readonly stop: () => void
}

const answerHoldsMs = 900
/** How often a desktop that does not want to be disturbed is asked again. */
const askAgainMs = 20_000

/** @param ask null where the desktop can't be asked */
export function createDoNotDisturb(
  ask: (() => Promise<boolean>) | null,
  clock: Clock,
  onAnswer: () => void,
): DoNotDisturb {
  let isQuiet = false
  let askedAt = Number.NEGATIVE_INFINITY
  let asking = false
  let stopped = false

  const answered = (answer: boolean) => {
    asking = false
    isQuiet = answer
    askedAt = clock.now()
    if (!stopped) onAnswer()
  }

  return {
    isKnown: () => {
      if (ask === null || clock.now() - askedAt <= answerHoldsMs) return true
      if (!asking) {
        asking = true
        ask().then(answered, () => answered(false))
      }
      return false
    },
    isAsking: () => asking,
    silence: () =>
      isQuiet ? { kind: 'on', reason: 'do-not-disturb', until: askedAt + askAgainMs } : { kind: 'off' },
    forget: () => {
      isQuiet = false
    },
    stop: () => {
      stopped = true
    },
  }
}
