import type { Clock } from '../model/clock.ts'
import type { DesktopNotifications, ShownNotification } from './desktop-notification.ts'

/** The clock may be set in the meantime. */
const maxWaitMs = 60_000

/** Closes notifications when what they say is no longer true, like "expires soon" of a result that has expired. */
export function createOutdatedWatch(desktop: Pick<DesktopNotifications, 'close'>, clock: Clock) {
  const times = new Set<number>()
  let cancel = () => {}

  const plan = (): void => {
    cancel()
    if (times.size === 0) return
    const waitMs = Math.min(...times) - clock.now()
    cancel = clock.after(Math.min(Math.max(0, waitMs), maxWaitMs), check)
  }
  const check = (): void => {
    const now = clock.now()
    const over = [...times].filter((at) => at <= now)
    for (const at of over) times.delete(at)
    if (over.length > 0) desktop.close(({ validUntil }) => validUntil !== null && validUntil <= now)
    plan()
  }

  return {
    /** This notification is shown. */
    add: ({ validUntil }: Pick<ShownNotification, 'validUntil'>): void => {
      if (validUntil === null) return
      times.add(validUntil)
      plan()
    },
    stop: () => cancel(),
  }
}
