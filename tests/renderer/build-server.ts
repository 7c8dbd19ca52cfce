import type { Connection, FeedStatus } from '../../electron/model/connection.ts'
import type { HistorySource } from '../../electron/model/server.ts'
import type { ServerSettings } from '../../electron/model/settings.ts'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { buildFeedStatus } from '../support/build-status.ts'

const connectedAt = new Date(2026, 10, 22, 14, 0).getTime()

/** The server of items that name no other. */
export const serverAddress = 'https://app.example.com/api/notifications'

export interface ServerParts extends Partial<Omit<ServerSnapshot, 'settings' | 'status'>> {
  readonly settings?: Partial<ServerSettings>
  /** The state of its feed; it takes precedence over the whole status. */
  readonly connection?: Connection
  readonly status?: FeedStatus
}

/** A server that is connected, but for these parts. It is called by its host unless `settings` or `name` say otherwise. */
export function buildServer(parts: ServerParts = {}): ServerSnapshot {
  const { settings, connection, status, ...others } = parts
  const open = { kind: 'open', since: connectedAt } as const
  const ofFeed = buildFeedStatus(connection ?? open, { lastByteAt: connectedAt })
  const address = others.address ?? serverAddress
  return {
    key: 1,
    id: address,
    address,
    name: settings?.name ?? new URL(address).host,
    settings: { address, name: null, colour: 'blue', clientId: null, ...settings },
    managed: false,
    status: connection === undefined ? (status ?? ofFeed) : ofFeed,
    token: { present: false, keptIn: 'keychain' },
    account: null,
    signIn: { kind: 'none' },
    offersSignIn: false,
    problem: null,
    certificate: null,
    certificates: null,
    ...others,
  }
}

/** The servers as the history lists them. */
export function sourcesOf(servers: readonly ServerSnapshot[]): readonly HistorySource[] {
  return servers.map(({ id, name, settings }) => ({ id, name, colour: settings.colour }))
}
