import { explain } from '../i18n/explain.ts'
import type { I18n } from '../i18n/i18n.ts'
import { errorOf } from '../model/connection.ts'
import { type ServerHint, serverHints } from '../model/server-hints.ts'
import type { Source } from '../model/source.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import { connectionChanges } from './connection-changes.ts'
import type { Diagnostics } from './contract.ts'

const maxConnections = 100
const maxRejectedEvents = 50
const maxDataLength = 2_000

/** What the window shows to somebody who looks for the cause of a problem. */
export function diagnosticsOf(
  reader: Pick<
    HistoryReader,
    'connectionLog' | 'rejectedEvents' | 'cursor' | 'usualPause' | 'isFirstConnect'
  >,
  source: Source | null,
  versions: Diagnostics['versions'],
  i18n: I18n,
): Diagnostics {
  const log = source === null ? [] : connectionChanges(reader.connectionLog(source.id, maxConnections))
  return {
    connections: log.map(({ at, connection }) => {
      const error = errorOf(connection)
      return { at, kind: connection.kind, problem: error === null ? null : explain(error, i18n) }
    }),
    rejectedEvents: reader
      .rejectedEvents(maxRejectedEvents)
      .map(({ at, reason, data }) => ({ at, reason, data: data.slice(0, maxDataLength) })),
    cursor: source === null ? null : reader.cursor(source.id),
    hints: source === null ? [] : hintsOf(reader, source).map((hint) => i18n.t(`hint.${hint}`)),
    versions,
  }
}

function hintsOf(
  reader: Pick<HistoryReader, 'connectionLog' | 'cursor' | 'usualPause' | 'isFirstConnect'>,
  { id }: Source,
): readonly ServerHint[] {
  const log = reader.connectionLog(id, maxConnections)
  return serverHints({
    hasEvents: !reader.isFirstConnect(id),
    hasIds: reader.cursor(id) !== null,
    usualPauseMs: reader.usualPause(id),
    completeness: log[0]?.completeness?.kind ?? 'not-known-yet',
    errors: log.flatMap(({ connection }) => errorOf(connection)?.kind ?? []),
  })
}
