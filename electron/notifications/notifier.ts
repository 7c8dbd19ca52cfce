import type { I18n } from '../i18n/i18n.ts'
import { assertNever } from '../model/assert-never.ts'
import type { Clock } from '../model/clock.ts'
import type { Command } from '../model/command.ts'
import type { Item } from '../model/item.ts'
import type { ReadLocalTime } from '../model/local-time.ts'
import type { Log } from '../model/log.ts'
import { type Silence, silenceAt } from '../model/quiet-hours.ts'
import type { Settings } from '../model/settings.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import type { HistoryChange, HistoryWriter } from '../store/history-writer.ts'
import { createCheckLoop } from './check-loop.ts'
import { collectBurst } from './collect-burst.ts'
import {
  afterAbsence,
  afterArrival,
  afterShown,
  afterSilence,
  type DeliverySchedule,
  initialSchedule,
  minSpacingMs,
  nextCheckAt,
} from './delivery-schedule.ts'
import type { DesktopNotification, DesktopNotifications, NotificationAction } from './desktop-notification.ts'
import { createDigest } from './digest.ts'
import { createDoNotDisturb } from './do-not-disturb.ts'
import { createNextNotification, type NextNotification } from './next-notification.ts'
import { hasSomethingToShow, planCheck, readQueueState } from './plan-check.ts'

/**
 * Raises the notifications of items. Its queue is the store: a row is pending until it is recorded as shown or
 * suppressed.
 */
export interface Notifier {
  /** A connection has opened: what arrives next was missed. */
  readonly connected: (isFirstConnect: boolean) => void
  /** An item was stored whose notification is pending; an urgent one does not wait for more to arrive. */
  readonly arrived: (isUrgent?: boolean) => void
  /** To be called when the settings changed, a notification was snoozed or the computer woke up. */
  readonly checkAgain: () => void
  /** Whether notifications are held back at this moment. */
  readonly silence: () => Silence
  readonly stop: () => void
}

export interface NotifierOptions {
  readonly reader: Pick<HistoryReader, 'notificationQueue'>
  readonly writer: HistoryWriter
  readonly desktop: Pick<DesktopNotifications, 'show'>
  /** Queries whether the desktop itself holds notifications back; null where it can't be queried. */
  readonly doNotDisturb: (() => Promise<boolean>) | null
  readonly localTime: ReadLocalTime
  readonly settings: () => Settings
  readonly i18n: () => I18n
  readonly clock: Clock
  readonly log: Pick<Log, 'warn'>
  /** Does what a click on a notification, or on one of its buttons, asks for. */
  readonly dispatch: (command: Command) => void
  /** Notifications are held back from now on, or no longer. */
  readonly onChange: () => void
}

interface NotifierState {
  schedule: DeliverySchedule
  /** When the last check began. */
  lastCheckAt: number
  /** What the last check found; a change is reported. */
  lastSilence: Silence['kind']
  /** Whether items may have been held back that are pending again when the silence ends. */
  mayHaveHeld: boolean
}

/** During a burst not every event needs a check of its own. */
const minCheckIntervalMs = 100
/** When to try again after the disk has refused a write. */
const retryMs = 5_000

