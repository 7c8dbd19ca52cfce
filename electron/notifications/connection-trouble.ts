import { assertNever } from '../model/assert-never.ts'
import type { Clock } from '../model/clock.ts'
import { type Connection, type ConnectionError, errorOf } from '../model/connection.ts'
import type { ServerKey } from '../model/server.ts'
import type { SourceId } from '../model/source.ts'

/** A state of the connection in which nothing can be received, and that does not end within a moment. */
export type Trouble = 'signed-out' | 'stopped' | 'unreachable' | 'proxy-login' | 'certificate'

/** How long a trouble lasts before the user is notified: a short break is nobody's business. */
const notifyAfterMs: Readonly<Record<Trouble, number>> = {
  'signed-out': 2 * 60_000,
  stopped: 2 * 60_000,
  'proxy-login': 2 * 60_000,
  certificate: 2 * 60_000,
  unreachable: 60 * 60_000,
}

/** The id of the notification about this trouble of this server. */
export function troubleId(trouble: Trouble, source: SourceId): string {
  return `${trouble} ${source}`
}

/** Whether a notification with this id is about a trouble. */
export function isTroubleId(id: string): boolean {
  return Object.hasOwn(notifyAfterMs, id.split(' ', 1)[0] ?? '')
}

/**
 * The trouble that a connection is in. `null`: there is none, or it is one that the user knows about, like no network.
 * `same`: on its way, so it is still in the trouble that it was in.
 */
function troubleOf(connection: Connection): Trouble | 'same' | null {
  switch (connection.kind) {
    case 'open':
    case 'offline':
      return null
    case 'connecting':
      return 'same'
    case 'waiting':
      return waitingTrouble(connection.error)
    case 'signed-out':
      return 'signed-out'
    case 'stopped':
      return connection.error === null ? null : 'stopped'
    default:
      return assertNever(connection)
  }
}

function waitingTrouble({ kind }: ConnectionError): Trouble {
  if (kind === 'proxy-login') return 'proxy-login'
  return kind === 'client-certificate' ? 'certificate' : 'unreachable'
}

export interface TroubleWatchOptions {
  readonly clock: Clock
  /** Shows the notification about this trouble of this server. */
  readonly show: (trouble: Trouble, server: WatchedServer) => void
  /** Closes the notification about it, if there is one. */
  readonly close: (trouble: Trouble, source: SourceId) => void
}

/** What has to be known of a server to notify about its troubles. */
export interface WatchedServer {
  readonly key: ServerKey
  readonly id: SourceId
  /** What to call it. */
  readonly name: string
  /** Whether the user signs in with the browser there. */
  readonly offersSignIn: boolean
  readonly connection: Connection
}

export interface TroubleWatch {
  /** @param servers all servers in use; a trouble of one that is no longer among them has ended */
  readonly onConnections: (servers: readonly WatchedServer[]) => void
  readonly stop: () => void
}

/** A trouble that a server is in. */
interface CurrentTrouble {
  readonly trouble: Trouble
  readonly cancel: () => void
  /** The proxy that is the reason; null: it is another one. */
  readonly proxy: string | null
}

/** Notifies about each trouble once of each server once, when it lasts; the notification closes when the trouble ends. */
export function createTroubleWatch({ clock, show, close }: TroubleWatchOptions): TroubleWatch {
  const current = new Map<SourceId, CurrentTrouble>()
  let shown: readonly WatchedServer[] = []
  /** The servers whose trouble the user was notified about. */
  const told = new Set<SourceId>()

  const end = (id: SourceId): void => {
    const last = current.get(id)
    if (last === undefined) return
    last.cancel()
    current.delete(id)
    told.delete(id)
    close(last.trouble, id)
  }
  /** One login ends the trouble of all servers behind a proxy: one notification is enough. */
  const isTold = (proxy: string | null): boolean =>
    proxy !== null && [...told].some((id) => current.get(id)?.proxy === proxy)
  const begin = (trouble: Trouble, { id, connection }: WatchedServer): void => {
    const error = errorOf(connection)
    const proxy = error?.kind === 'proxy-login' ? error.proxy : null
    const cancel = clock.after(notifyAfterMs[trouble], () => {
      // It may have got another name meanwhile.
      const server = shown.find((one) => one.id === id)
      if (server === undefined || isTold(proxy)) return
      told.add(id)
      show(trouble, server)
    })
    current.set(id, { trouble, cancel, proxy })
  }

  return {
    onConnections: (servers) => {
      shown = servers
      for (const id of [...current.keys()]) {
        if (servers.every((server) => server.id !== id)) end(id)
      }
      for (const server of servers) {
        const { id } = server
        const trouble = troubleOf(server.connection)
        if (trouble === 'same' || trouble === (current.get(id)?.trouble ?? null)) continue
        end(id)
        if (trouble !== null) begin(trouble, server)
      }
    },
    stop: () => {
      for (const { cancel } of current.values()) cancel()
      current.clear()
    },
  }
}
