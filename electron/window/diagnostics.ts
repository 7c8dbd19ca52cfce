import { explain } from '../i18n/explain.ts'
import type { I18n } from '../i18n/i18n.ts'
import { errorOf } from '../model/connection.ts'
import type { Settings } from '../model/settings.ts'
import type { Source } from '../model/source.ts'
import type { Reads } from '../store/writes.ts'
import type { Diagnostics } from './contract.ts'
import type { Report } from './report.ts'

const shownConnections = 100
const shownQuarantine = 50
const shownData = 2_000

type Diary = Pick<Reads, 'connectionLog' | 'rejectedEvents' | 'rejectedCount' | 'cursor'>

/** What the window shows to somebody who looks for a fault. */
export function diagnosticsOf(
  store: Diary,
  source: Source | null,
  versions: Diagnostics['versions'],
  i18n: I18n,
): Diagnostics {
  const changes = source === null ? [] : store.connectionLog(source.id, shownConnections)
  return {
    connections: changes.map(({ at, connection }) => {
      const error = errorOf(connection)
      return { at, kind: connection.kind, problem: error === null ? null : explain(error, i18n) }
    }),
    rejectedEvents: store
      .rejectedEvents(shownQuarantine)
      .map(({ at, reason, data }) => ({ at, reason, data: data.slice(0, shownData) })),
    cursor: source === null ? null : store.cursor(source.id),
    versions,
  }
}

/** The same for handing on: holds no token, no message and no more of the server than its origin. */
export function reportOf(
  store: Diary,
  source: Source | null,
  versions: Diagnostics['versions'],
  settings: Settings,
): Report {
  return {
    versions,
    server: source?.url.origin ?? null,
    hasCursor: source !== null && store.cursor(source.id) !== null,
    connections: (source === null ? [] : store.connectionLog(source.id, shownConnections)).map(
      ({ at, connection }) => ({ at, kind: connection.kind, error: errorOf(connection) }),
    ),
    rejectedAt: store.rejectedEvents(shownQuarantine).map(({ at }) => at),
    rejectedCount: store.rejectedCount(),
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
