import { accessSync, constants, existsSync, statfsSync } from 'node:fs'

// Less is used up by the next few events.
const leastFreeBytes = 1024 * 1024

/** What keeps the app from writing into its folder, in words; null: nothing, or there is no such folder yet. */
export function storageProblem(folder: string): string | null {
  if (!existsSync(folder)) return null
  try {
    accessSync(folder, constants.W_OK)
  } catch {
    return `Nothing can be saved: ${folder} is read-only, or belongs to another account.`
  }
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize < leastFreeBytes ? 'Nothing can be saved: the disk is full.' : null
}
