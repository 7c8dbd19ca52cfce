import type { Clock } from '../model/clock.ts'

/** Lets everything else have its turn between two pieces of work. */
export interface Turns {
  /** What to wait for before the next piece; null when there is time left. */
  readonly pause: () => Promise<void> | null
  /** Everything else has just had its turn. */
  readonly begin: () => void
}

/** How long work may go on at a stretch, in milliseconds. */
const longestTurnMs = 8

/**
 * A server that sends thousands of events at once would keep the whole process busy until the last of them: what comes
 * out of a buffer never waits for anything.
 */
export function takeTurns(clock: Clock): Turns {
  let beganAt = clock.now()
  const begin = () => {
    beganAt = clock.now()
  }

  return {
    begin,
    pause: () => {
      const spentMs = clock.now() - beganAt
      // A clock that was set back ends the turn too.
      if (spentMs >= 0 && spentMs < longestTurnMs) return null
      return new Promise((resolve) => {
        clock.after(0, () => {
          begin()
          resolve()
        })
      })
    },
  }
}
