import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * Renames a damaged history file, and SQLite's log files of it, to a name with the time. Nothing is
 * deleted: an expert may still recover something. The file must not be open.
 *
 * @param now milliseconds since the epoch
 * @returns the new name; null when the system refuses
 */
export function archiveHistory(file: string, now: number): string | null {
  const time = new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')
  const name = freeName(dirname(file), `${basename(file, '.db')}.damaged-${time}`)
  try {
    // The write-ahead log first: SQLite would apply a log that stays behind to the new file.
    for (const part of ['-wal', '-shm', '']) {
      if (existsSync(`${file}${part}`)) renameSync(`${file}${part}`, join(dirname(file), `${name}.db${part}`))
    }
    return `${name}.db`
  } catch {
    return null
  }
}

/**
 * Deletes every history that was archived beside this file: nobody can tell any more of which servers it is.
 *
 * @returns false when the system refuses
 */
export function deleteArchives(file: string): boolean {
  try {
    const folder = dirname(file)
    const prefix = `${basename(file, '.db')}.damaged-`
    for (const name of readdirSync(folder)) if (name.startsWith(prefix)) rmSync(join(folder, name))
    return true
  } catch {
    return false
  }
}

function freeName(folder: string, name: string): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name}-${number}`
    if (!existsSync(join(folder, `${candidate}.db`))) return candidate
  }
}
