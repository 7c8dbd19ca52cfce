import type { Item } from '../../electron/model/item.ts'
import { isMuted } from '../../electron/model/mute.ts'
import type { Rule } from '../../electron/model/rule.ts'
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
  rules: readonly Rule[],
): (id: SourceId) => ItemOrigin | null {
  const origins = new Map<SourceId, ItemOrigin>()
  return (id) => {
    if (sources.length < 2) return null
    const server = servers.find((one) => one.id === id)
    const origin = origins.get(id) ?? {
      source: sourceOf(id, sources),
      server: server?.key ?? null,
      muted: server !== undefined && isMuted(rules, { source: id }),
    }
    origins.set(id, origin)
    return origin
  }
}

/** Returns whether the category of an item is muted; each category is looked up once. */
export function createCategoryMute(rules: readonly Rule[]): (item: Pick<Item, 'category'>) => boolean {
  const known = new Map<string, boolean>()
  return ({ category }) => {
    if (category === null || rules.length === 0) return false
    const muted = known.get(category) ?? isMuted(rules, { category })
    known.set(category, muted)
    return muted
  }
}
