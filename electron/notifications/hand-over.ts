import type { Item } from '../model/item.ts'
import type { Log } from '../model/log.ts'
import type { NotificationProblem } from '../model/notification-problem.ts'
import type { HistoryChange, HistoryWriter } from '../store/history-writer.ts'
import type {
  DesktopNotification,
  DesktopNotifications,
  NotificationHandlers,
  NotificationResult,
} from './desktop-notification.ts'

/** A desktop that refuses a notification so often will always refuse it. */
const maxRefusals = 3

export interface HandOverOptions {
  readonly desktop: Pick<DesktopNotifications, 'prepare'>
  readonly writer: Pick<HistoryWriter, 'write'>
  readonly log: Pick<Log, 'warn'>
  /** A notification of these items is on the screen. Default: nobody needs to know. */
  readonly onShown?: (keys: readonly Item['key'][]) => void
  /** A notification could not be shown, because none can be. */
  readonly onUnavailable: (problem: NotificationProblem) => void
}

/**
 * How it was recorded before it was handed over. A repeat that surely was not shown is not due again: the next one comes in
 * its time.
 */
export interface Recorded {
  readonly keys: readonly Item['key'][]
  readonly as: 'notification' | 'reminder' | 'repeat'
}

/** `again`: it was surely not shown, and is due again. `failed`: it is not to be shown again. */
export type HandOver = 'shown' | 'again' | 'failed'

/**
 * Hands notifications over to the desktop that are recorded as shown already, and corrects that record by what the
 * desktop answers.
 */
export function createHandOver({ desktop, writer, log, onShown, onUnavailable }: HandOverOptions) {
  /** What the disk has refused to take. */
  let unwritten: readonly HistoryChange[] = []
  /** How often the desktop has refused a notification, by the key of its first item. */
  const refusals = new Map<Item['key'], number>()

  const isWritten = async (change: HistoryChange) => (await writer.write(change)).kind === 'written'
  const record = async (change: HistoryChange): Promise<void> => {
    if (!(await isWritten(change))) unwritten = [...unwritten, change]
  }

  const isDueAgain = (result: NotificationResult, [key = 0]: readonly Item['key'][]): boolean => {
    if (result.kind === 'unavailable') return true
    if (result.kind !== 'refused') return false
    const count = (refusals.get(key) ?? 0) + 1
    if (count < maxRefusals) refusals.set(key, count)
    else refusals.delete(key)
    return count < maxRefusals
  }

  /** Corrects what was recorded by what the desktop has answered. */
  const correct = async (result: NotificationResult, { keys, as }: Recorded): Promise<HandOver> => {
    if (result.kind === 'shown') {
      if (as === 'notification') onShown?.(keys)
      return 'shown'
    }
    const detail = result.kind === 'unavailable' ? result.problem.reason : result.reason
    const reason = `failed: ${detail}` as const
    log.warn(`A notification could not be shown: ${detail}`)
    if (as === 'repeat') {
      if (result.kind === 'unavailable') onUnavailable(result.problem)
      return 'failed'
    }
    if (isDueAgain(result, keys)) {
      // In the file before anything else happens: they are due also when the app ends then.
      await record(
        as === 'reminder'
          ? { type: 'return-reminders', keys }
          : { type: 'return-notifications', keys, reason },
      )
      if (result.kind === 'unavailable') onUnavailable(result.problem)
      return 'again'
    }
    const outcome = result.kind === 'unknown' ? 'unknown' : 'failed'
    if (as === 'notification')
      await record({ type: 'set-notification', keys, state: 'suppressed', reason, outcome })
    return 'failed'
  }

  return {
    /**
     * Prepares a notification, which the returned function shows; that resolves when the desktop has answered, or should have.
     *
     * @param keys the items that are recorded for it
     */
    prepare: (
      notification: DesktopNotification,
      handlers: NotificationHandlers,
      recorded: Recorded,
    ): (() => Promise<HandOver>) => {
      const show = desktop.prepare(notification, handlers)
      return async () => correct(await show(), recorded)
    },
    /** Writes what the disk has refused before. Resolves to false when it still does. */
    writeRest: async (): Promise<boolean> => {
      for (;;) {
        const [change, ...others] = unwritten
        if (change === undefined) return true
        if (!(await isWritten(change))) return false
        unwritten = others
      }
    },
  }
}
