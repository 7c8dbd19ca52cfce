import type { I18n } from '../i18n/i18n.ts'
import type { MonotonicClock } from '../model/clock.ts'
import type { Command } from '../model/command.ts'
import type { Item } from '../model/item.ts'
import type { ReadLocalTime } from '../model/local-time.ts'
import { type Silence, silenceAt, untilOf } from '../model/quiet-hours.ts'
import type { Settings } from '../model/settings.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import type { HistoryChange, HistoryWriter } from '../store/history-writer.ts'
import { createCheckLoop, earliest } from './check-loop.ts'
import { collectBurst } from './collect-burst.ts'
import { firstRepeatAt } from './critical-repeats.ts'
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
import type {
  DesktopNotification,
  DesktopNotifications,
  NotificationHandlers,
  ShownNotification,
} from './desktop-notification.ts'
import { createDigest } from './digest.ts'
import { createDoNotDisturb } from './do-not-disturb.ts'
import { createFolding } from './fold-equal.ts'
import { createHandOver, type HandOver, type HandOverOptions, type Recorded } from './hand-over.ts'
import {
  createNextNotification,
  type NextNotification,
  repeatDigestId,
  type WrittenNotification,
} from './next-notification.ts'
import { createNotificationHandlers } from './notification-handlers.ts'
import { hasSomethingToShow, planCheck, readQueueState } from './plan-check.ts'
import type { createPresence } from './presence.ts'
import { splitWatched } from './watched.ts'

/**
 * Raises the notifications of items. Its queue is the store: a row is pending until it is recorded as shown or
 * suppressed.
 */
export interface Notifier {
  /** A connection has opened: what arrives next was missed. */
  readonly connected: (isFirstConnect: boolean) => void
  /** An item that may have to be announced has come, and is being stored: the desktop is asked meanwhile. */
  readonly expect: () => void
  /** An item was stored whose notification is pending; an urgent one does not wait for more to arrive. */
  readonly arrived: (isUrgent?: boolean) => void
  /** To be called when the settings changed, a notification was snoozed, the screen was locked or the computer woke up. */
  readonly checkAgain: () => void
  /** The desktop can show notifications again: what was due meanwhile counts as missed. */
  readonly availableAgain: () => void
  /** What the user does with a notification of items, and what becomes of it. */
  readonly handlersOf: (notification: Pick<ShownNotification, 'keys' | 'actions'>) => NotificationHandlers
  /** Whether notifications are held back at this moment. */
  readonly silence: () => Silence
  readonly stop: () => void
}

export interface NotifierOptions extends HandOverOptions {
  readonly desktop: Pick<DesktopNotifications, 'prepare' | 'close'>
  readonly reader: Pick<HistoryReader, 'notificationQueue' | 'anyUnread'>
  readonly writer: HistoryWriter
  /** Whether the desktop can show notifications. When it can again, `availableAgain` is called. */
  readonly isAvailable: () => Promise<boolean>
  /** Queries whether the desktop itself holds notifications back; null where it can't be queried. */
  readonly doNotDisturb: (() => Promise<boolean>) | null
  readonly presence: ReturnType<typeof createPresence>
  readonly localTime: ReadLocalTime
  readonly settings: () => Settings
  /** Whether the window has the focus and shows the newest items. */
  readonly isShowingNewest: () => boolean
  readonly i18n: () => I18n
  readonly clock: MonotonicClock
  /** Does what a click on a notification, or on one of its buttons, asks for. */
  readonly dispatch: (command: Command) => void
  /** Notifications are held back from now on, or no longer. */
  readonly onChange: () => void
}

interface NotifierState {
  schedule: DeliverySchedule
  /** Whether something has arrived since the last check. */
  hasArrived: boolean
  /** When something that arrived was last checked, as `MonotonicClock.elapsed`. */
  checkedArrivalAt: number
  /** The time of day less the elapsed time, at the last check. It falls when the clock is set back. */
  clockOffset: number
  /** What the last check found; a change is reported. */
  lastSilence: Silence['kind']
  /** Whether items may have been held back that are pending again when the silence ends. */
  mayHaveHeld: boolean
}

/** During a burst not every event needs a check of its own. */
const minCheckIntervalMs = 100
/** What was decided so long before the desktop answered is decided again: it may no longer be so. */
const maxDraftMs = 10
/** Less is a correction of the clock. */
const minLeapMs = 2_000
/** When to try again after the disk has refused a write, or the desktop a notification. */
const retryMs = 5_000

