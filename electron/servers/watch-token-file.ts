import type { Clock } from '../model/clock.ts'

const lookEveryMs = 30_000

/**
 * Calls `onNew` once when there is another token than now: a file may be renewed by a program that tells nobody.
 * Returns what stops the wait.
 */
export function watchTokenFile(clock: Clock, token: () => string | null, onNew: () => void): () => void {
  const rejected = token()
  let cancel = watch()

  function watch(): () => void {
    return clock.after(lookEveryMs, () => {
      const current = token()
      if (current !== null && current !== rejected) onNew()
      else cancel = watch()
    })
  }

  return () => cancel()
}
