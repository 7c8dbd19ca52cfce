import type { Clock } from '../model/clock.ts'
import type { Session } from './stored-account.ts'

/** Where a token lives for only seconds, it is not renewed all the time. */
const leastDelayMs = 2_000
const lifeShare = 0.8
const marginMs = 60_000

/**
 * When to renew the access token, in milliseconds from now: after four fifths of its life, and at least a minute before its
 * end, if it lives for longer than two. Null: never, because that is not possible, or not necessary.
 */
export function refreshDelayMs({ refreshToken, lifeMs, receivedAt }: Session, now: number): number | null {
  if (refreshToken === null || lifeMs === null) return null
  const ageMs = now - receivedAt
  // The clock was set back meanwhile: it does not tell how old the token is.
  if (ageMs < 0) return leastDelayMs
  const dueMs = Math.min(lifeMs * lifeShare, lifeMs - Math.min(marginMs, lifeMs / 2))
  return Math.max(dueMs - ageMs, leastDelayMs)
}

const firstRetryMs = 2_000
const lastRetryMs = 300_000
const longestRetryAfterMs = 3_600_000

/** How long to wait after so many failures, the last one included. @param random 0 (inclusive) to 1 */
export function retryDelayMs(failures: number, retryAfterMs: number, random: () => number): number {
  const grownMs = Math.min(firstRetryMs * 2 ** Math.min(failures - 1, 20), lastRetryMs)
  return Math.max(grownMs * (1 + random() / 2), Math.min(retryAfterMs, longestRetryAfterMs))
}

const stepMs = 30_000

/**
 * Runs `task` after `ms`, by the time of day or by the timers, whichever is first. Timers stop while the computer sleeps, and
 * the time of day may be set back. Returns a function that cancels it.
 */
export function afterOnAnyClock(clock: Clock, ms: number, task: () => void): () => void {
  const from = clock.now()
  let leftMs = ms
  let cancel = () => {}
  const wait = () => {
    const waitMs = Math.min(leftMs, stepMs)
    cancel = clock.after(waitMs, () => {
      leftMs -= waitMs
      if (leftMs <= 0 || clock.now() - from >= ms) task()
      else wait()
    })
  }
  wait()
  return () => cancel()
}
