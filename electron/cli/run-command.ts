import { exportHistory } from '../history/export-history.ts'
import { iso } from '../history/item-fields.ts'
import { explain, explainDetail } from '../i18n/explain.ts'
import { createI18n } from '../i18n/i18n.ts'
import { assertNever } from '../model/assert-never.ts'
import { type Completeness, type Connection, errorOf, type Gap } from '../model/connection.ts'
import { printable } from '../model/printable.ts'
import { isSecure } from '../model/safe-url.ts'
import type { SourceId } from '../model/source.ts'
import { openReadOnly } from '../store/open-store.ts'
import { probeLock } from '../store/probe-lock.ts'
import type { Request } from './parse-arguments.ts'

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

const english = createI18n('en')

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
  if (opened.kind === 'missing') return success('')
  if (opened.kind !== 'open') return notReadable(opened.reason)
  try {
    for (const { text } of exportHistory(opened.store, request)) {
      if (!(await print(text))) break
    }
    return success('')
  } finally {
    opened.store.close()
  }
}

export interface StatusContext {
  readonly isRunning: boolean
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly storageProblem: StatusReport['storageProblem']
}

/** Runs `--status` on what the app has logged last; when it is not running the connection is stopped. */
export function runStatus(
  request: Extract<Request, { kind: 'status' }>,
  file: string,
  { isRunning, now, storageProblem }: StatusContext,
): CommandResult {
  const opened = openReadOnly(file)
  if (opened.kind !== 'open' && opened.kind !== 'missing') return notReadable(opened.reason)
  const store = opened.kind === 'open' ? opened.store : null
  try {
    const latest = store?.latestStatus(request.options.source?.id ?? null) ?? null
    const logged: Connection = latest?.connection ?? { kind: 'stopped', since: now, error: null }
    const report: StatusReport = {
      connection:
        isRunning || logged.kind === 'stopped'
          ? logged
          : { kind: 'stopped', since: logged.since, error: null },
      server: latest?.source ?? null,
      cursor: latest === null ? null : (store?.cursor(latest.source) ?? null),
      unread: store?.unread() ?? 0,
      storageProblem: storageProblem ?? (isRunning && store !== null ? lockProblem(file) : null),
      gap: latest?.gap ?? null,
      completeness: isRunning ? (latest?.completeness ?? null) : null,
      notificationProblem: isRunning ? (store?.notificationProblem() ?? null) : 'Tidings is not running',
    }
    return success(`${request.json ? statusAsJson(report) : statusAsText(report)}\n`)
  } finally {
    store?.close()
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

/** What `--status` prints. */
export interface StatusReport {
  readonly connection: Connection
  /** The address of the server; null or absent: none is known. */
  readonly server?: SourceId | null
  readonly cursor: string | null
  readonly unread: number
  /** Why the history can't be written, as a sentence; null: it can. */
  readonly storageProblem: string | null
  /** Where events may be missing; null or absent: none are known to be. */
  readonly gap?: Gap | null
  /** Null or absent: a gap if there is one, otherwise it is not known yet. */
  readonly completeness?: Completeness | null
  /** Why the desktop can show no notification; null or absent: it can. */
  readonly notificationProblem?: string | null
}

export function statusAsJson(report: StatusReport): string {
  return JSON.stringify({
    connection: report.connection.kind,
    since: iso(report.connection.since),
    cursor: report.cursor,
    unread: report.unread,
    lastError: lastErrorOf(report),
    completeness: completenessAsJson(report),
    security: securityOf(report),
    notifications: {
      kind: (report.notificationProblem ?? null) === null ? 'ok' : 'unavailable',
      reason: report.notificationProblem ?? null,
    },
    ...(report.gap && { gap: { ...report.gap, at: iso(report.gap.at) } }),
  })
}

const notEncrypted = 'on the way, others can read and change what the server sends; use its https:// address'

/** Null: there is no server yet. */
function securityOf({ server = null }: StatusReport) {
  if (server === null) return null
  return isSecure(new URL(server))
    ? ({ kind: 'ok', reason: null } as const)
    : ({ kind: 'unencrypted', reason: notEncrypted } as const)
}

function completenessAsJson({ completeness = null, gap = null }: StatusReport) {
  const known: Completeness =
    completeness ?? (gap === null ? { kind: 'not-known-yet' } : { ...gap, kind: 'gap' })
  switch (known.kind) {
    case 'unknown':
      return { kind: known.kind, since: iso(known.since) }
    case 'gap':
      return { kind: known.kind, at: iso(known.at), from: known.from, to: known.to }
    case 'proven':
    case 'not-known-yet':
      return known
    default:
      return assertNever(known)
  }
}

function statusAsText(report: StatusReport): string {
  const problem = lastErrorOf(report)
  return [
    `Connection: ${report.connection.kind} since ${iso(report.connection.since)}`,
    ...(problem === null ? [] : [problem]),
    ...(securityOf(report)?.kind === 'unencrypted' ? [`Not encrypted: ${notEncrypted}`] : []),
    `Unread: ${report.unread}`,
    ...(report.notificationProblem == null ? [] : [`No notifications: ${report.notificationProblem}`]),
  ]
    .map(printable)
    .join('\n')
}

// A full disk can't be logged on that disk, so its current state takes precedence over the logged one.
function lastErrorOf({ storageProblem, connection }: StatusReport): string | null {
  if (storageProblem !== null) return storageProblem
  const error = errorOf(connection)
  return error === null ? null : explain(error, english)
}
