import type { ServerPolicy } from '../model/policy.ts'
import { maxServers } from '../model/settings.ts'
import { addressOf, type Source, type SourceId } from '../model/source.ts'

/** A server in use, as far as it is about its place. */
interface InUse {
  readonly id: SourceId
  /** As it is in the settings. */
  readonly address: string
}

export interface ServerWish {
  readonly source: Source
  /** The server whose place it is to take; null: of none. */
  readonly replaces: InUse | null
  /** The server in use that has the same id; null: there is none. */
  readonly inUse: InUse | null
  /** How many servers there are. */
  readonly count: number
  readonly policy: ServerPolicy
}

/** Why a server can't be added, or put in the place of another one; null: it can. */
export function serverRefusal(wish: ServerWish) {
  const { source, replaces, inUse, count, policy } = wish
  const isManaged = (id: SourceId) => policy.managed.includes(id)
  if (!policy.allowsOthers && !isManaged(source.id)) return 'other-servers'
  const kept = replaces ?? inUse
  if (kept !== null && isManaged(kept.id) && addressOf(source) !== kept.address) return 'managed-address'
  if (kept === null && count >= maxServers) return 'too-many-servers'
  return replaces !== null && inUse !== null && inUse.id !== replaces.id ? 'server-in-use' : null
}
