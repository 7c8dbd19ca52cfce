import type { MonotonicClock } from '../model/clock.ts'

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'planned'; readonly cancel: () => void }
  /** `againAt`: the earliest time that was requested meanwhile; null: no check was requested. */
  | { readonly kind: 'checking'; readonly againAt: number | null }
  | { readonly kind: 'stopped' }

/**
 * Runs a check again and again, one at a time. All times are those of `MonotonicClock.elapsed`: a clock that is set back must not
 * delay a check.
 *
 * @param runCheck resolves to the time of the next check; null: none until one is requested
 */
export function createCheckLoop(runCheck: () => Promise<number | null>, clock: MonotonicClock) {
  let state: State = { kind: 'idle' }
  const isStopped = () => state.kind === 'stopped'

  /** Plans the next check in place of the one that was planned. */
  const checkAt = (at: number): void => {
    switch (state.kind) {
      case 'stopped':
        return
      case 'checking':
        state = { kind: 'checking', againAt: earliest([state.againAt, at]) }
        return
      case 'planned':
        state.cancel()
    }
    state = { kind: 'planned', cancel: clock.after(Math.max(0, at - clock.elapsed()), () => void run()) }
  }

  const run = async (): Promise<void> => {
    state = { kind: 'checking', againAt: null }
    let nextAt: number | null = null
    try {
      nextAt = await runCheck()
    } finally {
      finish(nextAt)
    }
  }

  const finish = (nextAt: number | null): void => {
    if (state.kind !== 'checking') return
    const at = earliest([nextAt, state.againAt])
    state = { kind: 'idle' }
    if (at !== null) checkAt(at)
  }

  return {
    /** Checks now or, if a check is running, right after it. */
    check: () => {
      if (state.kind === 'planned') state.cancel()
      if (state.kind === 'idle' || state.kind === 'planned') void run()
      else checkAt(clock.elapsed())
    },
    checkAt,
    isStopped,
    /** A check that is running is not interrupted. */
    stop: () => {
      if (state.kind === 'planned') state.cancel()
      state = { kind: 'stopped' }
    },
  }
}

/** The earliest of these times; null when there is none. */
export function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((at) => at !== null)
  return known.length === 0 ? null : Math.min(...known)
}
