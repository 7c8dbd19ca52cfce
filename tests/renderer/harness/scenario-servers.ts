import { explain } from '../../../electron/i18n/explain.ts'
import type { I18n } from '../../../electron/i18n/i18n.ts'
import type { Connection, ConnectionError } from '../../../electron/model/connection.ts'
import type { Item } from '../../../electron/model/item.ts'
import type { HistorySource, SignIn } from '../../../electron/model/server.ts'
import type { AppSnapshot, ServerSnapshot } from '../../../electron/window/contract.ts'
import { buildFeedStatus } from '../../support/build-status.ts'
import { buildServer, type ServerParts, sourcesOf } from '../build-server.ts'

const minute = 60_000

/** A server in a state with a problem, which is explained. */
function troubled(
  connection: Connection & { readonly error: ConnectionError },
  i18n: I18n,
  parts: ServerParts,
) {
  return buildServer({ ...parts, connection, problem: explain(connection.error, i18n) })
}

/** One server in this state; `explained` gives it the problem in words. */
export function oneServer(connection: Connection, i18n: I18n | null = null): Pick<AppSnapshot, 'servers'> {
  const error = 'error' in connection ? connection.error : null
  const problem = i18n === null || error === null ? null : explain(error, i18n)
  return { servers: [buildServer({ connection, problem })] }
}

const shop: ServerParts = {
  address: 'https://app.example.com/api/notifications',
  settings: { name: 'Shop', colour: 'blue' },
}
const billing: ServerParts = {
  key: 2,
  address: 'https://billing.example.com/sse',
  settings: { name: 'Billing', colour: 'orange' },
}

export function twoServers(): readonly ServerSnapshot[] {
  return [
    buildServer(shop),
    buildServer({
      ...billing,
      account: { provider: 'login.example.com', user: 'ann@example.com' },
      token: { present: true, keptIn: 'keychain' },
      offersSignIn: true,
    }),
  ]
}

/** One server for each kind of trouble, and one with a name as long as a name may be. */
export function fiveServers(now: number, i18n: I18n): readonly ServerSnapshot[] {
  const gap = { at: now - 20 * minute, from: '17', to: '90' }
  return [
    buildServer({ ...shop, status: buildFeedStatus({ kind: 'open', since: now - 60 * minute }, { gap }) }),
    troubled({ kind: 'signed-out', since: now - 5 * minute, error: { kind: 'token-rejected' } }, i18n, {
      ...billing,
      offersSignIn: true,
      account: { provider: 'login.example.com', user: 'ann@example.com' },
    }),
    troubled(
      { kind: 'waiting', since: now - minute, error: { kind: 'refused' }, retryAt: now + 12_000 },
      i18n,
      {
        key: 3,
        address: 'https://warehouse.example.com/notifications',
        settings: {
          name: 'Warehouse and logistics of the northern region, second floor',
          colour: 'green',
        },
      },
    ),
    troubled({ kind: 'stopped', since: now - minute, error: { kind: 'no-content' } }, i18n, {
      key: 4,
      address: 'https://crm.example.com/api/v2/stream',
      settings: { colour: 'purple' },
    }),
    buildServer({
      key: 5,
      address: 'http://intranet.example:8080/sse',
      settings: { name: 'Intranet', colour: 'grey' },
      connection: { kind: 'offline', since: now - minute, retryAt: now + minute },
    }),
  ]
}

/** Those of the servers, and one that was removed. */
export function sourcesWithRemoved(servers: readonly ServerSnapshot[]): readonly HistorySource[] {
  return [...sourcesOf(servers), { id: 'https://old.example.com/sse', name: 'old.example.com', colour: null }]
}

/** Items that come from these sources in turn. */
export function spread(items: readonly Item[], sources: readonly HistorySource[]): readonly Item[] {
  return items.map((item, index) => ({ ...item, source: sources[index % sources.length]?.id ?? item.source }))
}

/** One server to which the user is signing in. */
export function signingIn(now: number, i18n: I18n, signIn: SignIn): ServerSnapshot {
  return troubled({ kind: 'signed-out', since: now - minute, error: { kind: 'token-missing' } }, i18n, {
    offersSignIn: true,
    signIn,
  })
}

export const signIns = (now: number) =>
  ({
    preparing: { kind: 'preparing' },
    'in-browser': { kind: 'in-browser' },
    code: {
      kind: 'code',
      code: 'WDJB-MJHT',
      address: 'https://login.example.com/device',
      expiresAt: now + 9 * minute,
    },
    finishing: { kind: 'finishing' },
    failed: {
      kind: 'failed',
      reason: 'The browser came back too late: the sign-in had ended after 10 minutes. Start it again.',
    },
  }) as const satisfies Record<string, SignIn>
