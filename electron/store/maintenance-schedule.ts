import type { Clock } from '../model/clock.ts'
import type { MaintenanceStep } from './maintenance.ts'
import type { StoreError } from './store-error.ts'

export interface MaintenanceOptions {
  /** Does one step, which takes a few milliseconds. */
  readonly maintain: () => MaintenanceStep | StoreError
  readonly clock: Clock
  /** The history has changed: items were removed, or marked. */
  readonly onChanged: () => void
  readonly onFailed: (reason: string) => void
}

// A step takes a few milliseconds; the pause leaves most of the time to events and clicks.
const betweenStepsMs = 25
const soonMs = 500
// Items become too old without any write.
const idleMs = 10 * 60_000
const retryMs = 60_000

/** Runs the store's maintenance in the background, one step at a time. */
export function startMaintenance(options: MaintenanceOptions) {
  const { clock } = options
  let cancel: (() => void) | null = null
  let isIdle = false
  let isBehind = false
  let lastFailure: string | null = null

  const after = (ms: number, idle: boolean) => {
    isIdle = idle
    cancel?.()
    cancel = clock.after(ms, step)
  }

  const step = () => {
    const result = options.maintain()
    if (result.kind === 'failed') {
      isBehind = false
      if (result.reason !== lastFailure) options.onFailed(result.reason)
      lastFailure = result.reason
      after(retryMs, false)
      return
    }
    lastFailure = null
    isBehind = result.isBehind
    if (result.done) after(idleMs, true)
    else after(result.isUrgent ? 0 : betweenStepsMs, false)
    if (result.removed > 0 || result.marked > 0 || result.converted > 0) options.onChanged()
  }
  after(soonMs, false)

  return {
    /**
     * To be called after every write: there may be work, at once if the user waits for it. While more arrives than is removed, the work is done at once,
     * and the next write waits for it: otherwise a server that never stops would fill the disk.
     */
    onChange: (isUrgent = false) => {
      if (isBehind) step()
      else if (isUrgent) after(0, false)
      else if (isIdle) after(soonMs, false)
    },
    stop: () => {
      cancel?.()
      // Changes after the stop must not start it again.
      isIdle = false
      isBehind = false
    },
  }
}
