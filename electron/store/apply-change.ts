import { assertNever } from '../model/assert-never.ts'
import type { HistoryChange, WriteResult } from './history-writer.ts'
import type { Store, Written } from './open-store.ts'

/** Makes one change in the history file, in a transaction of its own. */
export function applyChange(store: Store, change: HistoryChange): WriteResult {
  if (change.type !== 'append-event') return withoutArrival(applyTo(store, change))
  const appended = store.append(change.source, change.event, change.decoded)
  if (appended.kind === 'failed') return appended
  return { kind: 'written', changed: appended.changed ? 1 : 0, arrived: appended.arrival }
}

function applyTo(store: Store, change: Exclude<HistoryChange, { readonly type: 'append-event' }>): Written {
  switch (change.type) {
    case 'set-cursor':
      return store.setCursor(change.source, change.lastEventId)
    case 'mark-read':
      return store.markRead(change.keys)
    case 'mark-unread':
      return store.markUnread(change.keys)
    case 'mark-all-read':
      return store.markAllRead()
    case 'delete':
      return store.remove(change.keys)
    case 'undo-delete':
      return store.restore(change.keys)
    case 'set-usual-pause':
      return store.setUsualPause(change.source, change.pauseMs)
    case 'log-connection':
      return store.logConnection(change.source, change.connection, change.gap)
    case 'set-notification':
      return store.notificationQueue.set(change.keys, change.state, change.reason)
    case 'hold-notifications':
      return store.notificationQueue.holdBack(change.held)
    case 'release-held-notifications':
      return store.notificationQueue.releaseHeld()
    case 'snooze-notification':
      return store.notificationQueue.snooze(change.key, change.until)
    case 'set-reminded':
      return store.notificationQueue.setReminded(change.keys)
    case 'put-download':
      return store.downloads.put(change.key, change.stored)
    case 'delete-download':
      return store.downloads.forget(change.key)
    default:
      return assertNever(change)
  }
}

function withoutArrival(written: Written): WriteResult {
  return written.kind === 'failed' ? written : { ...written, arrived: null }
}
