import { chmodSync, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Lets nobody but the user read what the process writes from now on, in folders that others may read too. Returns the
 * mask that was in force: other programs that the app starts write by that one, or an installer would make files of the
 * system unreadable.
 */
export function writePrivately(): number {
  return process.umask(0o077)
}

const ownFile = /^(?:[\w-]+\.json|history[\w.-]*\.db(?:-wal|-shm)?)$/

/**
 * Takes the files that an earlier version wrote away from other users. Never follows a symbolic link. What the system
 * refuses stays: a folder on a USB stick may know no permissions.
 */
export function makeFilesPrivate(folder: string): void {
  if (process.platform === 'win32') return
  for (const name of namesIn(folder)) {
    if (ownFile.test(name)) removeOthersAccess(join(folder, name))
  }
  const logs = join(folder, 'logs')
  for (const name of namesIn(logs)) removeOthersAccess(join(logs, name))
}

function namesIn(folder: string): readonly string[] {
  try {
    return lstatSync(folder).isDirectory() ? readdirSync(folder) : []
  } catch {
    return []
  }
}

function removeOthersAccess(path: string): void {
  try {
    const file = lstatSync(path)
    // A second name of a file that lies elsewhere too is none of ours.
    const isOurs = file.isFile() && file.nlink === 1
    if (isOurs && (file.mode & 0o077) !== 0) chmodSync(path, file.mode & 0o700)
  } catch {
    // It is gone, or belongs to somebody else.
  }
}
