import { open, rename, rm } from 'node:fs/promises'
import { openReadOnly } from '../store/open-read-only.ts'
import { byteOrderMark } from './csv.ts'
import { type ExportedPiece, exportHistory } from './export-history.ts'

export type Saved =
  | { readonly kind: 'saved'; readonly items: number }
  /** Why not: the name of a text (`problem.detail`), or what the system said. */
  | { readonly kind: 'failed'; readonly reason: string }

/**
 * Saves the whole history to a file, as it is at this moment, a piece at a time. The file is there when it is complete,
 * or not at all. CSV is marked as UTF-8 for spreadsheets.
 */
export async function saveHistory(historyFile: string, target: string, form: 'csv' | 'json'): Promise<Saved> {
  const opened = openReadOnly(historyFile)
  if (opened.kind !== 'open') return { kind: 'failed', reason: opened.reason }
  const draft = `${target}.part`
  try {
    const options = { form, limit: Number.POSITIVE_INFINITY, unreadOnly: false }
    const items = await writeAll(
      draft,
      form === 'csv' ? byteOrderMark : '',
      exportHistory(opened.store, options),
    )
    await rename(draft, target)
    return { kind: 'saved', items }
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {})
    return { kind: 'failed', reason: reasonOf(error) }
  } finally {
    opened.store.close()
  }
}

async function writeAll(path: string, start: string, pieces: Iterable<ExportedPiece>): Promise<number> {
  const file = await open(path, 'w')
  try {
    let count = 0
    await file.write(start)
    for (const { text, items } of pieces) {
      await file.writeFile(text)
      count += items
    }
    await file.sync()
    return count
  } finally {
    await file.close()
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ENOSPC') return 'disk-full'
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'place-forbidden'
  return error instanceof Error ? error.message : String(error)
}
