import type { ServerKey } from '../model/server.ts'
import { serverNames } from '../model/server-names.ts'
import type { ServerSettings } from '../model/settings.ts'
import type { Source, SourceId } from '../model/source.ts'
import type { HistoryWriter } from '../store/history-writer.ts'
import { type Subscription, type SubscriptionOptions, startSubscription } from './subscription.ts'

/** A server that the app is subscribed to. */
export interface RunningServer {
  readonly key: ServerKey
  readonly settings: ServerSettings
  readonly subscription: Subscription
}

export interface RunningServersOptions {
  readonly subscription: SubscriptionOptions
  readonly writer: Pick<HistoryWriter, 'write'>
  /** A server was added or removed, or its settings have changed. */
  readonly onChange: () => void
}

/** The servers that the app is subscribed to, in the order in which they were added. */
export function createRunningServers({ subscription: options, writer, onChange }: RunningServersOptions) {
  let servers: readonly RunningServer[] = []
  let lastKey = 0

  const byKey = (key: ServerKey): RunningServer | undefined => servers.find((server) => server.key === key)
  const names = () => serverNames(servers.map(({ settings }) => settings))
  const set = (changed: readonly RunningServer[]): void => {
    servers = changed
    // Other processes read from the history which servers are in use.
    const sources = [...names()].map(([id, name]) => ({ id, name }))
    void writer.write({ type: 'list-sources', sources })
    onChange()
  }
  const subscribe = (key: ServerKey, settings: ServerSettings, source: Source): RunningServer => {
    const clientId = () => (byKey(key)?.settings ?? settings).clientId
    return { key, settings, subscription: startSubscription(source, clientId, options) }
  }
  const put = (server: RunningServer): void =>
    set(servers.map((other) => (other.key === server.key ? server : other)))

  return {
    all: () => servers,
    byKey,
    byId: (id: SourceId): RunningServer | undefined =>
      servers.find(({ subscription }) => subscription.source().id === id),
    /** What to call each of them. */
    names,
    add: (source: Source, settings: ServerSettings): RunningServer => {
      lastKey += 1
      const server = subscribe(lastKey, settings, source)
      set([...servers, server])
      return server
    },
    /** Ends the subscription of this server and begins one to this source. */
    subscribeAgain: (
      { key, subscription }: RunningServer,
      source: Source,
      settings: ServerSettings,
    ): RunningServer => {
      subscription.stop()
      const server = subscribe(key, settings, source)
      put(server)
      return server
    },
    changeSettings: (server: RunningServer, settings: ServerSettings): void => put({ ...server, settings }),
    remove: ({ key, subscription }: RunningServer): void => {
      subscription.stop()
      set(servers.filter((other) => other.key !== key))
    },
    stop: (): void => {
      for (const { subscription } of servers) subscription.stop()
      servers = []
    },
  }
}
