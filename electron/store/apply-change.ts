import { assertNever } from '../model/assert-never.ts'
import type { SourceId } from '../model/source.ts'
import type { ConnectionLog } from './connection-log.ts'
import type { Conversion } from './conversion.ts'
import type { DeletedSources } from './deleted-sources.ts'
import type { DownloadRecords } from './downloads.ts'
import type { EventWriter } from './event-writer.ts'
import type { EventOutcome, HistoryChange } from './history-writer.ts'
import type { NotificationQueue } from './notification-queue.ts'
import type { ReadMarks } from './read-marks.ts'
import type { ReadState } from './read-state.ts'
import type { Receipts } from './receipts.ts'
import type { Sources } from './sources.ts'

/** The modules that write, each of them its own tables or columns. */
export interface ChangeWriters {
  readonly sources: Sources
  readonly deletedSources: DeletedSources
  readonly events: EventWriter
  readonly readState: ReadState
  readonly readMarks: ReadMarks
  readonly notificationQueue: NotificationQueue
  readonly downloads: DownloadRecords
  readonly connectionLog: ConnectionLog
  readonly receipts: Receipts
  readonly conversion: Conversion
}

export interface AppliedChange {
  /** How many rows changed. */
  readonly changed: number
  readonly outcomes: readonly EventOutcome[]
  /** Whether a list, a count or a detail of the history differs now. */
  readonly isVisible: boolean
}

/** Makes one change, inside the caller's transaction. */
export function applyChange(writers: ChangeWriters, change: HistoryChange, now: () => number): AppliedChange {
  const {
    sources,
    events,
    readState,
    readMarks,
    notificationQueue,
    downloads,
    connectionLog,
    receipts,
    conversion,
  } = writers
  switch (change.type) {
    case 'append-events': {
      const appended = change.events.map((event) => events.append(change.source, event, now()))
      const outcomes = appended.map(({ outcome }) => outcome)
      return { ...visible(appended.filter(({ isVisible }) => isVisible).length), outcomes }
    }
    case 'set-cursor':
      sources.advance(change.source, change.lastEventId, now())
      return notVisible
    case 'list-sources':
      return visible(sources.list(change.sources))
    case 'delete-source':
      return visible(deleteSource(writers, change.source))
    case 'mark-read':
      receipts.addRead(change.keys)
      return visible(readState.markRead(change.keys))
    case 'mark-unread':
      receipts.removeRead(change.keys)
      return visible(readState.markUnread(change.keys))
    case 'mark-all-read':
      return visible(readMarks.markMatching({ unreadOnly: true }))
    case 'mark-matching-read':
      return visible(readMarks.markMatching(change.filter))
    case 'undo-mark-read':
      return visible(readMarks.undo())
    case 'pin':
      return visible(readState.pin(change.keys, now()))
    case 'unpin':
      return visible(readState.unpin(change.keys))
    case 'delete':
      return visible(readState.hide(change.keys, now()))
    case 'undo-delete':
      return visible(readState.unhide(change.keys))
    case 'set-usual-pause':
      sources.setUsualPause(change.source, change.pauseMs)
      return notVisible
    case 'log-connection':
      connectionLog.add(sources.keyOf(change.source), change, now())
      return notVisible
    case 'set-notification': {
      const { keys, state, reason, outcome, repeatAt } = change
      if (state === 'suppressed' && outcome === 'failed') receipts.add(keys, 'failed', reason ?? undefined)
      return visible(notificationQueue.set(keys, state, reason, outcome, repeatAt))
    }
    case 'hold-notifications':
      return visible(notificationQueue.hold(change.held, change.until))
    case 'return-notifications':
      return visible(notificationQueue.giveBack(change.keys, change.reason))
    case 'return-reminders':
      return visible(notificationQueue.setReminded(change.keys, false))
    case 'set-outcome':
      if (change.outcome === 'clicked') receipts.add(change.keys, 'clicked')
      return visible(notificationQueue.setOutcome(change.keys, change.outcome))
    case 'report-shown':
      receipts.add(change.keys, 'shown')
      return notVisible
    case 'want-receipts':
      receipts.setWanted(change.source, change.wanted, change.problem)
      return visible(1)
    case 'set-receipt-problem':
      receipts.setProblem(change.source, change.problem)
      return visible(1)
    case 'forget-receipts':
      receipts.forgetAll()
      return notVisible
    case 'begin-receipts':
      return { ...notVisible, changed: receipts.begin(change.source, change.batch) }
    case 'delete-receipts':
      return { ...notVisible, changed: receipts.remove(change.source, change.batch) }
    case 'set-notification-problem':
      notificationQueue.setProblem(change.reason)
      return notVisible
    case 'remember-shown':
      notificationQueue.rememberShown(change.text)
      return notVisible
    case 'release-held-notifications':
      return visible(notificationQueue.releaseHeld())
    case 'snooze':
      return visible(notificationQueue.snooze(change.keys, change.until, change.isSpan))
    case 'cancel-snooze':
      return visible(notificationQueue.cancelSnooze(change.keys))
    case 'shift-snoozed':
      return visible(notificationQueue.shiftSnoozed(change.byMs))
    case 'set-repeats':
      return visible(notificationQueue.setRepeats(change.repeats, change.isShown))
    case 'set-reminded':
      return visible(notificationQueue.setReminded(change.keys, true))
    case 'put-download':
      return visible(downloads.put(change.key, change.stored))
    case 'set-encryption':
      return visible(conversion.begin(change.isOn))
    case 'delete-download':
      return visible(downloads.delete(change.key))
    default:
      return assertNever(change)
  }
}

function deleteSource({ deletedSources, notificationQueue }: ChangeWriters, source: SourceId): number {
  const deleted = deletedSources.mark(source)
  notificationQueue.forgetShown()
  return deleted
}

const notVisible: AppliedChange = { changed: 1, outcomes: [], isVisible: false }

function visible(changed: number): AppliedChange {
  return { changed, outcomes: [], isVisible: changed > 0 }
}
