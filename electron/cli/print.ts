import { iso } from '../history/item-fields.ts'
import { explain } from '../i18n/explain.ts'
import { createI18n } from '../i18n/i18n.ts'
import { assertNever } from '../model/assert-never.ts'
import { type Completeness, type Connection, errorOf, type Gap } from '../model/connection.ts'

const english = createI18n('en')

/** What `--status` reports. */
export interface StatusReport {
  readonly connection: Connection
  readonly cursor: string | null
  readonly unread: number
  /** What is wrong with the place where the history is kept, in words; null: nothing. */
  readonly storageProblem: string | null
  /** Where events may be missing; none: nothing is known to be. */
  readonly gap?: Gap | null
  /** Default: a gap, or that it is not known yet. */
  readonly completeness?: Completeness
}

export function statusAsJson(report: StatusReport): string {
  return JSON.stringify({
    connection: report.connection.kind,
    since: iso(report.connection.since),
    cursor: report.cursor,
    unread: report.unread,
    lastError: lastErrorOf(report),
    completeness: completenessForJson(report),
    ...(report.gap && { gap: { ...report.gap, at: iso(report.gap.at) } }),
  })
}

function completenessForJson({ completeness, gap = null }: StatusReport) {
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

export function statusAsText(report: StatusReport): string {
  const problem = lastErrorOf(report)
  return [
    `Connection: ${report.connection.kind} since ${iso(report.connection.since)}`,
    ...(problem === null ? [] : [problem]),
    `Unread: ${report.unread}`,
  ].join('\n')
}

// What could not be written can't have been noted either: a full disk is only known by looking at it.
function lastErrorOf({ storageProblem, connection }: StatusReport): string | null {
  if (storageProblem !== null) return storageProblem
  const error = errorOf(connection)
  return error === null ? null : explain(error, english)
}
