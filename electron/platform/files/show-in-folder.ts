import { existsSync } from 'node:fs'
import { shell } from 'electron'

/** Shows a file in its folder; false when it is no longer there. */
export function showInFolder(path: string): boolean {
  const exists = existsSync(path)
  if (exists) shell.showItemInFolder(path)
  return exists
}
