import { iso } from '../history/item-fields.ts'
import { explain } from '../i18n/explain.ts'
import { createI18n } from '../i18n/i18n.ts'
import { type Connection, errorOf, type Gap } from '../model/connection.ts'

const english = createI18n('en')

/** What `--status` prints. */
export interface StatusReport {
  readonly connection: Connection
  readonly cursor: string | null
  readonly unread: number
  /** Why the history can't be written, as a sentence; null: it can. */
  readonly storageProblem: string | null
  /** Where events may be missing; null or absent: none are known to be. */
  readonly gap?: Gap | null
}

export function statusAsJson(report: StatusReport): string {
  return JSON.stringify({
    connection: report.connection.kind,
    since: iso(report.connection.since),
    cursor: report.cursor,
    unread: report.unread,
    lastError: lastErrorOf(report),
    ...(report.gap && { gap: { ...report.gap, at: iso(report.gap.at) } }),
  })
}

export function statusAsText(report: StatusReport): string {
  const problem = lastErrorOf(report)
  return [
    `Connection: ${report.connection.kind} since ${iso(report.connection.since)}`,
    ...(problem === null ? [] : [problem]),
    `Unread: ${report.unread}`,
  ].join('\n')
}

// A full disk can't be logged on that disk, so its current state takes precedence over the logged one.
function lastErrorOf({ storageProblem, connection }: StatusReport): string | null {
  if (storageProblem !== null) return storageProblem
  const error = errorOf(connection)
  return error === null ? null : explain(error, english)
}
