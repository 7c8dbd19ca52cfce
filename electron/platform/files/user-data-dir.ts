import { accessSync, constants, mkdirSync } from 'node:fs'

/** Makes the folder that everything is kept in, where it is not there yet. Returns why that can't be, or null. */
export function createUserDataDir(folder: string): string | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
    return null
  } catch {
    return `Nothing can be saved in ${folder}: it can't be made or written to. Choose a folder with --user-data-dir.`
  }
}
