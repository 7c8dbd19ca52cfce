import type { Item } from '../model/item.ts'
import { isUnread } from './counts.ts'

/** How a field of an item is stored. */
interface ItemColumn {
  readonly column: string
  /** When events write it: never, with the first one, or with every one. */
  readonly written: 'never' | 'first' | 'always'
  /** The SQL expression that reads it, if that is not just the column. */
  readonly select?: string
  /** The SQL expression that is inserted, if that is not just the parameter, which is called as the field. */
  readonly insert?: string
}

/**
 * Whether the notification is pending, now or later, as a condition on `item`: it is snoozed, or came after the last
 * "mark all read".
 */
const isPending = `notification = 'pending' AND (
  snoozed_until IS NOT NULL OR position > (SELECT notifications_settled_position FROM meta))`

/**
 * Every field of an item has its place here, and SELECT, INSERT, UPDATE and the type of a row are built from it. The
 * compiler asks for an entry for a new field of `Item`, for its value in `itemOf` and, if events write it, for its value
 * in item-writer.ts.
 */
const columns = {
  key: { column: 'key', written: 'never' },
  position: { column: 'position', written: 'first' },
  id: { column: 'id', written: 'first' },
  source: {
    column: 'source',
    written: 'first',
    select: '(SELECT source.name FROM source WHERE source.key = item.source)',
  },
  type: { column: 'type', written: 'first' },
  title: { column: 'title', written: 'always' },
  message: { column: 'message', written: 'always' },
  category: { column: 'category', written: 'always' },
  priority: { column: 'priority', written: 'always' },
  revision: { column: 'revision', written: 'always' },
  attempt: { column: 'attempt', written: 'always' },
  state: { column: 'state', written: 'always' },
  progress: { column: 'progress', written: 'always' },
  url: { column: 'url', written: 'always' },
  offer: { column: 'offer', written: 'always' },
  createdAt: { column: 'created_at', written: 'always' },
  receivedAt: { column: 'received_at', written: 'first' },
  updatedAt: { column: 'updated_at', written: 'always' },
  read: {
    column: 'read_epoch',
    written: 'first',
    select: `NOT ${isUnread}`,
    insert: 'iif(:read, NULL, (SELECT read_epoch FROM meta))',
  },
  pinned: { column: 'pinned_at', written: 'never', select: 'pinned_at IS NOT NULL' },
  notification: {
    column: 'notification',
    written: 'first',
    select: `iif(notification = 'pending' AND NOT (${isPending}), 'none', notification)`,
  },
  notificationReason: { column: 'notification_reason', written: 'never' },
  notificationOutcome: { column: 'notification_outcome', written: 'never' },
  heldUntil: { column: 'held_until', written: 'never', select: 'coalesce(snoozed_until, held_until)' },
  download: {
    column: 'download',
    written: 'never',
    select: `(SELECT coalesce(download.sealed, json_remove(download.state, '$.startedBy'))
      FROM download WHERE download.item = item.key)`,
  },
} as const satisfies Readonly<Record<keyof Item, ItemColumn>>

type WrittenField<When extends ItemColumn['written']> = {
  [Field in keyof typeof columns]: (typeof columns)[Field]['written'] extends When ? Field : never
}[keyof typeof columns]

type SqlValue = string | number | null

/** The parameters of `updateItem`, but for `:key`. */
export type UpdatedValues = Readonly<Record<WrittenField<'always'>, SqlValue>> & Sealed

/** The parameters of `insertItem`. `source` is the key of its row. */
export type InsertedValues = UpdatedValues &
  Readonly<Record<WrittenField<'first'> | 'namedBy' | 'contentDigest' | 'hidden', SqlValue>>

const entries: readonly (readonly [string, ItemColumn])[] = Object.entries(columns)
const inserted = entries.filter(([, { written }]) => written !== 'never')
const updated = entries.filter(([, { written }]) => written === 'always')

/** What to select from `item` for an `ItemRow`. */
export const itemColumns = [
  ...entries.map(([field, { column, select = column }]) => `${select} AS "${field}"`),
  'item.sealed AS "sealed"',
].join(', ')

export const insertItem = `
  INSERT INTO item (named_by, content_digest, hidden, sealed, ${inserted.map(([, { column }]) => column).join(', ')})
  VALUES (:namedBy, :contentDigest, :hidden, :sealed, ${inserted.map(([field, { insert = `:${field}` }]) => insert).join(', ')})`

export const updateItem = `
  UPDATE item SET sealed = :sealed, ${updated.map(([field, { column }]) => `${column} = :${field}`).join(', ')} WHERE key = :key`

/** The content of a row as one sealed value; null: it is in its columns. */
interface Sealed {
  readonly sealed: Uint8Array | null
}

type SqlOf<Value> = Value extends boolean ? 0 | 1 : Value extends object ? string : Value

type PlainRow = { readonly [Field in keyof Item]-?: SqlOf<Required<Item>[Field]> }

/** An item as SQLite returns it: written by this program, so its values are trusted. Objects are JSON. */
export interface ItemRow extends Omit<PlainRow, 'download'>, Sealed {
  /** Sealed, or JSON. */
  readonly download: Uint8Array | string | null
}

/** Of a row whose content is in its columns, and which has this download, as JSON. */
// Written out, because spreading a row of SQLite takes longer than reading it. `Required`: no field can be forgotten.
export function itemOf(row: ItemRow, download: string | null): Required<Item> {
  return {
    key: row.key,
    position: row.position,
    id: row.id,
    source: row.source,
    type: row.type,
    title: row.title,
    message: row.message,
    category: row.category,
    priority: row.priority,
    revision: row.revision,
    attempt: row.attempt,
    state: row.state,
    progress: row.progress,
    url: row.url,
    offer: row.offer === null ? null : JSON.parse(row.offer),
    createdAt: row.createdAt,
    receivedAt: row.receivedAt,
    updatedAt: row.updatedAt,
    read: row.read === 1,
    pinned: row.pinned === 1,
    notification: row.notification,
    notificationReason: row.notificationReason,
    notificationOutcome: row.notificationOutcome,
    heldUntil: row.heldUntil,
    download: download === null ? null : JSON.parse(download),
  }
}
