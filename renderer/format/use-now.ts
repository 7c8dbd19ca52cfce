import { useEffect, useReducer } from 'react'
import type { Clock } from '../../electron/model/clock.ts'
import { useWindow } from '../window-context.ts'

/**
 * The current time, and a new render every `everyMs` while the document is visible; null: no such renders.
 * The clock is read at every render, so that an item which has just arrived is never in the future.
 */
export function useNow(everyMs: number | null): number {
  const { clock } = useWindow()
  const [, tick] = useReducer((count: number) => count + 1, 0)
  useEffect(() => (everyMs === null ? undefined : tickWhileVisible(clock, everyMs, tick)), [clock, everyMs])
  return clock.now()
}

/** Timers can't wait for longer than 24 days; what is further away has been rendered again until then. */
const maxWaitMs = 24 * 60 * 60_000

/** A new render at this time, milliseconds since the epoch; null: none. */
export function useRenderAt(at: number | null): void {
  const { clock } = useWindow()
  const [, tick] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    const waitMs = at === null ? null : at - clock.now()
    return waitMs === null || waitMs > maxWaitMs ? undefined : clock.after(Math.max(0, waitMs), tick)
  }, [clock, at])
}

/** Returns a function that stops it. */
function tickWhileVisible(clock: Clock, everyMs: number, tick: () => void): () => void {
  let cancel = () => {}
  const schedule = () => {
    cancel = clock.after(everyMs, () => {
      tick()
      schedule()
    })
  }
  const onVisibilityChange = () => {
    cancel()
    if (document.hidden) return
    tick()
    schedule()
  }
  if (!document.hidden) schedule()
  document.addEventListener('visibilitychange', onVisibilityChange)
  return () => {
    cancel()
    document.removeEventListener('visibilitychange', onVisibilityChange)
  }
}
