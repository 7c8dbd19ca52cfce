import type { Toasts } from './desktop/toasts.ts'
import type { Clock } from './model/clock.ts'
import type { Item } from './model/item.ts'
import type { Settings } from './model/settings.ts'
import type { Alert } from './notify/alert.ts'
import { afterAbsence, afterArrival, livePace, planToasts } from './notify/pace.ts'
import type { Store } from './store/open-store.ts'

/** Raises the toasts that are due, at the pace that was decided. */
export interface Announcer {
  /** A connection has opened: what comes now was missed. */
  readonly connected: (isFirstConnect: boolean) => void
  /** A row whose toast is pending was stored. */
  readonly arrived: () => void
  readonly stop: () => void
}

export interface AnnouncerOptions {
  readonly store: Pick<Store, 'pendingToasts' | 'setToast'>
  readonly toasts: Pick<Toasts, 'show'>
  readonly settings: () => Settings
  readonly clock: Clock
  /** A toast was clicked; it stands for these items. */
  readonly onClick: (keys: readonly Item['key'][]) => void
  /** A toast could not be shown. */
  readonly onFailed: (reason: string) => void
}

/** The queue is the store itself: a row is due until its toast is noted as shown or suppressed. */
export function startAnnouncer(options: AnnouncerOptions): Announcer {
  const { store, toasts, clock } = options
  // What an earlier run left pending counts as missed.
  let pace = afterAbsence(livePace, clock.now(), false)
  let cancelStep: (() => void) | null = null
  // Raised, but the disk refused to note it: without this a full disk would raise them again and again.
  const unnoted = new Set<Item['key']>()

  const note = (keys: readonly Item['key'][], state: 'shown' | 'suppressed') => {
    const noted = store.setToast(keys, state).kind === 'written'
    for (const key of keys) {
      if (noted) unnoted.delete(key)
      else unnoted.add(key)
    }
  }

  const raise = (alert: Alert) => {
    const shown = toasts.show(alert, () => options.onClick(alert.keys))
    // Noted at once and not when the desktop has answered, so that nothing is announced twice.
    note(alert.keys, 'shown')
    void shown.then((result) => {
      if (result.kind === 'shown') return
      note(alert.keys, 'suppressed')
      options.onFailed(result.reason)
    })
  }

  const step = () => {
    cancelStep?.()
    cancelStep = null
    const due = store.pendingToasts().filter(({ key }) => !unnoted.has(key))
    const plan = planToasts(due, pace, options.settings(), clock.now())
    pace = plan.pace
    if (plan.suppress.length > 0) note(keysOf(plan.suppress), 'suppressed')
    if (plan.raise !== null) raise(plan.raise)
    if (plan.wakeAt !== null) cancelStep = clock.after(plan.wakeAt - clock.now(), step)
  }
  step()

  return {
    connected: (isFirstConnect) => {
      pace = afterAbsence(pace, clock.now(), isFirstConnect)
      step()
    },
    arrived: () => {
      pace = afterArrival(pace, clock.now())
      // Before the pace allows a look there is nothing to read from the store: the step that is set will do it.
      if (cancelStep === null) step()
    },
    stop: () => cancelStep?.(),
  }
}

function keysOf(items: readonly Item[]): readonly Item['key'][] {
  return items.map(({ key }) => key)
}
