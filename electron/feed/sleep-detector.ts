import type { Clock } from '../model/clock.ts'

const checkEveryMs = 15_000
const toleranceMs = 30_000

/**
 * Calls `onJump` after the wall clock leapt: the computer, or the virtual machine it is, was asleep, and not
 * every sleep is announced. Timers pause with it, the clock does not. Returns what stops the watch.
 */
export function watchSleep(clock: Clock, onJump: () => void): () => void {
  let cancel = watch()

  function watch(): () => void {
    const from = clock.now()
    return clock.after(checkEveryMs, () => {
      cancel = watch()
      if (Math.abs(clock.now() - from - checkEveryMs) > toleranceMs) onJump()
    })
  }

  return () => cancel()
}