export function startNotifier(options: NotifierOptions): Notifier {
  const { reader, writer, desktop, clock, settings, i18n } = options
  const queue = reader.notificationQueue
  const doNotDisturb = createDoNotDisturb(options.doNotDisturb, clock)
  const state: NotifierState = {
    // What an earlier run left pending counts as missed.
    schedule: afterAbsence(initialSchedule, clock.now(), false),
    lastCheckAt: Number.NEGATIVE_INFINITY,
    lastSilence: 'off',
    // An earlier run may have ended during a silence.
    mayHaveHeld: true,
  }
  const loop = createCheckLoop(check, clock)

  const chosenSilence = (): Silence => silenceAt(settings(), clock.now(), options.localTime)
  const silence = (): Silence => {
    const chosen = chosenSilence()
    return chosen.kind === 'on' ? chosen : doNotDisturb.silence()
  }

  /** Raises at most one notification; resolves to the time of the next check, null: when something happens. */
  async function check(): Promise<number | null> {
    const now = clock.now()
    state.lastCheckAt = now
    if (now < nextCheckAt(state.schedule)) return nextCheckAt(state.schedule)

    const queueState = readQueueState(queue)
    const chosen = chosenSilence()
    if (chosen.kind === 'off') {
      const isAnswerNeeded =
        hasSomethingToShow(queueState, settings(), chosen, now) || (state.mayHaveHeld && queue.anyHeld())
      if (!isAnswerNeeded) doNotDisturb.reset()
      else if (!doNotDisturb.isKnown()) {
        await doNotDisturb.refresh()
        return clock.now()
      }
    }
    const current = silence()
    reportSilence(current)
    if (current.kind === 'on') state.mayHaveHeld = true
    else if (state.mayHaveHeld) return (await releaseHeld()) ? now : now + retryMs

    const plan = planCheck(queueState, state.schedule, settings(), current, now)
    // Set before anything is awaited, because events that arrive meanwhile change the schedule as well.
    state.schedule = plan.schedule
    const { holdBack, dropReminders } = plan
    if (holdBack.length > 0 && !(await isWritten({ type: 'hold-notifications', held: holdBack })))
      return now + retryMs
    if (dropReminders.length > 0)
      void isWritten({ type: 'set-reminded', keys: dropReminders.map(({ key }) => key) })
    return plan.show === null ? plan.wakeAt : await announce(plan.show)
  }

  /** Resolves to the time of the next check. */
  async function announce(next: NextNotification): Promise<number> {
    const now = clock.now()
    if (next.kind === 'burst') {
      await collectBurst({
        ...{ queue, writer, settings, silence },
        isStopped: loop.isStopped,
        onCollected: (parts) => show(createDigest(parts, settings(), i18n())),
      })
      return clock.now()
    }
    const notification = createNextNotification(next, queue, settings(), now, i18n())
    if (notification === null) return now + minSpacingMs
    const { keys } = notification
    // Recorded before it is shown: whatever happens in between, no item is announced twice.
    const isRecorded = await isWritten(
      next.kind === 'reminder'
        ? { type: 'set-reminded', keys }
        : { type: 'set-notification', keys, state: 'shown', reason: null },
    )
    if (!isRecorded) return now + retryMs
    show(notification)
    return now + minSpacingMs
  }

  function show(notification: DesktopNotification): void {
    const { keys } = notification
    const [key] = keys
    state.schedule = afterShown(state.schedule, clock.now())
    const handlers = {
      onClick: () => options.dispatch({ type: 'open-notification', keys }),
      onAction: (action: NotificationAction) => {
        if (key !== undefined) options.dispatch(commandOf(action, key))
      },
    }
    void desktop.show(notification, handlers).then((result) => {
      if (result.kind === 'shown' || loop.isStopped()) return
      const reason = `failed: ${result.reason}` as const
      void isWritten({ type: 'set-notification', keys, state: 'suppressed', reason })
      options.log.warn(`A notification could not be shown: ${result.reason}`)
    })
  }

  /** Makes pending again what was held back during a silence; resolves to false when the disk refuses. */
  async function releaseHeld(): Promise<boolean> {
    state.mayHaveHeld = false
    const released = await writer.write({ type: 'release-held-notifications' })
    if (released.kind === 'failed') state.mayHaveHeld = true
    else if (released.changed > 0 && state.schedule.collecting === null)
      state.schedule = afterSilence(state.schedule)
    return released.kind === 'written'
  }

  function reportSilence({ kind }: Silence): void {
    if (kind === state.lastSilence) return
    state.lastSilence = kind
    options.onChange()
  }

  async function isWritten(change: HistoryChange): Promise<boolean> {
    return (await writer.write(change)).kind === 'written'
  }

  loop.check()
  return {
    connected: (isFirstConnect) => {
      state.schedule = afterAbsence(state.schedule, clock.now(), isFirstConnect)
      loop.check()
    },
    arrived: (isUrgent = false) => {
      const now = clock.now()
      state.schedule = afterArrival(state.schedule, now)
      const at = Math.max(
        nextCheckAt(state.schedule),
        state.lastCheckAt + (isUrgent ? 0 : minCheckIntervalMs),
      )
      if (at <= now) loop.check()
      else loop.checkAt(at)
    },
    checkAgain: loop.check,
    silence,
    stop: loop.stop,
  }
}

/** The command of a button on the notification of this item. */
export function commandOf(action: NotificationAction, key: Item['key']): Command {
  switch (action) {
    case 'open':
      return { type: 'open-notification', keys: [key] }
    case 'download':
    case 'snooze':
    case 'show-download':
      return { type: action, key }
    default:
      return assertNever(action)
  }
}
