/** The current time and timers, passed as an argument so that tests can control them. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Runs `task` once after `ms`; returns a function that cancels it. */
  readonly after: (ms: number, task: () => void) => () => void
}

/** A clock for what has to be paced: users and time servers set the time of day back. */
export interface MonotonicClock extends Clock {
  /** Milliseconds since some moment; they only go forward. */
  readonly elapsed: () => number
}

/** Resolves after `ms`, or as soon as the signal is aborted. */
export function pause(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      cancel()
      signal.removeEventListener('abort', finish)
      resolve()
    }
    const cancel = clock.after(ms, finish)
    signal.addEventListener('abort', finish, { once: true })
    if (signal.aborted) finish()
  })
}

/**
 * Runs `work` at most once in `ms` milliseconds.
 *
 * @returns `call` runs it at once, or as soon as the time is over; the last call is never lost. After `stop` it does nothing
 */
export function throttle(ms: number, clock: Clock, work: () => void) {
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
      cancel = () => {}
    },
  }
}
