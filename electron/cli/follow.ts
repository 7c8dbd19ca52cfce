import { statSync } from 'node:fs'
import { itemAsJson, itemAsLine } from '../history/item-fields.ts'
import { serverNames } from '../history/server-names.ts'
import { assertNever } from '../model/assert-never.ts'
import type { Item } from '../model/item.ts'
import type { SourceId } from '../model/source.ts'
import type { FieldCipher } from '../store/field-cipher.ts'
import { openReadOnly, type Store } from '../store/open-store.ts'
import { chooseSource } from './choose-source.ts'
import type { Request } from './parse-arguments.ts'
import { type CommandResult, failure, isLocked, success } from './run-command.ts'

export interface FollowDeps {
  /** The history file of the app. */
  readonly file: string
  /** Decrypts the history; null or absent: it was not encrypted when the command began. */
  readonly cipher?: FieldCipher | null
  /** Whether the app is running: only then does anything arrive. */
  readonly isRunning: () => Promise<boolean>
  /** Resolves when the text was written; false: the reader has closed the output. */
  readonly print: (text: string) => Promise<boolean>
  /** Tells the user something that is no part of the output. */
  readonly warn: (text: string) => void
  readonly delay: (ms: number) => Promise<void>
  /** Aborted when the user ends the command. */
  readonly signal: AbortSignal
}

/** A look into the history takes microseconds, and no message from the app is needed. */
const lookEveryMs = 250
const checkAppEveryLooks = 40

const notRunning = 'Tidings is not running, so nothing can arrive. Start it first, for example with --hidden.'

/** Runs `--follow`: prints each item when it comes, and a job again when it has ended, until the user ends it. */
export async function runFollow(
  { json, source }: Extract<Request, { kind: 'follow' }>,
  deps: FollowDeps,
): Promise<CommandResult> {
  let position: number | null = null
  let only: SourceId | null = null
  for await (const { store, isNew } of watchHistory(deps)) {
    if (isLocked(store, deps.cipher ?? null)) return failure(1, encryptedMeanwhile)
    if (source !== null && only === null) {
      const chosen = chooseSource(source, store.sources())
      if (chosen.kind === 'wrong') return failure(2, chosen.reason)
      only = chosen.source.id
    }
    // What was there before is not new, but everything in a history that was started meanwhile is.
    if (position === null) position = store.newestPosition()
    else if (isNew) position = 0
    for (;;) {
      const items = store.itemsAfter(position)
      if (items.length === 0) break
      const nameOf = serverNames(only === null ? store.sources() : [])
      const text = items
        .filter((item) => only === null || item.source === only)
        .map((item) => `${json ? itemAsJson(item) : itemAsLine(item, nameOf(item.source))}\n`)
        .join('')
      if (text !== '' && !(await deps.print(text))) return success('')
      position = items.at(-1)?.position ?? position
    }
  }
  return deps.signal.aborted ? success('') : failure(1, notRunning)
}

/** Runs `--wait`: waits until the job has ended, prints it, and reports its state by the exit code. */
export async function runWait(
  { id, json }: Extract<Request, { kind: 'wait' }>,
  deps: FollowDeps,
): Promise<CommandResult> {
  for await (const { store } of watchHistory(deps)) {
    if (isLocked(store, deps.cipher ?? null)) return failure(1, encryptedMeanwhile)
    const item = store.itemById(id)
    const exitCode = item === null ? null : exitCodeOf(item)
    if (item === null || exitCode === null) continue
    return { output: `${json ? itemAsJson(item) : itemAsLine(item)}\n`, error: '', exitCode }
  }
  return failure(1, deps.signal.aborted ? `"${id}" has not ended.` : notRunning)
}

/** Null: the job has not ended. */
function exitCodeOf({ state }: Item): CommandResult['exitCode'] | null {
  switch (state) {
    case 'queued':
    case 'running':
      return null
    // A notification has no state: it has arrived.
    case null:
    case 'succeeded':
      return 0
    case 'failed':
      return 3
    case 'cancelled':
      return 4
    default:
      return assertNever(state)
  }
}

const encryptedMeanwhile = 'The history was encrypted meanwhile. Run this again.'

interface Look {
  readonly store: Store
  /** The file is another one than at the look before: the app has archived a damaged history. */
  readonly isNew: boolean
}

/** Yields the history again and again. Ends when the user ends the command, or at once if the app is not running. */
async function* watchHistory(deps: FollowDeps): AsyncGenerator<Look, void> {
  const { file, signal } = deps
  if (!(await deps.isRunning())) return
  let opened: { readonly store: Store; readonly inode: bigint } | null = null
  let hasWarned = false
  try {
    for (let look = 1; !signal.aborted; look += 1) {
      const inode = inodeOf(file)
      const isNew = opened === null || opened.inode !== inode
      if (isNew) {
        opened?.store.close()
        opened = open(deps, inode)
      }
      if (opened !== null) yield { store: opened.store, isNew }
      await deps.delay(lookEveryMs)
      if (look % checkAppEveryLooks !== 0) continue
      const isRunning = await deps.isRunning()
      if (!isRunning && !hasWarned) deps.warn('Tidings has quit. Waiting for it to start again …')
      hasWarned = !isRunning
    }
  } finally {
    opened?.store.close()
  }
}

/** Null: it can't be opened now; the app may be about to create it. */
function open({ file, cipher = null }: FollowDeps, inode: bigint | null) {
  if (inode === null) return null
  const result = openReadOnly(file, () => cipher)
  return result.kind === 'open' ? { store: result.store, inode } : null
}

/** The identity of a file; null: there is none. */
function inodeOf(file: string): bigint | null {
  return statSync(file, { bigint: true, throwIfNoEntry: false })?.ino ?? null
}
