import type { Words } from '../i18n/i18n.ts'
import type { Clock } from '../model/clock.ts'
import type { Item } from '../model/item.ts'
import type { ReadLocalTime } from '../model/local-time.ts'
import { type Silence, silenceAt } from '../model/quiet-hours.ts'
import type { Settings } from '../model/settings.ts'
import { dueAtOnce } from '../store/notification-queue.ts'
import type { Written } from '../store/open-store.ts'
import type { Reads, Writes } from '../store/writes.ts'
import { gatherFlood } from './burst-digest.ts'
import {
  afterAbsence,
  afterArrival,
  afterQuiet,
  afterToast,
  livePace,
  nextLookAt,
  planToasts,
  spacingMs,
} from './delivery-schedule.ts'
import type { Alert, AlertAction } from './desktop-notification.ts'
import type { Toasts } from './desktop-notifications.ts'
import { type DigestParts, digestOf } from './digest.ts'
import { followDesktopQuiet } from './do-not-disturb.ts'
import { planReminders, reminderOf } from './expiry-reminder.ts'
import { countOf } from './pending.ts'
import { writeAlert } from './write-notification.ts'

/** Raises the toasts that are due, at the pace that was decided. */
export interface Announcer {
  /** A connection has opened: what comes now was missed. */
  readonly connected: (isFirstConnect: boolean) => void
  /** A row whose toast is pending was stored. */
  readonly arrived: (isUrgent?: boolean) => void
  /** The settings have changed, a toast was snoozed or the computer woke: what was decided is decided anew. */
  readonly look: () => void
  /** Whether toasts are held back at this moment. */
  readonly silence: () => Silence
  readonly stop: () => void
}

export interface AnnouncerOptions {
  readonly store: Pick<Reads, 'toastQueue'>
  readonly writes: Writes
  readonly toasts: Pick<Toasts, 'show'>
  readonly settings: () => Settings
  readonly words: () => Words
  readonly clock: Clock
  readonly localTime: ReadLocalTime
  /** Whether the desktop itself holds toasts back; null where that can't be asked. */
  readonly doNotDisturb: (() => Promise<boolean>) | null
  /** A toast was clicked; it stands for these items. */
  readonly onClick: (keys: readonly Item['key'][]) => void
  readonly onAction: (action: AlertAction, key: Item['key']) => void
  /** A toast could not be shown. */
  readonly onFailed: (reason: string) => void
  /** A row, or whether toasts are held back, has changed. */
  readonly onChange: () => void
}

/** Between two looks at what is due: in a flood not every event needs its own. */
const lookEveryMs = 100
/** After the disk has refused to note a toast. */
const tryAgainMs = 5_000

