import { errorOf } from '../../electron/model/connection.ts'
import type { AskingProxy } from '../../electron/model/proxy-login.ts'
import type { ServerKey } from '../../electron/model/server.ts'
import { worstConnection } from '../../electron/model/worst-connection.ts'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import type { Translate } from '../i18n/i18n.ts'
import { problemText, statusLabel } from './status-text.ts'

/** Whether the user can sign in with the browser, as far as that is known. */
export function canSignIn(server: Pick<ServerSnapshot, 'offersSignIn' | 'account'>): boolean {
  return server.offersSignIn || server.account !== null
}

/** Whether a sign-in is under way. */
export function isSigningIn({ signIn }: Pick<ServerSnapshot, 'signIn'>): boolean {
  return signIn.kind !== 'none' && signIn.kind !== 'failed'
}

/** The state of a server in a few words. */
export function stateLabel(server: ServerSnapshot, t: Translate): string {
  if (isSigningIn(server)) return t('sign-in.working')
  const { kind } = server.status.connection
  return kind === 'signed-out' && canSignIn(server) ? t('sign-in.again') : statusLabel(kind, t)
}

/** What is wrong with a server and what helps; null when nothing is. */
export function serverProblem(server: ServerSnapshot, t: Translate): string | null {
  const { connection } = server.status
  const isAsked = server.problem === null || errorOf(connection)?.kind === 'token-missing'
  if (connection.kind === 'signed-out' && isAsked && canSignIn(server)) return t('sign-in.needed')
  return problemText(connection, server.problem, t)
}

/** The servers in the order in which the user should hear of them. */
export function worstFirst(servers: readonly ServerSnapshot[]): readonly ServerSnapshot[] {
  const sorted: ServerSnapshot[] = []
  let rest = servers
  while (rest.length > 0) {
    const worst = worstConnection(rest.map(({ status }) => status.connection))
    const next = rest.find(({ status }) => status.connection === worst) ?? rest[0]
    if (next === undefined) break
    sorted.push(next)
    rest = rest.filter((server) => server !== next)
  }
  return sorted
}

/** The proxies on the way to the servers that ask for a login, each once. */
export function askingProxies(servers: readonly Pick<ServerSnapshot, 'status'>[]): readonly AskingProxy[] {
  const found = new Map<string, AskingProxy>()
  for (const { status } of servers) {
    const error = errorOf(status.connection)
    if (error?.kind === 'proxy-login') found.set(error.proxy, error)
  }
  return [...found.values()]
}

/** The servers that need a card of their own, and how many more are in trouble. */
export interface Alerts {
  readonly shown: readonly ServerSnapshot[]
  readonly moreCount: number
}

const maxAlerts = 2

/**
 * Decides which servers get a card: the worst, and those where the user is signing in.
 *
 * @param asked the server that the user was led to, which comes first; null: none
 */
export function alertsFor(servers: readonly ServerSnapshot[], asked: ServerKey | null, t: Translate): Alerts {
  const troubled = worstFirst(servers).filter((server) => needsCard(server, t))
  const rank = (server: ServerSnapshot) => (server.key === asked ? 0 : isSigningIn(server) ? 1 : 2)
  const sorted = troubled.toSorted((a, b) => rank(a) - rank(b))
  return { shown: sorted.slice(0, maxAlerts), moreCount: Math.max(0, sorted.length - maxAlerts) }
}

function needsCard(server: ServerSnapshot, t: Translate): boolean {
  if (isSigningIn(server)) return true
  // The card of the proxy says it for all servers behind it.
  if (errorOf(server.status.connection)?.kind === 'proxy-login') return false
  const isFailed = server.signIn.kind === 'failed' && server.status.connection.kind !== 'open'
  return isFailed || serverProblem(server, t) !== null
}
