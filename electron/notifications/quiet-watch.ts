import type { Clock } from '../model/clock.ts'
import type { ReadLocalTime } from '../model/local-time.ts'
import { nextQuietChange } from '../model/quiet-hours.ts'
import type { Settings } from '../model/settings.ts'

export interface QuietWatchOptions {
  readonly settings: () => Pick<Settings, 'quietHours'>
  readonly clock: Pick<Clock, 'now' | 'after'>
  readonly localTime: ReadLocalTime
  /** Quiet hours have begun or ended. */
  readonly onChange: () => void
}

/** Waits for quiet hours to begin and to end, because the window and the tray say so even when nothing arrives. */
export function startQuietWatch({ settings, clock, localTime, onChange }: QuietWatchOptions) {
  let cancel: (() => void) | null = null
  const restart = (): void => {
    cancel?.()
    const now = clock.now()
    const at = nextQuietChange(settings(), now, localTime)
    cancel =
      at === null
        ? null
        : clock.after(at - now, () => {
            onChange()
            restart()
          })
  }
  restart()
  return {
    /** The settings, the clock or the time zone have changed. */
    restart,
    stop: () => cancel?.(),
  }
}
