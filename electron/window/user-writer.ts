import type { Item } from '../model/item.ts'
import type { HistoryChange, HistoryWriter } from '../store/history-writer.ts'

export interface UserWriterOptions {
  readonly writer: HistoryWriter
  /** Something that the user asked for was not written. @param reason the key of a text, or the system's message */
  readonly onFailed: (reason: string) => void
  /** The result of `deleted` has changed. */
  readonly onChange: () => void
}

/** Writes what the user asks for, and makes sure that nobody claims what is not in the file. */
export interface UserWriter extends HistoryWriter {
  /** The items whose deletion is in the file, in the order of their deletion: the last hundred. */
  readonly deleted: () => readonly Item['key'][]
}

const maxDeleted = 100

/** What only the user asks for; other changes report their failure in another way. */
const byUser: ReadonlySet<HistoryChange['type']> = new Set([
  'mark-read',
  'mark-unread',
  'mark-all-read',
  'delete',
  'undo-delete',
  'snooze-notification',
  'delete-download',
  'delete-source',
])

export function createUserWriter({ writer, onFailed, onChange }: UserWriterOptions): UserWriter {
  let deleted: readonly Item['key'][] = []

  return {
    deleted: () => deleted,
    flush: writer.flush,
    write: async (change) => {
      const result = await writer.write(change)
      if (!byUser.has(change.type)) return result
      if (result.kind === 'failed') {
        onFailed(result.reason)
      } else if (change.type === 'delete' || change.type === 'undo-delete') {
        const others = deleted.filter((key) => !change.keys.includes(key))
        deleted = change.type === 'delete' ? [...others, ...change.keys].slice(-maxDeleted) : others
        onChange()
      }
      return result
    },
  }
}
