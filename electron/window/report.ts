import { type ConnectionError, errorOf } from '../model/connection.ts'
import type { Settings } from '../model/settings.ts'
import type { Source } from '../model/source.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import { connectionChanges } from './connection-changes.ts'

export interface ReportOptions {
  readonly reader: Pick<HistoryReader, 'connectionLog' | 'rejectedEvents' | 'rejectedCount' | 'cursor'>
  readonly source: Source | null
  readonly versions: Readonly<Record<string, string>>
  readonly settings: Settings
}

const maxConnections = 100
const maxRejectedEvents = 50

/**
 * Writes a report for an issue or an e-mail to the administrator. It holds no token, no message and no more of the
 * server than its origin.
 */
export function createReport({ reader, source, versions, settings }: ReportOptions): string {
  const log = source === null ? [] : connectionChanges(reader.connectionLog(source.id, maxConnections))
  const hasCursor = source !== null && reader.cursor(source.id) !== null
  return [
    'Tidings report',
    ...Object.entries(versions).map(([name, version]) => `${name}: ${version}`),
    `server: ${source?.url.origin ?? 'none'}`,
    `cursor: ${hasCursor ? 'yes' : 'none'}`,
    `settings: ${JSON.stringify(reportedSettings(settings))}`,
    `rejected events: ${reader.rejectedCount()}`,
    ...reader.rejectedEvents(maxRejectedEvents).map(({ at }) => `  ${iso(at)}`),
    'connection, newest first:',
    ...log.map(({ at, connection }) => {
      const error = errorOf(connection)
      return `  ${iso(at)} ${connection.kind}${error === null ? '' : ` ${nameOfError(error)}`}`
    }),
    '',
  ].join('\n')
}

function reportedSettings(settings: Settings) {
  return {
    language: settings.language,
    theme: settings.theme,
    sounds: settings.sounds,
    hideContent: settings.hideContent,
    pause: settings.pause.kind,
    quietHours: settings.quietHours.enabled,
    mutedCategories: settings.mutedCategories.length,
    retention: settings.retention,
    startAtLogin: settings.startAtLogin,
    updates: settings.updates,
  }
}

// Only the kind, and the status: a detail or an address may name something private.
function nameOfError(error: ConnectionError): string {
  return error.kind === 'status' ? `status ${error.status}` : error.kind
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
