import type { Clock } from './clock.ts'

/** Work that is asked for more often than it needs to be done. */
export interface Throttled {
  /** At once when nothing was done lately, else as soon as the time is over; the last request is never lost. */
  readonly ask: () => void
  readonly stop: () => void
}

export function throttle(ms: number, clock: Clock, work: () => void): Throttled {
  let isAsked = false
  let cancel: (() => void) | null = null

  const run = () => {
    isAsked = false
    cancel = clock.after(ms, () => {
      cancel = null
      if (isAsked) run()
    })
    work()
  }

  return {
    ask: () => {
      isAsked = true
      if (cancel === null) run()
    },
    stop: () => {
      cancel?.()
      // Whoever asks from now on waits for ever.
      cancel = () => {}
    },
  }
}
