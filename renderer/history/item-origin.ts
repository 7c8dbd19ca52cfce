import type { HistorySource, ServerKey } from '../../electron/model/server.ts'
import type { SourceId } from '../../electron/model/source.ts'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { serverName } from '../connection/status-text.ts'

/** The server that an item came from. */
export interface ItemOrigin {
  readonly source: HistorySource
  /** Null: the server was removed. */
  readonly server: ServerKey | null
  /** Whether the server's items raise no notifications. */
  readonly muted: boolean
}

/** The server with this id. One that is not listed was removed, and is called by its host. */
export function sourceOf(id: SourceId, sources: readonly HistorySource[]): HistorySource {
  return sources.find((source) => source.id === id) ?? { id, name: serverName(id), colour: null }
}

/** Finds the origin of items; null for all where there is only one server. The same object for the same server. */
export function createOrigins(
  servers: readonly ServerSnapshot[],
  sources: readonly HistorySource[],
): (id: SourceId) => ItemOrigin | null {
  const origins = new Map<SourceId, ItemOrigin>()
  return (id) => {
    if (sources.length < 2) return null
    const server = servers.find((one) => one.id === id)
    const origin = origins.get(id) ?? {
      source: sourceOf(id, sources),
      server: server?.key ?? null,
      muted: server?.settings.muted ?? false,
    }
    origins.set(id, origin)
    return origin
  }
}
