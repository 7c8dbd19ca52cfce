import { accessSync, constants, mkdirSync } from 'node:fs'

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
