import type { MonotonicClock } from '../model/clock.ts'
import type { NotificationProblem } from '../model/notification-problem.ts'
import type { DesktopNotifications } from './desktop-notification.ts'

const minRetryMs = 2_000
const maxRetryMs = 60_000

export interface AvailabilityOptions {
  readonly desktop: Pick<DesktopNotifications, 'availability' | 'watchAvailability'>
  readonly clock: MonotonicClock
  /** The desktop can show notifications again. */
  readonly onAvailable: () => void
  /** The problem is another one, or is gone. */
  readonly onChange: (problem: NotificationProblem | null) => void
}

/**
 * Follows whether the desktop can show notifications. While it can't it is queried again and again, and at once when it
 * announces a change: at login the notification service often comes after the app, or hangs for a while.
 */
export function watchAvailability({ desktop, clock, onAvailable, onChange }: AvailabilityOptions) {
  let problem: NotificationProblem | null = null
  let retryMs = minRetryMs
  let cancelRetry: (() => void) | null = null
  let isStopped = false

  const report = (found: NotificationProblem | null): void => {
    if (isStopped) return
    const before = problem
    problem = found
    cancelRetry?.()
    cancelRetry = null
    if (found !== null) {
      cancelRetry = clock.after(retryMs, () => void refresh())
      retryMs = Math.min(2 * retryMs, maxRetryMs)
    } else retryMs = minRetryMs
    if (JSON.stringify(found) !== JSON.stringify(before)) onChange(found)
    if (found === null && before !== null) onAvailable()
  }
  const refresh = async (): Promise<void> => {
    const found = await desktop.availability()
    report(found.kind === 'available' ? null : found.problem)
  }
  const unwatch = desktop.watchAvailability(() => {
    retryMs = minRetryMs
    void refresh()
  })

  return {
    /** Why no notification can be shown, as far as it is known; null: it can. */
    problem: () => problem,
    /** Queries the desktop, unless that is planned anyway because it could not show any. */
    isAvailable: async (): Promise<boolean> => {
      if (problem === null) await refresh()
      return problem === null
    },
    /** A notification could not be shown for this reason. */
    onUnavailable: report,
    stop: () => {
      isStopped = true
      cancelRetry?.()
      unwatch()
    },
  }
}
