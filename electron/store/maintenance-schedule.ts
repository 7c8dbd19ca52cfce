import type { Clock } from '../model/clock.ts'
import type { Settings } from '../model/settings.ts'
import type { Store } from './open-store.ts'

export interface TidyingOptions {
  readonly store: Pick<Store, 'maintain'>
  readonly retention: () => Settings['retention']
  readonly clock: Clock
  /** Items have left the history. */
  readonly onRemoved: () => void
  readonly onFailed: (reason: string) => void
}

export interface Tidying {
  /** Something has changed: there may be work. */
  readonly changed: () => void
  readonly stop: () => void
}

// A step takes some milliseconds; this leaves most of the time to everything else.
const betweenStepsMs = 25
const soonMs = 500
// Things grow old by themselves.
const restMs = 10 * 60_000
const tryAgainMs = 60_000

/** Does the store's work that can wait, a step at a time. */
export function startTidying(options: TidyingOptions): Tidying {
  const { store, clock } = options
  let cancel: (() => void) | null = null
  let isResting = false
  let lastFailure: string | null = null

  const after = (ms: number, resting: boolean) => {
    isResting = resting
    cancel?.()
    cancel = clock.after(ms, step)
  }

  const step = () => {
    const tidied = store.maintain(options.retention())
    if (tidied.kind === 'failed') {
      if (tidied.reason !== lastFailure) options.onFailed(tidied.reason)
      lastFailure = tidied.reason
      after(tryAgainMs, false)
      return
    }
    lastFailure = null
    if (tidied.done) after(restMs, true)
    else after(betweenStepsMs, false)
    if (tidied.removed > 0) options.onRemoved()
  }
  after(soonMs, false)

  return {
    changed: () => {
      if (isResting) after(soonMs, false)
    },
    stop: () => {
      cancel?.()
      // Whatever changes from now on is not tidied any more.
      isResting = false
    },
  }
}
