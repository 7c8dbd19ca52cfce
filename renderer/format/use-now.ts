import { useEffect, useReducer } from 'react'
import type { Clock } from '../../electron/model/clock.ts'

/**
 * The present moment, and a new render every `everyMs` while the document is visible. Null: no ticking.
 * The clock is read at each render, so that news which just came never seems to lie ahead.
 */
export function useNow(clock: Clock, everyMs: number | null): number {
  const [, tick] = useReducer((count: number) => count + 1, 0)
  useEffect(() => (everyMs === null ? undefined : tickWhileVisible(clock, everyMs, tick)), [clock, everyMs])
  return clock.now()
}

function tickWhileVisible(clock: Clock, everyMs: number, tick: () => void): () => void {
  let cancel = () => {}
  const wait = () => {
    cancel = clock.after(everyMs, () => {
      tick()
      wait()
    })
  }
  const follow = () => {
    cancel()
    if (document.hidden) return
    tick()
    wait()
  }
  if (!document.hidden) wait()
  document.addEventListener('visibilitychange', follow)
  return () => {
    cancel()
    document.removeEventListener('visibilitychange', follow)
  }
}
