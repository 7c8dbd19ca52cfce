import type { Clock } from '../model/clock.ts'
import type { Fetched } from '../platform/system/updater.ts'

/** Keeps the app up to date in the background. Never restarts it: what was fetched is installed when it ends. */
export interface Updates {
  /** The settings have changed. */
  readonly settingsChanged: () => void
  readonly stop: () => void
}

export interface UpdatesOptions {
  /** Looks for a newer version and fetches it; never rejects. */
  readonly fetchNewer: (signal: AbortSignal) => Promise<Fetched>
  /** Whether the user wants updates at all. */
  readonly isWanted: () => boolean
  /** Whether something is going on that the network is needed for. */
  readonly isBusy: () => boolean
  /** The version the user was last told of; null: none. */
  readonly toldOf: () => string | null
  /** Tells the user, and remembers it. */
  readonly tell: (version: string) => void
  /** What was fetched is not to be installed: updates were switched off. */
  readonly forget: () => void
  /** A look failed, in words for the log. */
  readonly onFailed: (reason: string) => void
  /** When to look first; null: at some time of `updateTimes.firstMs`. */
  readonly firstLookMs: number | null
  readonly clock: Clock
  readonly random: () => number
}

const minute = 60_000
const hour = 60 * minute

/** When to look: soon after the start but not at once, then daily; apart enough that not all ask at one time. */
export const updateTimes = {
  firstMs: { from: 2 * minute, to: 10 * minute },
  nextMs: { from: 22 * hour, to: 26 * hour },
  /** How long to wait for a quieter moment. */
  busyMs: 10 * minute,
} as const

export function startUpdateScheduler(options: UpdatesOptions): Updates {
  const { clock } = options
  let isOn = false
  let cancelWait: (() => void) | null = null
  let going = new AbortController()

  const wait = (ms: number) => {
    cancelWait?.()
    cancelWait = clock.after(ms, look)
  }

  const look = () => {
    if (options.isBusy()) {
      wait(updateTimes.busyMs)
      return
    }
    const { signal } = going
    void options.fetchNewer(signal).then((fetched) => {
      if (signal.aborted) return
      if (fetched.kind === 'ready' && fetched.version !== options.toldOf()) options.tell(fetched.version)
      if (fetched.kind === 'failed') options.onFailed(fetched.reason)
      wait(between(updateTimes.nextMs, options.random()))
    })
  }

  const stop = () => {
    isOn = false
    going.abort()
    cancelWait?.()
    cancelWait = null
  }

  const follow = () => {
    if (options.isWanted() === isOn) return
    if (isOn) {
      stop()
      options.forget()
      return
    }
    isOn = true
    going = new AbortController()
    wait(options.firstLookMs ?? between(updateTimes.firstMs, options.random()))
  }
  follow()

  return { settingsChanged: follow, stop }
}

/** @param share from 0 up to, but not including, 1 */
function between({ from, to }: { readonly from: number; readonly to: number }, share: number): number {
  return from + Math.floor((to - from) * share)
}
