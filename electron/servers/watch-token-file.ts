import type { Clock } from '../model/clock.ts'

/** Calls back when the token may have changed, as often as that may be. Returns an unsubscribe function. */
export type WatchToken = (onChange: () => void) => () => void

const pollMs = 2_000

/** Calls back every two seconds: not every file system announces changes. */
export function pollToken(clock: Clock): WatchToken {
  return (onChange) => {
    let cancel = schedule()
    function schedule(): () => void {
      return clock.after(pollMs, () => {
        cancel = schedule()
        onChange()
      })
    }
    return () => cancel()
  }
}

/** Calls back whenever one of them does. */
export function watchBoth(first: WatchToken, second: WatchToken): WatchToken {
  return (onChange) => {
    const subscriptions = [first(onChange), second(onChange)]
    return () => {
      for (const unsubscribe of subscriptions) unsubscribe()
    }
  }
}

export interface WatchTokenFileOptions {
  readonly watch: WatchToken
  readonly readToken: () => string | null
  /** The token that the server has rejected. */
  readonly rejected: string | null
  readonly onNewToken: () => void
}

/**
 * Calls `onNewToken` once when the token differs from the rejected one: another program may renew the file. Returns an
 * unsubscribe function.
 */
export function watchTokenFile({
  watch,
  readToken,
  rejected,
  onNewToken,
}: WatchTokenFileOptions): () => void {
  const stop = watch(() => {
    const token = readToken()
    if (token === null || token === rejected) return
    stop()
    onNewToken()
  })
  return stop
}
