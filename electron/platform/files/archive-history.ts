import { existsSync, renameSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

export type ArchiveResult =
  | { readonly kind: 'set-aside'; readonly name: string }
  | { readonly kind: 'failed' }

/**
 * Renames a damaged history, and what SQLite keeps beside it, to a name with the time: nothing of it is thrown away, and
 * whoever knows how may still get something out of it.
 */
export function archiveHistory(file: string, now: number): ArchiveResult {
  const time = new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')
  const name = freeName(dirname(file), `${basename(file, '.db')}.damaged-${time}`)
  try {
    // The log first: without its file it is of no use to the new one, and the other way round it would be taken for its.
    for (const part of ['-wal', '-shm', '']) {
      if (existsSync(`${file}${part}`)) renameSync(`${file}${part}`, join(dirname(file), `${name}.db${part}`))
    }
    return { kind: 'set-aside', name: `${name}.db` }
  } catch {
    return { kind: 'failed' }
  }
}

function freeName(folder: string, name: string): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name}-${number}`
    if (!existsSync(join(folder, `${candidate}.db`))) return candidate
  }
}
