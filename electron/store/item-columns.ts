import type { Item, NotificationReason, NotificationState } from '../model/item.ts'
import { isFinal } from '../model/job.ts'

/** An item as SQLite hands it over: what we wrote, so its words are trusted. */
export interface ItemRow
  extends Omit<
    Item,
    | 'createdAt'
    | 'receivedAt'
    | 'updatedAt'
    | 'offer'
    | 'read'
    | 'notification'
    | 'notificationReason'
    | 'download'
  > {
  readonly created_at: number | null
  readonly received_at: number
  readonly updated_at: number
  /** JSON. */
  readonly download: string | null
  readonly unread: 0 | 1
  readonly toast: NotificationState
  readonly toast_reason: NotificationReason | null
  /** JSON. */
  readonly transfer: string | null
}

/**
 * Whether a toast is due, now or later, as a condition on `item`: it was put off by the user, or not settled by having
 * read all at once.
 */
export const isDue = `toast = 'pending' AND (toast_after IS NOT NULL OR position > (SELECT settled FROM ledger))`

/** What to select for an `ItemRow`, from `item`. */
export const itemColumns = `
  key, position, id, type, title, message, category, priority, state, progress, url, download, created_at,
  received_at, updated_at, iif(toast = 'pending' AND NOT (${isDue}), 'none', toast) AS toast,
  round IS (SELECT round FROM ledger) AS unread, toast_reason,
  (SELECT facts FROM transfer WHERE transfer.item = item.key) AS transfer`

export function itemOf(row: ItemRow): Item {
  return {
    key: row.key,
    position: row.position,
    id: row.id,
    type: row.type,
    title: row.title,
    message: row.message,
    category: row.category,
    priority: row.priority,
    state: row.state,
    progress: row.progress,
    url: row.url,
    offer: row.download === null ? null : JSON.parse(row.download),
    createdAt: row.created_at,
    receivedAt: row.received_at,
    updatedAt: row.updated_at,
    read: row.unread === 0,
    notification: row.toast,
    notificationReason: row.toast_reason,
    download: row.transfer === null ? null : JSON.parse(row.transfer),
  }
}

/** Whether the thing is still on its way: not news yet, so it can be neither unread nor due a toast. */
export function isUnderWay(item: Pick<Item, 'state'>): boolean {
  return item.state !== null && !isFinal(item.state)
}
