import { exportHistory } from '../history/export-history.ts'
import { serverNames } from '../history/server-names.ts'
import { english } from '../i18n/english.ts'
import { explainDetail } from '../i18n/explain.ts'
import type { Connection } from '../model/connection.ts'
import { printable } from '../model/printable.ts'
import type { FieldCipher } from '../store/field-cipher.ts'
import type { StoredSource } from '../store/history-reader.ts'
import { openReadOnly, type Store } from '../store/open-store.ts'
import { probeLock } from '../store/probe-lock.ts'
import { chooseSource } from './choose-source.ts'
import type { Request } from './parse-arguments.ts'
import { type SourceStatus, statusAsJson, statusAsText } from './status.ts'

/** What a command prints to standard output and standard error, and its exit code. */
export interface CommandResult {
  readonly output: string
  readonly error: string
  readonly exitCode: 0 | 1 | 2 | 3 | 4
}

export function success(output: string): CommandResult {
  return { output, error: '', exitCode: 0 }
}

/** @param problem what went wrong, as a sentence */
export function failure(exitCode: 1 | 2, problem: string): CommandResult {
  return { output: '', error: `tidings: ${printable(problem)}\n`, exitCode }
}

export const encryptedProblem =
  'The history is encrypted, and the system keychain did not provide its key. Run this in a desktop session in which the keychain is unlocked.'

/** Whether what items say can't be read. */
export function isLocked(store: Pick<Store, 'encryption'>, cipher: FieldCipher | null): boolean {
  return cipher === null && ['encrypting', 'encrypted'].includes(store.encryption().kind)
}

/**
 * Runs `--history` on the stored history, whether or not the app is running. Prints it in pieces.
 *
 * @param cipher decrypts a history that is encrypted
 * @param print resolves when the text was written; false: the reader has closed the output
 */
export async function runHistory(
  { format, limit, unreadOnly, snoozedOnly, source }: Extract<Request, { kind: 'history' }>,
  file: string,
  print: (text: string) => Promise<boolean>,
  cipher: FieldCipher | null = null,
): Promise<CommandResult> {
  const opened = openReadOnly(file, () => cipher)
  if (opened.kind !== 'open' && opened.kind !== 'missing') return notReadable(opened.reason)
  const store = opened.kind === 'open' ? opened.store : null
  try {
    const known = store?.sources() ?? []
    const chosen = source === null ? null : chooseSource(source, known)
    if (chosen?.kind === 'wrong') return failure(2, chosen.reason)
    if (store === null) return success('')
    if (isLocked(store, cipher)) return failure(1, encryptedProblem)
    const only = chosen?.source.id
    const nameOf = serverNames(only === undefined ? known : [])
    const filter = { unreadOnly, snoozedOnly, source: only }
    for (const { text } of exportHistory(store, { format, limit, filter, nameOf })) {
      if (text !== '' && !(await print(text))) break
    }
    return success('')
  } finally {
    store?.close()
  }
}

export interface StatusContext {
  readonly isRunning: boolean
  /** Milliseconds since the epoch. */
  readonly now: number
  /** Why the history can't be written, as a sentence; null: it can, as far as that is known. */
  readonly storageProblem: string | null
}

/** Runs `--status` on what the app has logged last; when it is not running every connection is stopped. */
export function runStatus(
  { json, source }: Extract<Request, { kind: 'status' }>,
  file: string,
  { isRunning, now, storageProblem }: StatusContext,
): CommandResult {
  const opened = openReadOnly(file)
  if (opened.kind !== 'open' && opened.kind !== 'missing') return notReadable(opened.reason)
  const store = opened.kind === 'open' ? opened.store : null
  try {
    const listed = store?.sources().filter(({ isListed }) => isListed) ?? []
    const chosen = source === null ? null : chooseSource(source, listed)
    if (chosen?.kind === 'wrong') return failure(2, chosen.reason)
    const only = chosen?.source.id
    const asked = chosen === null ? listed : [chosen.source]
    const report = {
      sources: store === null ? [] : asked.map((one) => sourceStatus(store, one, isRunning, now)),
      unread: store?.unread(only) ?? 0,
      rejected: store?.rejectedCount(only) ?? 0,
      now,
      storageProblem: storageProblem ?? (isRunning && store !== null ? lockProblem(file) : null),
      notificationProblem: isRunning ? (store?.notificationProblem() ?? null) : 'Tidings is not running',
    }
    return success(`${json ? statusAsJson(report) : statusAsText(report)}\n`)
  } finally {
    store?.close()
  }
}

function sourceStatus(
  store: Store,
  { id, name, unread, rejected }: StoredSource,
  isRunning: boolean,
  now: number,
): SourceStatus {
  const latest = store.latestStatus(id)
  const logged: Connection = latest?.connection ?? { kind: 'stopped', since: now, error: null }
  return {
    ...{ source: id, name, unread, rejected },
    connection:
      isRunning || logged.kind === 'stopped' ? logged : { kind: 'stopped', since: logged.since, error: null },
    cursor: store.cursor(id),
    gap: latest?.gap ?? null,
    completeness: isRunning ? (latest?.completeness ?? null) : null,
  }
}

/** Whether the running app can write, as a sentence; null: it can. */
function lockProblem(file: string): string | null {
  const reason = probeLock(file)
  return reason === null ? null : `Nothing can be saved: ${explainDetail(reason, english)}.`
}

function notReadable(reason: string): CommandResult {
  return failure(1, `The history can't be read: ${explainDetail(reason, english)}.`)
}
