import type { I18n } from '../i18n/i18n.ts'
import type { Clock } from '../model/clock.ts'
import type { Item } from '../model/item.ts'
import type { ReadLocalTime } from '../model/local-time.ts'
import { type Silence, silenceAt } from '../model/quiet-hours.ts'
import type { Settings } from '../model/settings.ts'
import { type HistoryReader, maxBatch } from '../store/history-reader.ts'
import type { HistoryWriter, WriteResult } from '../store/history-writer.ts'
import { collectBurst } from './burst-digest.ts'
import {
  afterAbsence,
  afterArrival,
  afterQuiet,
  afterShown,
  initialSchedule,
  nextCheckAt,
  planDelivery,
  spacingMs,
} from './delivery-schedule.ts'
import type { DesktopNotification, NotificationAction } from './desktop-notification.ts'
import type { DesktopNotifications } from './desktop-notifications.ts'
import { createDigest, type DigestParts } from './digest.ts'
import { createDoNotDisturb } from './do-not-disturb.ts'
import { createReminder, planReminders } from './expiry-reminder.ts'
import { countOf } from './pending.ts'
import { writeNotification } from './write-notification.ts'

/** Raises the toasts that are due, at the pace that was decided. */
export interface Notifier {
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

export interface NotifierOptions {
  readonly reader: Pick<HistoryReader, 'notificationQueue'>
  readonly writer: HistoryWriter
  readonly toasts: Pick<DesktopNotifications, 'show'>
  readonly settings: () => Settings
  readonly i18n: () => I18n
  readonly clock: Clock
  readonly localTime: ReadLocalTime
  /** Whether the desktop itself holds toasts back; null where that can't be asked. */
  readonly doNotDisturb: (() => Promise<boolean>) | null
  /** A toast was clicked; it stands for these items. */
  readonly onClick: (keys: readonly Item['key'][]) => void
  readonly onAction: (action: NotificationAction, key: Item['key']) => void
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
export function startNotifier(options: NotifierOptions): Notifier {
  const { toasts, writer, clock, settings, i18n } = options
  const { notificationQueue } = options.reader
  const desktop = createDoNotDisturb(options.doNotDisturb, clock, () => step())
  // What an earlier run left due counts as missed.
  let schedule = afterAbsence(initialSchedule, clock.now(), false)
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
  const raise = async (alert: DesktopNotification, note: () => Promise<WriteResult>): Promise<boolean> => {
    if ((await note()).kind === 'failed') return false
    schedule = afterShown(schedule, clock.now())
    const [only] = alert.keys
    const onAction = (action: NotificationAction) => {
      if (only !== undefined) options.onAction(action, only)
    }
    void toasts.show(alert, { onClick: () => options.onClick(alert.keys), onAction }).then((result) => {
      if (result.kind === 'shown' || stopped) return
      void writer.write({
        type: 'set-notification',
        keys: alert.keys,
        state: 'suppressed',
        reason: `failed: ${result.reason}`,
      })
      options.onFailed(result.reason)
    })
    return true
  }

  const tellOfFlood = (parts: DigestParts | null) => {
    stopGathering = null
    if (parts !== null) {
      const isNoted: WriteResult = { kind: 'written', changed: parts.keys.length, arrived: null }
      void raise(createDigest(parts, settings(), i18n()), () => Promise.resolve(isNoted))
    }
    step()
  }

  /** What was held back while it was quiet is due again; true when there was something. */
  const release = async (): Promise<boolean> => {
    mayHoldBack = false
    const released = await writer.write({ type: 'release-held-notifications' })
    if (released.kind === 'failed' || released.changed === 0) return false
    if (schedule.collecting === null) schedule = afterQuiet(schedule)
    return true
  }

  /** Looks at what is due and does one thing about it; returns when to look again, null: when something happens. */
  const lookOnce = async (): Promise<number | null> => {
    const now = clock.now()
    lookedAt = now
    if (now < nextCheckAt(schedule)) return nextCheckAt(schedule)

    const chosen = silenceAt(settings(), now, options.localTime)
    const due = notificationQueue.groups()
    const waiting = notificationQueue.expiring()
    const isQuietNow = chosen.kind === 'on'
    const isNeeded =
      due.length > 0 ||
      planReminders(waiting, settings(), chosen, now).remind.length > 0 ||
      (mayHoldBack && notificationQueue.anyHeld())
    if (!isNeeded && !isQuietNow) desktop.forget()
    if (isNeeded && !isQuietNow && !desktop.isKnown()) return null

    const current = silence()
    if (current.kind !== told) {
      told = current.kind
      options.onChange()
    }
    if (current.kind === 'on') mayHoldBack = true
    else if (mayHoldBack && (await release())) return now

    const plan = planDelivery(due, schedule, settings(), current, now)
    const reminders = planReminders(waiting, settings(), current, now)
    const times = [plan.wakeAt, reminders.wakeAt, notificationQueue.nextSnoozedAt()]
    if (current.kind === 'on') times.push(current.until)
    // Before anything is waited for: what arrives meanwhile changes it further.
    schedule = plan.schedule
    if (
      plan.holdBack.length > 0 &&
      (await writer.write({ type: 'hold-notifications', held: plan.holdBack })).kind === 'failed'
    ) {
      return now + tryAgainMs
    }
    if (reminders.drop.length > 0) void writer.write({ type: 'set-reminded', keys: keysOf(reminders.drop) })

    if (plan.show?.kind === 'digest' && countOf(due) >= maxBatch) {
      stopGathering = collectBurst({
        queue: notificationQueue,
        writer,
        settings,
        silence,
        onGathered: tellOfFlood,
      })
      return null
    }
    if (plan.show !== null) {
      const alert = writeNotification(plan.show, notificationQueue, settings(), now, i18n())
      if (
        alert !== null &&
        !(await raise(alert, () =>
          writer.write({ type: 'set-notification', keys: alert.keys, state: 'shown', reason: null }),
        ))
      ) {
        return now + tryAgainMs
      }
      // What was just announced may be due a reminder one day.
      return now + spacingMs
    }
    const [first, ...others] = reminders.remind
    if (first !== undefined && plan.wakeAt === null) {
      const reminder = createReminder([first, ...others], settings(), now, i18n())
      const isNoted = await raise(reminder, () => writer.write({ type: 'set-reminded', keys: reminder.keys }))
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
      schedule = afterAbsence(schedule, clock.now(), isFirstConnect)
      step()
    },
    arrived: (isUrgent = false) => {
      const now = clock.now()
      schedule = afterArrival(schedule, now)
      const soonest = Math.max(nextCheckAt(schedule), lookedAt + (isUrgent ? 0 : lookEveryMs))
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
