import type { Connection } from '../../electron/model/connection.ts'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import type { WindowI18n } from '../i18n/i18n.ts'
import { isSigningIn, stateLabel, worstFirst } from './server-state.ts'
import { isUnencrypted, nextTryAt } from './status-text.ts'

export type StatusKind = Connection['kind'] | 'no-server' | 'unencrypted' | 'signing-in'

/** What the bar says of all servers: their worst state, and whose it is. */
export interface ConnectionSummary {
  readonly kind: StatusKind
  readonly status: string
  /** Which servers are meant; the title says it in full. */
  readonly subject: string
  readonly title: string
  /** Whether others can read what one of the servers sends. */
  readonly isUnencrypted: boolean
  /** When the next attempt is due, to be counted down; null: nothing is counted. */
  readonly retryAt: number | null
}

/** The state of all servers at a glance; null: there are none. */
export function summarizeConnections(
  servers: readonly ServerSnapshot[],
  i18n: Pick<WindowI18n, 't' | 'list' | 'isolate'>,
): ConnectionSummary | null {
  const [first, second] = servers
  if (first === undefined) return null
  return second === undefined ? summaryOfOne(first, i18n) : summaryOfMany(servers, i18n)
}

function summaryOfOne(server: ServerSnapshot, { t }: Pick<WindowI18n, 't'>): ConnectionSummary {
  const { connection } = server.status
  return {
    kind: kindOf(server),
    status: stateLabel(server, t),
    subject: server.name,
    title: server.address,
    isUnencrypted: isUnencrypted(server.address),
    retryAt: connection.kind === 'waiting' ? nextTryAt(connection) : null,
  }
}

function summaryOfMany(
  servers: readonly ServerSnapshot[],
  { t, list, isolate }: Pick<WindowI18n, 't' | 'list' | 'isolate'>,
): ConnectionSummary {
  const sorted = worstFirst(servers)
  const named = (server: ServerSnapshot) =>
    t('status.serverState', { server: isolate(server.name), state: stateLabel(server, t) })
  const unencrypted = servers.filter((server) => kindOf(server) === 'unencrypted')
  const counted = t('status.servers', { count: servers.length })
  const common = {
    title: sorted.map(named).join('\n'),
    isUnencrypted: unencrypted.length > 0,
    retryAt: null,
  }
  const down = sorted.filter(({ status }) => status.connection.kind !== 'open')
  const [worst] = down
  if (worst === undefined) {
    const subject = unencrypted.length === 0 ? counted : list(unencrypted.map(({ name }) => isolate(name)))
    return {
      ...common,
      kind: unencrypted.length > 0 ? 'unencrypted' : 'open',
      status: t('status.open'),
      subject,
    }
  }
  const labels = new Set(servers.map((server) => stateLabel(server, t)))
  if (labels.size === 1) {
    return { ...common, kind: kindOf(worst), status: stateLabel(worst, t), subject: counted }
  }
  return {
    ...common,
    kind: kindOf(worst),
    status: t('status.someOpen', { open: servers.length - down.length, count: servers.length }),
    subject: list(down.map(named)),
  }
}

/** The state of one server, as the pictures tell it. */
export function kindOf(server: ServerSnapshot): StatusKind {
  const { kind } = server.status.connection
  if (isSigningIn(server)) return 'signing-in'
  return kind === 'open' && isUnencrypted(server.address) ? 'unencrypted' : kind
}
