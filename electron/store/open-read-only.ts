import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { type Opened, openStore } from './open-store.ts'

/**
 * Opens the history to read it only, whether or not the app is running. SQLite needs to write beside the file even for
 * that; where it may not, a file that the app has closed is read as it is.
 */
export function openReadOnly(file: string): Opened {
  const options = { now: Date.now, readOnly: true }
  const opened = openStore(file, options)
  const mayNotWrite = opened.kind === 'missing' || opened.kind === 'failed'
  if (!mayNotWrite || !existsSync(file) || existsSync(`${file}-wal`)) return opened
  const asItIs = openStore(`${pathToFileURL(file).href}?immutable=1`, options)
  return asItIs.kind === 'open' ? asItIs : opened
}
