import { z } from 'zod'
import type { Clock } from '../model/clock.ts'
import type { StoredValue } from '../model/json-file.ts'

/** The result of a check for a newer version. */
export type UpdateResult =
  /** There is none, or this kind of installation is updated in another way. */
  | { readonly kind: 'none' }
  /** It was downloaded and verified; it is installed when the app quits. */
  | { readonly kind: 'ready'; readonly version: string }
  | { readonly kind: 'failed'; readonly reason: string }

/** What the schedule needs. */
export interface Updater {
  /** Checks for a newer version, downloads and verifies it. Never rejects. */
  readonly downloadNewer: (signal: AbortSignal) => Promise<UpdateResult>
  /** Cancels the installation of a downloaded version. */
  readonly discard: () => void
}

/** The content of `update.json`. */
export const updateFileSchema = z.object({
  /** The version of the last update notification: users are notified once of each version. */
  notifiedVersion: z.string().optional(),
  /** When the newest metadata that was accepted was issued, in milliseconds: older ones are refused. */
  newestIssuedAt: z.number().optional(),
})

export type RememberedUpdates = z.infer<typeof updateFileSchema>

export interface UpdateSchedulerOptions {
  readonly updater: Updater
  readonly remembered: StoredValue<RememberedUpdates>
  /** Whether updates are switched on in the settings. */
  readonly isEnabled: () => boolean
  /** Whether something else needs the network now. */
  readonly isBusy: () => boolean
  /** Notifies the user that this version is ready. */
  readonly notify: (version: string) => void
  /** A check failed; the reason is for the log. */
  readonly onFailed: (reason: string) => void
  /** When to check first; null: at a random time of `updateTimes.firstMs`. */
  readonly firstCheckMs: number | null
  readonly clock: Clock
  /** 0 up to, but not including, 1. */
  readonly random: () => number
}

const minute = 60_000
const hour = 60 * minute

/** Delays before a check. They are random within these limits, so that not all installations check at the same time. */
export const updateTimes = {
  firstMs: { from: 2 * minute, to: 10 * minute },
  nextMs: { from: 22 * hour, to: 26 * hour },
  /** How long to wait while something else needs the network. */
  busyMs: 10 * minute,
} as const

/** Checks for updates in the background. Never restarts the app: an update is installed when the app quits. */
export function startUpdateScheduler(options: UpdateSchedulerOptions) {
  const { updater, remembered, clock } = options
  let isRunning = false
  let cancelWait: (() => void) | null = null
  let check = new AbortController()

  const wait = (ms: number) => {
    cancelWait?.()
    cancelWait = clock.after(ms, checkNow)
  }

  const checkNow = () => {
    if (options.isBusy()) {
      wait(updateTimes.busyMs)
      return
    }
    const { signal } = check
    void updater.downloadNewer(signal).then((result) => {
      if (signal.aborted) return
      if (result.kind === 'ready' && result.version !== remembered.current()?.notifiedVersion) {
        remembered.save({ ...remembered.current(), notifiedVersion: result.version })
        options.notify(result.version)
      }
      if (result.kind === 'failed') options.onFailed(result.reason)
      wait(between(updateTimes.nextMs, options.random()))
    })
  }

  const stop = () => {
    isRunning = false
    check.abort()
    cancelWait?.()
    cancelWait = null
  }

  const onSettingsChanged = () => {
    if (options.isEnabled() === isRunning) return
    if (isRunning) {
      stop()
      updater.discard()
      return
    }
    isRunning = true
    check = new AbortController()
    wait(options.firstCheckMs ?? between(updateTimes.firstMs, options.random()))
  }
  onSettingsChanged()

  return { onSettingsChanged, stop }
}

/** @param share from 0 up to, but not including, 1 */
function between({ from, to }: { readonly from: number; readonly to: number }, share: number): number {
  return from + Math.floor((to - from) * share)
}
