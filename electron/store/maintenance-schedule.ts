import type { Clock } from '../model/clock.ts'
import type { MaintenanceStep } from './maintenance.ts'
import type { StoreError } from './store-error.ts'

export interface MaintenanceOptions {
  /** Does one step, which takes a few milliseconds. */
  readonly maintain: () => MaintenanceStep | StoreError
  readonly clock: Clock
  /** Items were removed from the history. */
  readonly onRemoved: () => void
  readonly onFailed: (reason: string) => void
}

export interface MaintenanceSchedule {
  /** Something was written: there may be work. */
  readonly onChange: () => void
  readonly stop: () => void
}

// A step takes some milliseconds; this leaves most of the time to everything else.
const betweenStepsMs = 25
const soonMs = 500
// Items grow old without any change.
const restMs = 10 * 60_000
const retryMs = 60_000

/** Runs the store's maintenance in the background, one step at a time. */
export function startMaintenance(options: MaintenanceOptions): MaintenanceSchedule {
  const { clock } = options
  let cancel: (() => void) | null = null
  let isResting = false
  let lastFailure: string | null = null

  const after = (ms: number, resting: boolean) => {
    isResting = resting
    cancel?.()
    cancel = clock.after(ms, step)
  }

  const step = () => {
    const result = options.maintain()
    if (result.kind === 'failed') {
      if (result.reason !== lastFailure) options.onFailed(result.reason)
      lastFailure = result.reason
      after(retryMs, false)
      return
    }
    lastFailure = null
    if (result.done) after(restMs, true)
    else after(betweenStepsMs, false)
    if (result.removed > 0) options.onRemoved()
  }
  after(soonMs, false)

  return {
    onChange: () => {
      if (isResting) after(soonMs, false)
    },
    stop: () => {
      cancel?.()
      // Changes after the stop must not start it again.
      isResting = false
    },
  }
}
