import type { Item } from '../model/item.ts'
import type { HistoryChange, HistoryWriter } from '../store/history-writer.ts'

export interface UserWriterOptions {
  readonly writer: HistoryWriter
  /** Something that the user asked for was not written. @param reason the key of a text, or the system's message */
  readonly onFailed: (reason: string) => void
  /** The result of `deleted` has changed. */
  readonly onChange: () => void
}

/** As many as anybody selects at once: what is beyond it can't be undone. */
const maxDeleted = 10_000

/** What only the user asks for; other changes report their failure in another way. */
const byUser: ReadonlySet<HistoryChange['type']> = new Set([
  'mark-read',
  'mark-unread',
  'mark-all-read',
  'mark-matching-read',
  'undo-mark-read',
  'pin',
  'unpin',
  'delete',
  'undo-delete',
  'snooze',
  'cancel-snooze',
  'delete-download',
  'delete-source',
])

/** Writes what the user asks for, and makes sure that nobody claims what is not in the file. */
export function createUserWriter({ writer, onFailed, onChange }: UserWriterOptions) {
  let deleted: readonly Item['key'][] = []

  return {
    /** The items whose deletion is in the file, in the order of their deletion: the last ten thousand. */
    deleted: (): readonly Item['key'][] => deleted,
    flush: writer.flush,
    write: async (change: HistoryChange): ReturnType<HistoryWriter['write']> => {
      const result = await writer.write(change)
      if (!byUser.has(change.type)) return result
      if (result.kind === 'failed') {
        onFailed(result.reason)
      } else if (change.type === 'delete' || change.type === 'undo-delete') {
        const changed = new Set(change.keys)
        const others = deleted.filter((key) => !changed.has(key))
        deleted = change.type === 'delete' ? [...others, ...change.keys].slice(-maxDeleted) : others
        onChange()
      }
      return result
    },
  }
}
