import { exportHistory } from '../history/export-history.ts'
import { explainDetail } from '../i18n/explain.ts'
import { createI18n } from '../i18n/i18n.ts'
import type { Connection } from '../model/connection.ts'
import type { NotOpened } from '../store/open-database.ts'
import { openReadOnly } from '../store/open-store.ts'
import type { Request } from './parse-arguments.ts'
import { statusAsJson, statusAsText } from './print.ts'

/** What is left to print, on which stream, and the exit code. */
export interface CommandResult {
  readonly output: string
  readonly error: string
  readonly exitCode: 0 | 1
}

/**
 * Runs `--history` on the stored history, whether or not the app is running. Prints it in pieces.
 *
 * @param print resolves when the text was written; false: the reader has closed the output
 */
export async function runHistory(
  request: Extract<Request, { kind: 'history' }>,
  file: string,
  print: (text: string) => Promise<boolean>,
): Promise<CommandResult> {
  const opened = openReadOnly(file)
  if (opened.kind !== 'open') return refusal(opened)
  try {
    for (const { text } of exportHistory(opened.store, request)) {
      if (!(await print(text))) break
    }
    return { output: '', error: '', exitCode: 0 }
  } finally {
    opened.store.close()
  }
}

export interface StatusContext {
  readonly isRunning: boolean
  /** Milliseconds since the epoch. */
  readonly now: number
  /** Why the history can't be written, as a sentence; null: it can. */
  readonly storageProblem: string | null
}

/** Runs `--status` on what the app has logged last; when it is not running the connection is stopped. */
export function runStatus(
  request: Extract<Request, { kind: 'status' }>,
  file: string,
  { isRunning, now, storageProblem }: StatusContext,
): CommandResult {
  const asText = request.json ? statusAsJson : statusAsText
  const opened = openReadOnly(file)
  if (opened.kind === 'missing') {
    const connection: Connection = { kind: 'stopped', since: now, error: null }
    const output = `${asText({ connection, cursor: null, unread: 0, storageProblem })}\n`
    return { output, error: '', exitCode: 0 }
  }
  if (opened.kind !== 'open') return refusal(opened)
  const { store } = opened
  try {
    const latest = store.latestStatus(request.options.source?.id ?? null)
    const logged = latest?.connection ?? { kind: 'stopped', since: now, error: null }
    const connection: Connection =
      isRunning || logged.kind === 'stopped' ? logged : { kind: 'stopped', since: logged.since, error: null }
    const cursor = latest === null ? null : store.cursor(latest.source)
    const output = `${asText({ connection, cursor, unread: store.unread(), storageProblem, gap: latest?.gap ?? null })}\n`
    return { output, error: '', exitCode: 0 }
  } finally {
    store.close()
  }
}

function refusal({ kind, reason }: NotOpened): CommandResult {
  if (kind === 'missing') return { output: '', error: '', exitCode: 0 }
  return {
    output: '',
    error: `tidings: The history can't be read: ${explainDetail(reason, createI18n('en'))}.\n`,
    exitCode: 1,
  }
}
