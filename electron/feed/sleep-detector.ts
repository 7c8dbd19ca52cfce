import type { Clock } from '../model/clock.ts'

const checkEveryMs = 15_000
const toleranceMs = 30_000

/**
 * Calls `onJump` after the wall clock jumped: the computer, or the virtual machine, was asleep, and the system does
 * not announce every sleep. Timers stop during sleep, the clock does not. Returns an unsubscribe function.
 */
export function watchSleep(clock: Clock, onJump: () => void): () => void {
  let cancel = schedule()

  function schedule(): () => void {
    const from = clock.now()
    return clock.after(checkEveryMs, () => {
      cancel = schedule()
      if (Math.abs(clock.now() - from - checkEveryMs) > toleranceMs) onJump()
    })
  }

  return () => cancel()
}