/** The queue is the store itself: a row is due until its toast is noted as shown or suppressed. */
export function startAnnouncer(options: AnnouncerOptions): Announcer {
  const { toasts, writes, clock, settings, words } = options
  const { toastQueue } = options.store
  const desktop = followDesktopQuiet(options.doNotDisturb, clock, () => step())
  // What an earlier run left due counts as missed.
  let pace = afterAbsence(livePace, clock.now(), false)
  let cancelStep: (() => void) | null = null
  let lookedAt = Number.NEGATIVE_INFINITY
  // An earlier run may have ended in a time of quiet.
  let mayHoldBack = true
  let told: Silence['kind'] = 'off'
  /** A flood is being noted; null: there is none. */
  let stopGathering: (() => void) | null = null
  /** What was decided is being noted. Who asks for a look meanwhile gets one right after. */
  let isLooking = false
  let isLookWanted = false
  let stopped = false

  const wakeAt = (at: number) => {
    cancelStep?.()
    cancelStep = clock.after(Math.max(0, at - clock.now()), step)
  }

  const silence = (): Silence => {
    const chosen = silenceAt(settings(), clock.now(), options.localTime)
    return chosen.kind === 'on' ? chosen : desktop.silence()
  }

  /** Noted before it is shown: whatever happens in between, nothing is announced twice. False: it was not noted. */
  const raise = async (alert: Alert, note: () => Promise<Written>): Promise<boolean> => {
    if ((await note()).kind === 'failed') return false
    pace = afterToast(pace, clock.now())
    const [only] = alert.keys
    const onAction = (action: AlertAction) => {
      if (only !== undefined) options.onAction(action, only)
    }
    void toasts.show(alert, { onClick: () => options.onClick(alert.keys), onAction }).then((result) => {
      if (result.kind === 'shown' || stopped) return
      void writes.setToasts(alert.keys, 'suppressed', `failed: ${result.reason}`)
      options.onFailed(result.reason)
    })
    return true
  }

  const tellOfFlood = (parts: DigestParts | null) => {
    stopGathering = null
    if (parts !== null) {
      const isNoted: Written = { kind: 'written', changed: parts.keys.length }
      void raise(digestOf(parts, settings(), words()), () => Promise.resolve(isNoted))
    }
    step()
  }

  /** What was held back while it was quiet is due again; true when there was something. */
  const release = async (): Promise<boolean> => {
    mayHoldBack = false
    const released = await writes.releaseHeldToasts()
    if (released.kind === 'failed' || released.changed === 0) return false
    if (pace.settling === null) pace = afterQuiet(pace)
    return true
  }

  /** Looks at what is due and does one thing about it; returns when to look again, null: when something happens. */
  const lookOnce = async (): Promise<number | null> => {
    const now = clock.now()
    lookedAt = now
    if (now < nextLookAt(pace)) return nextLookAt(pace)

    const chosen = silenceAt(settings(), now, options.localTime)
    const due = toastQueue.groups()
    const waiting = toastQueue.expiring()
    const isQuietNow = chosen.kind === 'on'
    const isNeeded =
      due.length > 0 ||
      planReminders(waiting, settings(), chosen, now).remind.length > 0 ||
      (mayHoldBack && toastQueue.anyHeld())
    if (!isNeeded && !isQuietNow) desktop.forget()
    if (isNeeded && !isQuietNow && !desktop.isKnown()) return null

    const current = silence()
    if (current.kind !== told) {
      told = current.kind
      options.onChange()
    }
    if (current.kind === 'on') mayHoldBack = true
    else if (mayHoldBack && (await release())) return now

    const plan = planToasts(due, pace, settings(), current, now)
    const reminders = planReminders(waiting, settings(), current, now)
    const times = [plan.wakeAt, reminders.wakeAt, toastQueue.nextSnoozedAt()]
    if (current.kind === 'on') times.push(current.until)
    // Before anything is waited for: what arrives meanwhile changes it further.
    pace = plan.pace
    if (plan.holdBack.length > 0 && (await writes.holdBackToasts(plan.holdBack)).kind === 'failed') {
      return now + tryAgainMs
    }
    if (reminders.drop.length > 0) void writes.setReminded(keysOf(reminders.drop))

    if (plan.raise?.kind === 'digest' && countOf(due) >= dueAtOnce) {
      stopGathering = gatherFlood({ queue: toastQueue, writes, settings, silence, onGathered: tellOfFlood })
      return null
    }
    if (plan.raise !== null) {
      const alert = writeAlert(plan.raise, toastQueue, settings(), now, words())
      if (alert !== null && !(await raise(alert, () => writes.setToasts(alert.keys, 'shown', null)))) {
        return now + tryAgainMs
      }
      // What was just announced may be due a reminder one day.
      return now + spacingMs
    }
    const [first, ...others] = reminders.remind
    if (first !== undefined && plan.wakeAt === null) {
      const reminder = reminderOf([first, ...others], settings(), now, words())
      const isNoted = await raise(reminder, () => writes.setReminded(reminder.keys))
      return now + (isNoted ? spacingMs : tryAgainMs)
    }
    const known = times.filter((at) => at !== null)
    return known.length === 0 ? null : Math.min(...known)
  }

  function step(): void {
    cancelStep?.()
    cancelStep = null
    if (stopped || stopGathering !== null || desktop.isAsking()) return
    isLookWanted = isLooking
    if (!isLooking) void look()
  }

  async function look(): Promise<void> {
    isLooking = true
    try {
      const next = await lookOnce()
      if (next !== null && !stopped) wakeAt(next)
    } finally {
      isLooking = false
      if (isLookWanted) step()
    }
  }
  step()

  return {
    connected: (isFirstConnect) => {
      pace = afterAbsence(pace, clock.now(), isFirstConnect)
      step()
    },
    arrived: (isUrgent = false) => {
      const now = clock.now()
      pace = afterArrival(pace, now)
      const soonest = Math.max(nextLookAt(pace), lookedAt + (isUrgent ? 0 : lookEveryMs))
      if (soonest <= now) step()
      else wakeAt(soonest)
    },
    look: step,
    silence,
    stop: () => {
      stopped = true
      desktop.stop()
      stopGathering?.()
      cancelStep?.()
    },
  }
}

function keysOf(items: readonly Item[]): readonly Item['key'][] {
  return items.map(({ key }) => key)
}
