import { iso } from '../history/item-fields.ts'
import { english } from '../i18n/english.ts'
import { explain } from '../i18n/explain.ts'
import { assertNever } from '../model/assert-never.ts'
import { type Completeness, type Connection, errorOf, type Gap } from '../model/connection.ts'
import { printable } from '../model/printable.ts'
import { isSecure } from '../model/safe-url.ts'
import type { SourceId } from '../model/source.ts'
import { worstConnection } from '../model/worst-connection.ts'

/** One server, as `--status` prints it. */
export interface SourceStatus {
  readonly source: SourceId
  readonly name: string
  readonly connection: Connection
  readonly cursor: string | null
  readonly unread: number
  readonly rejected: number
  /** Where events may be missing; null: none are known to be. */
  readonly gap: Gap | null
  /** Null: a gap if there is one, otherwise it is not known yet. */
  readonly completeness: Completeness | null
}

/** What `--status` prints. */
export interface StatusReport {
  /** The servers in use, in their order. */
  readonly sources: readonly SourceStatus[]
  /** Of the servers above and, as far as all are asked for, of those that are no longer in use. */
  readonly unread: number
  readonly rejected: number
  /** Milliseconds since the epoch. */
  readonly now: number
  /** Why the history can't be written, as a sentence; null: it can. */
  readonly storageProblem: string | null
  /** Why the desktop can show no notification; null: it can. */
  readonly notificationProblem: string | null
}

/** One JSON object: first the worst of all servers, or the only one, then each. */
export function statusAsJson(report: StatusReport): string {
  const { connection, cursor, gap } = worstOf(report)
  return JSON.stringify({
    connection: connection.kind,
    since: iso(connection.since),
    cursor,
    unread: report.unread,
    rejected: report.rejected,
    lastError: lastErrorOf(connection, report),
    completeness: completenessAsJson(worstCompleteness(report)),
    security: securityOf(report.sources),
    notifications: {
      kind: report.notificationProblem === null ? 'ok' : 'unavailable',
      reason: report.notificationProblem,
    },
    ...gapAsJson(gap),
    sources: report.sources.map((source) => ({
      source: source.source,
      name: source.name,
      connection: source.connection.kind,
      since: iso(source.connection.since),
      cursor: source.cursor,
      unread: source.unread,
      rejected: source.rejected,
      lastError: lastErrorOf(source.connection, report),
      completeness: completenessAsJson(completenessOf(source)),
      security: securityOf([source]),
      ...gapAsJson(source.gap),
    })),
  })
}

/** Lines for people: the worst of all servers, or the only one, then a line each where there are several. */
export function statusAsText(report: StatusReport): string {
  const { connection } = worstOf(report)
  const problem = lastErrorOf(connection, report)
  return [
    `Connection: ${connection.kind} since ${iso(connection.since)}`,
    ...(problem === null ? [] : [problem]),
    ...(isUnencrypted(report.sources) ? [`Not encrypted: ${notEncrypted}`] : []),
    `Unread: ${report.unread}`,
    ...(report.notificationProblem === null ? [] : [`No notifications: ${report.notificationProblem}`]),
    ...(report.sources.length > 1 ? report.sources.map(sourceAsText) : []),
  ]
    .map(printable)
    .join('\n')
}

function sourceAsText(source: SourceStatus): string {
  const { name, connection, unread } = source
  const error = errorOf(connection)
  return [
    `${name}: ${connection.kind} since ${iso(connection.since)}, ${unread} unread`,
    ...(isUnencrypted([source]) ? [', not encrypted'] : []),
    ...(error === null ? [] : [`. ${explain(error, english)}`]),
  ].join('')
}

/** The server with the worst connection, and the first gap of any. */
function worstOf({ sources, now }: StatusReport): Pick<SourceStatus, 'connection' | 'cursor' | 'gap'> {
  const connection = worstConnection(sources.map((source) => source.connection))
  const worst = sources.find((source) => source.connection === connection)
  return {
    connection: connection ?? { kind: 'stopped', since: now, error: null },
    cursor: worst?.cursor ?? null,
    gap: sources.find(({ gap }) => gap !== null)?.gap ?? null,
  }
}

// A full disk can't be logged on that disk, so its current state takes precedence over the logged one.
function lastErrorOf(connection: Connection, { storageProblem }: StatusReport): string | null {
  if (storageProblem !== null) return storageProblem
  const error = errorOf(connection)
  return error === null ? null : explain(error, english)
}

const notEncrypted = 'on the way, others can read and change what the server sends; use its https:// address'

function isUnencrypted(sources: readonly SourceStatus[]): boolean {
  return sources.some(({ source }) => !isSecure(new URL(source)))
}

/** Null: there is no server. */
function securityOf(sources: readonly SourceStatus[]) {
  if (sources.length === 0) return null
  return isUnencrypted(sources)
    ? ({ kind: 'unencrypted', reason: notEncrypted } as const)
    : ({ kind: 'ok', reason: null } as const)
}

function completenessOf({ completeness, gap }: SourceStatus): Completeness {
  if (completeness !== null) return completeness
  return gap === null ? { kind: 'not-known-yet' } : { ...gap, kind: 'gap' }
}

const fromWorst: readonly Completeness['kind'][] = ['gap', 'unknown', 'not-known-yet', 'proven']

/** Nothing is missing only where that is so of every server. */
function worstCompleteness({ sources }: StatusReport): Completeness {
  const [worst] = sources
    .map(completenessOf)
    .sort((first, second) => fromWorst.indexOf(first.kind) - fromWorst.indexOf(second.kind))
  return worst ?? { kind: 'not-known-yet' }
}

function completenessAsJson(completeness: Completeness) {
  switch (completeness.kind) {
    case 'unknown':
      return { kind: completeness.kind, since: iso(completeness.since) }
    case 'gap':
      return { ...completeness, at: iso(completeness.at) }
    case 'proven':
    case 'not-known-yet':
      return completeness
    default:
      return assertNever(completeness)
  }
}

function gapAsJson(gap: Gap | null) {
  return gap === null ? {} : { gap: { ...gap, at: iso(gap.at) } }
}