/** Raises the notifications that are due, one after another, until it is stopped. */
export function startNotifier(options: NotifierOptions): Notifier {
  const { desktop, reader, writer, presence, clock, settings, i18n } = options
  const queue = reader.notificationQueue
  const doNotDisturb = createDoNotDisturb(options.doNotDisturb, clock)
  const state: NotifierState = {
    // What an earlier run left pending counts as missed.
    schedule: afterAbsence(initialSchedule, clock.elapsed(), false),
    hasArrived: false,
    checkedArrivalAt: Number.NEGATIVE_INFINITY,
    clockOffset: clock.now() - clock.elapsed(),
    lastSilence: 'off',
    // An earlier run may have ended during a silence.
    mayHaveHeld: true,
  }
  const loop = createCheckLoop(check, clock)
  const folding = createFolding(clock, reader.anyUnread)
  const handOver = createHandOver(options)
  const handlersOf = (notification: Pick<ShownNotification, 'keys' | 'actions'>): NotificationHandlers =>
    createNotificationHandlers(notification, {
      dispatch: options.dispatch,
      setOutcome: (keys, outcome) => void isWritten({ type: 'set-outcome', keys, outcome }),
      onSeen: folding.forget,
    })

  const chosenSilence = (): Silence => silenceAt(settings(), clock.now(), options.localTime)
  const silence = (): Silence => {
    const chosen = chosenSilence()
    if (chosen.kind === 'on') return chosen
    const away = presence.silence()
    return away.kind === 'on' ? away : doNotDisturb.silence()
  }
  /** Others may see the screen while it is locked. */
  const shownSettings = (): Settings =>
    presence.isLocked() ? { ...settings(), hideContent: true } : settings()

  /**
   * Raises at most one notification; resolves to the time of the next check, null: when something happens.
   *
   * @param hasAnswered the desktop has just said that it can show notifications
   */
  async function check(hasAnswered = false): Promise<number | null> {
    const moment = { now: clock.now(), elapsed: clock.elapsed() }
    const { now, elapsed } = moment
    if (state.hasArrived) state.checkedArrivalAt = elapsed
    state.hasArrived = false
    followClock(now - elapsed)
    if (!(await handOver.writeRest())) return elapsed + retryMs
    if (elapsed < nextCheckAt(state.schedule)) return nextCheckAt(state.schedule)

    const stored = readQueueState(queue, settings())
    const isWatched =
      stored.pending.length > 0 &&
      !settings().notifyWhileWatching &&
      options.isShowingNewest() &&
      presence.isActive()
    const { due, seen } = isWatched ? splitWatched(stored.pending) : { due: stored.pending, seen: [] }
    if (seen.length > 0 && !(await isWritten({ type: 'hold-notifications', held: seen, until: null })))
      return elapsed + retryMs
    const queueState = { ...stored, pending: due }
    const chosen = chosenSilence()
    const isSomethingDue = hasSomethingToShow(queueState, settings(), chosen, now)
    // Asked now, and awaited as late as can be: most of what follows is done by the time that the desktop answers.
    const available = isSomethingDue && !hasAnswered ? options.isAvailable() : Promise.resolve(true)
    if (chosen.kind === 'off') {
      const isAnswerNeeded = isSomethingDue || (state.mayHaveHeld && queue.anyHeld())
      if (!isAnswerNeeded) {
        doNotDisturb.reset()
        presence.reset()
      } else {
        presence.refresh()
        if (presence.silence().kind === 'off' && !doNotDisturb.isKnown()) {
          await doNotDisturb.refresh()
          return check(hasAnswered)
        }
      }
    } else presence.reset()
    const current = silence()
    reportSilence(current)
    if (current.kind === 'on') state.mayHaveHeld = true
    else if (state.mayHaveHeld) return (await releaseHeld()) ? elapsed : elapsed + retryMs

    const { schedule } = state
    const plan = planCheck(queueState, schedule, settings(), current, moment)
    const draft = createDraft(plan.show)
    const draftedAt = clock.elapsed()
    if (!(await available)) return null
    const isLate = !hasAnswered && clock.elapsed() - draftedAt > maxDraftMs
    if (isLate || state.schedule !== schedule) return check(true)
    // Set before anything else is awaited, because events that arrive meanwhile change the schedule as well.
    state.schedule = plan.schedule
    const { holdBack, dropReminders, correctRepeats } = plan
    if (
      holdBack.length > 0 &&
      !(await isWritten({ type: 'hold-notifications', held: holdBack, until: untilOf(current) }))
    )
      return elapsed + retryMs
    if (dropReminders.length > 0)
      void isWritten({ type: 'set-reminded', keys: dropReminders.map(({ key }) => key) })
    if (correctRepeats.length > 0)
      void isWritten({ type: 'set-repeats', repeats: correctRepeats, isShown: false })
    if (plan.show !== null) return announce(plan.show, draft)
    return earliest([plan.wakeAt, presence.queryAgainAt()])
  }

  /** What is to be shown; null: nothing, or it is yet to be collected. */
  function createDraft(next: NextNotification | null): WrittenNotification | null {
    if (next === null || next.kind === 'burst') return null
    return createNextNotification(next, queue, shownSettings(), silence(), clock.now(), i18n())
  }

  /** Resolves to the time of the next check. */
  async function announce(next: NextNotification, draft: WrittenNotification | null): Promise<number> {
    const elapsed = clock.elapsed()
    if (next.kind === 'burst') {
      await collectBurst({
        ...{ queue, writer, settings, silence },
        isStopped: loop.isStopped,
        onCollected: (parts) => {
          const digest = createDigest(parts, shownSettings(), i18n())
          return prepare(digest, { keys: digest.keys, as: 'notification' })()
        },
      })
      return clock.elapsed()
    }
    const as = next.kind === 'reminder' || next.kind === 'repeat' ? next.kind : 'notification'
    if (draft === null) return elapsed + minSpacingMs
    const { equal } = draft
    const [newest, ...others] = equal
    const notification =
      newest === undefined
        ? draft.notification
        : folding.fold([newest, ...others], draft.notification, i18n())
    const keys = newest === undefined ? notification.keys : equal.map(({ key }) => key)
    // Recorded before it is shown: whatever happens in between, no item is announced twice.
    const recording = writer.write(recordOf(next, keys))
    const show = prepare(notification, { keys, as })
    const recorded = await recording
    if (recorded.kind === 'failed') return elapsed + retryMs
    // All of them were read in the meantime.
    if (recorded.changed === 0) return elapsed
    if (as === 'repeat') closeRepeated(notification)
    const result = await show()
    if (result === 'shown') folding.onShown(equal, notification)
    // It may have timed out before, or nobody knew whether it had appeared.
    if (result === 'shown' && as === 'repeat') void isWritten({ type: 'set-outcome', keys, outcome: 'shown' })
    return result === 'again' ? clock.elapsed() + retryMs : elapsed + minSpacingMs
  }

  function recordOf(
    next: Exclude<NextNotification, { readonly kind: 'burst' }>,
    keys: readonly Item['key'][],
  ): HistoryChange {
    switch (next.kind) {
      case 'reminder':
        return { type: 'set-reminded', keys }
      case 'repeat':
        return { type: 'set-repeats', repeats: next.repeats, isShown: true }
      case 'one':
      case 'digest': {
        const repeatAt = firstRepeatAt(settings(), clock.now())
        return { type: 'set-notification', keys, state: 'shown', reason: null, repeatAt }
      }
    }
  }

  /** What is shown again takes the place of what was shown before; it is not beside it. */
  function closeRepeated({ id, keys }: DesktopNotification): void {
    const repeated = new Set(keys)
    desktop.close(
      (shown) =>
        shown.id !== id &&
        (shown.id === repeatDigestId ||
          (shown.keys.length > 0 && shown.keys.every((key) => repeated.has(key)))),
    )
  }

  function prepare(notification: DesktopNotification, recorded: Recorded): () => Promise<HandOver> {
    const show = handOver.prepare(notification, handlersOf(notification), recorded)
    return () => {
      state.schedule = afterShown(state.schedule, clock.elapsed())
      return show()
    }
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

  /** "Remind me in an hour" means an hour, also when the clock is set back in the meantime. */
  function followClock(offset: number): void {
    const byMs = Math.round(offset - state.clockOffset)
    state.clockOffset = offset
    // Forward it also goes while the computer sleeps, and that time counts.
    if (byMs < -minLeapMs) void isWritten({ type: 'shift-snoozed', byMs }).then(loop.check)
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
      state.schedule = afterAbsence(state.schedule, clock.elapsed(), isFirstConnect)
      loop.check()
    },
    arrived: (isUrgent = false) => {
      const now = clock.elapsed()
      state.schedule = afterArrival(state.schedule, now)
      const at = Math.max(
        nextCheckAt(state.schedule),
        isUrgent ? now : state.checkedArrivalAt + minCheckIntervalMs,
      )
      state.hasArrived = true
      if (at <= now) loop.check()
      else loop.checkAt(at)
    },
    expect: () => {
      if (chosenSilence().kind === 'on' || doNotDisturb.isKnown()) return
      void options.isAvailable()
      void doNotDisturb.refresh()
    },
    checkAgain: loop.check,
    availableAgain: () => {
      state.schedule = afterAbsence(state.schedule, clock.elapsed(), false)
      loop.check()
    },
    handlersOf,
    silence,
    stop: loop.stop,
  }
}
