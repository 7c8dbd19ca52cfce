import type { Clock } from '../model/clock.ts'

export interface IdleWatch {
  /** Something was heard: the time begins anew. */
  readonly touch: () => void
  readonly stop: () => void
}

/** Calls `onIdle` once when nothing was heard for `limitMs()`, beginning now. */
export function watchIdle(clock: Clock, limitMs: () => number, onIdle: (afterMs: number) => void): IdleWatch {
  let stop = start()

  function start(): () => void {
    const afterMs = limitMs()
    return clock.after(afterMs, () => onIdle(afterMs))
  }

  return {
    touch: () => {
      stop()
      stop = start()
    },
    stop: () => stop(),
  }
}
