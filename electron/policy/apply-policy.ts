import { lockedSettings, type Policy, type ServerPolicy } from '../model/policy.ts'
import { maxServers, type ServerSettings, type Settings } from '../model/settings.ts'
import { type SourceId, sourceIdOf } from '../model/source.ts'

/** The settings that apply: the organization's before the user's own. */
export function withPolicy(own: Settings, policy: Policy): Settings {
  const { servers, settings } = policy
  return { ...own, ...settings, servers: [...servers, ...usedServers(own.servers, policy)] }
}

/**
 * The user's own settings after a change of those that apply. What the organization has decided stays out of them, and
 * what it has displaced stays in them: all of it is there again when the policy is gone.
 */
export function withoutPolicy(own: Settings, change: Partial<Settings>, policy: Policy): Settings {
  const locked = lockedSettings(policy)
  const allowed = Object.fromEntries(
    Object.entries(change).filter(([name]) => !locked.some((key) => key === name)),
  )
  if (change.servers === undefined) return { ...own, ...allowed }
  const used = usedServers(own.servers, policy)
  const displaced = own.servers.filter((server) => !used.includes(server))
  const { managed } = serverPolicy(policy)
  const changed = policy.allowOtherServers
    ? change.servers.filter(({ address }) => !isAmong(address, managed))
    : []
  return { ...own, ...allowed, servers: [...changed, ...displaced] }
}

export function serverPolicy({ servers, allowOtherServers }: Policy): ServerPolicy {
  const managed = servers.flatMap(({ address }) => sourceIdOf(address) ?? [])
  return { managed, allowsOthers: allowOtherServers }
}

/** Those of the user's own servers that are used beside the organization's. */
function usedServers(own: readonly ServerSettings[], policy: Policy): readonly ServerSettings[] {
  if (!policy.allowOtherServers) return []
  const { managed } = serverPolicy(policy)
  return own.filter(({ address }) => !isAmong(address, managed)).slice(0, maxServers - policy.servers.length)
}

function isAmong(address: string, ids: readonly SourceId[]): boolean {
  const id = sourceIdOf(address)
  return id !== null && ids.includes(id)
}
