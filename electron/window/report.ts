import type { Connection, ConnectionError } from '../model/connection.ts'

/** What a report on the app tells; nothing in it is secret. */
export interface Report {
  readonly versions: Readonly<Record<string, string>>
  /** The server's origin; null: none is known. */
  readonly server: string | null
  readonly hasCursor: boolean
  /** Newest first. */
  readonly connections: readonly {
    readonly at: number
    readonly kind: Connection['kind']
    readonly error: ConnectionError | null
  }[]
  /** When the newest events that could not be understood came. */
  readonly rejectedAt: readonly number[]
  readonly rejectedCount: number
  readonly settings: Readonly<Record<string, unknown>>
}

/** Writes the report as text, for an issue or a letter to the administrator. */
export function reportAsText(report: Report): string {
  return [
    'Tidings report',
    ...Object.entries(report.versions).map(([name, version]) => `${name}: ${version}`),
    `server: ${report.server ?? 'none'}`,
    `cursor: ${report.hasCursor ? 'there is one' : 'none'}`,
    `settings: ${JSON.stringify(report.settings)}`,
    `events set aside: ${report.rejectedCount}`,
    ...report.rejectedAt.map((at) => `  ${iso(at)}`),
    'connection, newest first:',
    ...report.connections.map(
      ({ at, kind, error }) => `  ${iso(at)} ${kind}${error === null ? '' : ` ${errorAsWord(error)}`}`,
    ),
    '',
  ].join('\n')
}

// Only the kind, and the status: a detail or an address may name what nobody else should know.
function errorAsWord(error: ConnectionError): string {
  return error.kind === 'status' ? `status ${error.status}` : error.kind
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
