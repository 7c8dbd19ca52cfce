import { openReadOnly } from '../store/open-read-only.ts'
import { byteOrderMark } from './csv.ts'
import { exportHistory } from './export-history.ts'

export type SaveResult =
  | { readonly kind: 'saved'; readonly items: number }
  /** Why not: the name of a text (`problem.detail`), or what the system said. */
  | { readonly kind: 'failed'; readonly reason: string }

/**
 * Writes a file piece by piece, under a temporary name until it is complete. Resolves with why that failed (the name of
 * a text, or what the system said); null: it is there.
 */
export type WriteFile = (path: string, pieces: Iterable<string>) => Promise<string | null>

/** Saves the whole history, as it is at this moment, to a file. CSV is marked as UTF-8 for spreadsheets. */
export async function saveHistory(
  historyFile: string,
  target: string,
  format: 'csv' | 'json',
  writeFile: WriteFile,
): Promise<SaveResult> {
  const opened = openReadOnly(historyFile)
  if (opened.kind !== 'open') return { kind: 'failed', reason: opened.reason }
  const { store } = opened
  let items = 0
  function* pieces() {
    if (format === 'csv') yield byteOrderMark
    const options = { format, limit: Number.POSITIVE_INFINITY, unreadOnly: false }
    for (const piece of exportHistory(store, options)) {
      items += piece.items
      yield piece.text
    }
  }
  try {
    const reason = await writeFile(target, pieces())
    return reason === null ? { kind: 'saved', items } : { kind: 'failed', reason }
  } finally {
    store.close()
  }
}
