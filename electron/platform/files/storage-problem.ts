import { accessSync, constants, existsSync, statfsSync } from 'node:fs'

// The next few events need more than this.
const minFreeBytes = 1024 * 1024

/** Why the app can't write into its folder, as a sentence; null: it can, or the folder does not exist yet. */
export function storageProblem(folder: string): string | null {
  if (!existsSync(folder)) return null
  try {
    accessSync(folder, constants.W_OK)
  } catch {
    return `Nothing can be saved: ${folder} is read-only, or belongs to another account.`
  }
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize < minFreeBytes ? 'Nothing can be saved: the disk is full.' : null
}
