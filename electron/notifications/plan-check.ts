import type { Item } from '../model/item.ts'
import { type Silence, untilOf } from '../model/quiet-hours.ts'
import type { Settings } from '../model/settings.ts'
import { maxBatch, type NotificationQueueReader } from '../store/history-reader.ts'
import type { StoredRepeat } from '../store/history-writer.ts'
import { earliest } from './check-loop.ts'
import { planRepeats } from './critical-repeats.ts'
import { type Announcement, type DeliverySchedule, planDelivery } from './delivery-schedule.ts'
import { planReminders } from './expiry-reminder.ts'
import type { NextNotification } from './next-notification.ts'
import { countOf, groupPending, type SplitPending } from './pending.ts'

type QueueState = ReturnType<typeof readQueueState>

/** Reads what is stored about notifications that may be due. */
export function readQueueState(
  queue: Pick<NotificationQueueReader, 'entries' | 'expiring' | 'nextSnoozedAt' | 'repeating'>,
  settings: Settings,
) {
  const pending = groupPending(queue.entries(), settings)
  return {
    ...{ pending, expiring: queue.expiring() },
    ...{ nextSnoozedAt: queue.nextSnoozedAt(), repeating: queue.repeating() },
  }
}

export interface CheckPlan {
  readonly show: NextNotification | null
  readonly holdBack: SplitPending['holdBack']
  /** Never remind of these. */
  readonly dropReminders: readonly Item[]
  /** Record this of critical items that come again. */
  readonly correctRepeats: readonly StoredRepeat[]
  readonly schedule: DeliverySchedule
  /** When to check again if nothing is shown now, as `MonotonicClock.elapsed`; null: when something changes. */
  readonly wakeAt: number | null
}

/** One moment, by both clocks. */
export interface Moment {
  /** Milliseconds since the epoch. */
  readonly now: number
  /** Of `MonotonicClock.elapsed`. */
  readonly elapsed: number
}

/** What waits for a time of day is checked this often: the clock may be set in the meantime. */
const maxWaitMs = 60_000

/** Whether something would be announced if there were no silence other than this. */
export function hasSomethingToShow(
  { pending, expiring, repeating }: QueueState,
  settings: Settings,
  silence: Silence,
  now: number,
): boolean {
  return (
    pending.length > 0 ||
    planReminders(expiring, settings, silence, now).remind.length > 0 ||
    planRepeats(repeating, settings, now).show.length > 0
  )
}

/** Decides what one check does. */
export function planCheck(
  { pending, expiring, nextSnoozedAt, repeating }: QueueState,
  schedule: DeliverySchedule,
  settings: Settings,
  silence: Silence,
  { now, elapsed }: Moment,
): CheckPlan {
  const delivery = planDelivery(pending, schedule, silence, elapsed)
  const reminders = planReminders(expiring, settings, silence, now)
  const repeats = planRepeats(repeating, settings, now)
  const [first, ...rest] = reminders.remind
  const isBurst =
    delivery.show?.kind === 'digest' && !delivery.show.ofCritical && countOf(pending) >= maxBatch
  // Reminders wait until nothing else is to be announced.
  const reminder =
    first === undefined || delivery.wakeAt !== null
      ? null
      : ({ kind: 'reminder', items: [first, ...rest] } as const)
  const timeOfDay = earliest([reminders.wakeAt, nextSnoozedAt, repeats.wakeAt, untilOf(silence)])
  const others = {
    holdBack: delivery.holdBack,
    dropReminders: reminders.drop,
    correctRepeats: repeats.correct,
  }
  // New critical items come before those that come again, and these before all others.
  if (repeats.show.length > 0 && !isCritical(delivery.show))
    return { ...others, show: { kind: 'repeat', repeats: repeats.show }, schedule, wakeAt: elapsed }
  return {
    ...others,
    show: isBurst ? { kind: 'burst' } : (delivery.show ?? reminder),
    schedule: delivery.schedule,
    wakeAt: earliest([delivery.wakeAt, timeOfDay === null ? null : elapsed + waitMs(timeOfDay - now)]),
  }
}

function isCritical(show: Announcement | null): boolean {
  if (show === null) return false
  return show.kind === 'digest' ? show.ofCritical : show.group.priority === 'critical'
}

function waitMs(untilMs: number): number {
  return Math.min(Math.max(0, untilMs), maxWaitMs)
}
