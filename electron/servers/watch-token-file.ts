import type { Clock } from '../model/clock.ts'

const pollMs = 30_000

/**
 * Calls `onNewToken` once when the token differs from the current one: another program may renew the file, and not
 * every file system announces changes. Returns an unsubscribe function.
 */
export function watchTokenFile(
  clock: Clock,
  readToken: () => string | null,
  onNewToken: () => void,
): () => void {
  const rejected = readToken()
  let cancel = schedule()

  function schedule(): () => void {
    return clock.after(pollMs, () => {
      const token = readToken()
      if (token !== null && token !== rejected) onNewToken()
      else cancel = schedule()
    })
  }

  return () => cancel()
}
