import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * Renames a history file that is damaged, or encrypted without its key being there, and SQLite's log files of it, to a name with the time. Nothing is
 * deleted: an expert may still recover something. The file must not be open.
 *
 * @param now milliseconds since the epoch
 * @returns the new name; null when the system refuses
 */
export function archiveHistory(
  file: string,
  now: number,
  why: 'damaged' | 'encrypted' = 'damaged',
): string | null {
  const time = new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')
  const name = freeName(dirname(file), `${basename(file, '.db')}.${why}-${time}`)
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
 * The same with a history that is encrypted, and with the file of its key: if the keychain is there again, both can be
 * renamed back.
 */
export function archiveEncrypted(file: string, keyFile: string, now: number): string | null {
  const name = archiveHistory(file, now, 'encrypted')
  if (name === null || !existsSync(keyFile)) return name
  try {
    renameSync(keyFile, join(dirname(file), `${basename(name, '.db')}.key.json`))
    return name
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
    const prefixes = ['damaged', 'encrypted'].map((why) => `${basename(file, '.db')}.${why}-`)
    const isArchive = (name: string) => prefixes.some((prefix) => name.startsWith(prefix))
    for (const name of readdirSync(folder).filter(isArchive)) rmSync(join(folder, name))
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
