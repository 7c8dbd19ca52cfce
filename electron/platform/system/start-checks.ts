import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs'

// More than the next few events need.
const minFreeBytes = 1024 * 1024

/** Whether there is a display to show windows on; always, except on Linux. */
export function hasDisplay(
  platform: NodeJS.Platform,
  { DISPLAY, WAYLAND_DISPLAY }: Readonly<Record<string, string | undefined>>,
): boolean {
  return (
    platform !== 'linux' || [DISPLAY, WAYLAND_DISPLAY].some((value) => value !== undefined && value !== '')
  )
}

/** Creates the folder of the app's files, if it does not exist yet. Returns why that failed, as a sentence, or null. */
export function createUserDataDir(folder: string): string | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
    return null
  } catch {
    return `Nothing can be saved in ${folder}: it can't be made or written to. Choose a folder with --user-data-dir.`
  }
}

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
