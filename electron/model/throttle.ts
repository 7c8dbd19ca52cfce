import type { Clock } from './clock.ts'

/** Work that is requested more often than it needs to be done. */
export interface Throttled {
  /** Does it at once when it was not done lately, else as soon as the time is over; the last call is never lost. */
  readonly call: () => void
  readonly stop: () => void
}

/** Does `work` at most once in `ms` milliseconds. */
export function throttle(ms: number, clock: Clock, work: () => void): Throttled {
  let isRequested = false
  let cancel: (() => void) | null = null

  const run = () => {
    isRequested = false
    cancel = clock.after(ms, () => {
      cancel = null
      if (isRequested) run()
    })
    work()
  }

  return {
    call: () => {
      isRequested = true
      if (cancel === null) run()
    },
    stop: () => {
      cancel?.()
      // Calls from now on do nothing.
      cancel = () => {}
    },
  }
}
