import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { type Opened, openStore } from './open-store.ts'

/**
 * Opens the history read-only, whether or not the app is running. Even for that SQLite writes files beside it. Where
 * that is forbidden, a file that the app has closed is opened as immutable.
 */
export function openReadOnly(file: string): Opened {
  const options = { now: Date.now, readOnly: true }
  const opened = openStore(file, options)
  const mayNotWrite = opened.kind === 'missing' || opened.kind === 'failed'
  if (!mayNotWrite || !existsSync(file) || existsSync(`${file}-wal`)) return opened
  const immutable = openStore(`${pathToFileURL(file).href}?immutable=1`, options)
  return immutable.kind === 'open' ? immutable : opened
}
