import type { Item } from '../model/item.ts'
import { isFinal } from '../model/job.ts'

/** An item as SQLite hands it over: what we wrote, so its words are trusted. */
export interface ItemRow extends Omit<Item, 'createdAt' | 'receivedAt' | 'updatedAt' | 'download' | 'read'> {
  readonly created_at: number | null
  readonly received_at: number
  readonly updated_at: number
  /** JSON. */
  readonly download: string | null
  readonly unread: 0 | 1
}

/** What to select for an `ItemRow`, from `item`. */
export const itemColumns = `
  key, position, id, type, title, message, category, priority, state, progress, url, download, created_at,
  received_at, updated_at, toast, round IS (SELECT round FROM ledger) AS unread`

export function itemOf(row: ItemRow): Item {
  const { created_at, received_at, updated_at, unread, download, ...same } = row
  return {
    ...same,
    download: download === null ? null : JSON.parse(download),
    createdAt: created_at,
    receivedAt: received_at,
    updatedAt: updated_at,
    read: unread === 0,
  }
}

/** Whether the thing is still on its way: not news yet, so it can be neither unread nor due a toast. */
export function isUnderWay(item: Pick<Item, 'state'>): boolean {
  return item.state !== null && !isFinal(item.state)
}
