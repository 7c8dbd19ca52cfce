import { explain } from '../i18n/explain.ts'
import type { I18n } from '../i18n/i18n.ts'
import { errorOf } from '../model/connection.ts'
import type { Settings } from '../model/settings.ts'
import type { Source } from '../model/source.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import type { Diagnostics } from './contract.ts'
import type { Report } from './report.ts'

const shownConnections = 100
const shownQuarantine = 50
const shownData = 2_000

type Diary = Pick<HistoryReader, 'connectionLog' | 'rejectedEvents' | 'rejectedCount' | 'cursor'>

/** What the window shows to somebody who looks for a fault. */
export function diagnosticsOf(
  reader: Diary,
  source: Source | null,
  versions: Diagnostics['versions'],
  i18n: I18n,
): Diagnostics {
  const changes = source === null ? [] : reader.connectionLog(source.id, shownConnections)
  return {
    connections: changes.map(({ at, connection }) => {
      const cause = errorOf(connection)
      return { at, kind: connection.kind, problem: cause === null ? null : explain(cause, i18n) }
    }),
    rejectedEvents: reader
      .rejectedEvents(shownQuarantine)
      .map(({ at, reason, data }) => ({ at, reason, data: data.slice(0, shownData) })),
    cursor: source === null ? null : reader.cursor(source.id),
    versions,
  }
}

/** The same for handing on: holds no token, no message and no more of the server than its origin. */
export function reportOf(
  reader: Diary,
  source: Source | null,
  versions: Diagnostics['versions'],
  settings: Settings,
): Report {
  return {
    versions,
    server: source?.url.origin ?? null,
    hasCursor: source !== null && reader.cursor(source.id) !== null,
    connections: (source === null ? [] : reader.connectionLog(source.id, shownConnections)).map(
      ({ at, connection }) => ({ at, kind: connection.kind, cause: errorOf(connection) }),
    ),
    rejectedAt: reader.rejectedEvents(shownQuarantine).map(({ at }) => at),
    rejectedCount: reader.rejectedCount(),
    settings: {
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
    },
  }
}
