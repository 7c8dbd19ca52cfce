import type { TokenRefresh } from '../model/token.ts'
import type { AccountContext } from './account-context.ts'
import { type AccountError, failed, isForGood, type Outcome, withoutMessage } from './account-error.ts'
import { discover } from './authorization-server.ts'
import { refreshDetail } from './explain-account-error.ts'
import type { Grant } from './grant.ts'
import { createOAuthClient } from './oauth-client.ts'
import { afterOnAnyClock, refreshDelayMs, retryDelayMs } from './refresh-plan.ts'
import { isTokenFor } from './resource.ts'
import { revoke } from './revoke.ts'
import type { Session } from './stored-account.ts'

/** Renews the access token before it expires, and when it is asked to. */
export function createRenewal(context: AccountContext) {
  const { stream, store, send, clock, random, log } = context
  let running: Promise<TokenRefresh> | null = null
  let failures = 0
  let cancelTimer = () => {}
  // While the authorization server wants no requests.
  let heldBack: AccountError | null = null
  let isStopped = false
  // A refresh is never aborted: the authorization server may have exchanged the refresh token already.
  const { signal } = new AbortController()

  const plan = () => {
    cancelTimer()
    const { session } = store.current()
    const delayMs = session === null || isStopped ? null : refreshDelayMs(session, clock.now())
    if (delayMs !== null) cancelTimer = afterOnAnyClock(clock, delayMs, () => void refresh())
  }
  const planRetry = (error: AccountError, retryAfterMs: number) => {
    cancelTimer()
    if (isStopped) return
    failures += 1
    heldBack = retryAfterMs > 0 ? error : null
    cancelTimer = afterOnAnyClock(clock, retryDelayMs(failures, retryAfterMs, random), () => {
      heldBack = null
      void refresh()
    })
  }

  const refresh = (): Promise<TokenRefresh> => {
    running ??= renew()
      .catch((error: unknown): TokenRefresh => {
        log.warn(`An access token could not be renewed: ${withoutMessage(error)}`)
        planRetry({ kind: 'unexpected' }, 0)
        return { kind: 'failed', detail: 'bug' }
      })
      .finally(() => {
        running = null
      })
    return running
  }

  async function renew(): Promise<TokenRefresh> {
    const { session } = store.current()
    if (session === null) return { kind: 'none' }
    if (session.refreshToken === null) return end(session, 'no-refresh-token')
    if (heldBack !== null) return { kind: 'failed', detail: refreshDetail(heldBack) }
    const outcome = await requestGrant(session, session.refreshToken)
    if (outcome.kind === 'done') return use(session, outcome.value)
    if (!store.isNewest(session)) return newest()
    const { error, retryAfterMs } = outcome
    if (isForGood(error)) return end(session, error.kind)
    log.warn(`An access token could not be renewed yet: ${error.kind}`)
    planRetry(error, retryAfterMs)
    return { kind: 'failed', detail: refreshDetail(error) }
  }

  async function requestGrant(session: Session, refreshToken: string): Promise<Outcome<Grant>> {
    const server = await discover(new URL(session.issuer), send, signal)
    if (server.kind === 'failed') return server
    // The user may have signed out while the server was asked for its addresses.
    if (!store.isNewest(session)) return failed({ kind: 'unexpected' })
    const { clientId, resource } = session
    return createOAuthClient({ server: server.value, clientId, resource, send, signal }).refresh(refreshToken)
  }

  async function use(session: Session, grant: Grant): Promise<TokenRefresh> {
    const isUsable = isTokenFor(grant.accessToken, stream)
    const renewed: Session = {
      ...session,
      // Without a new one the old one stays valid (RFC 6749, 6).
      refreshToken: grant.refreshToken ?? session.refreshToken,
      ...(isUsable && { accessToken: grant.accessToken, receivedAt: clock.now(), lifeMs: grant.lifeMs }),
    }
    if (!store.isNewest(session)) {
      // Not if the user has signed in again: what is revoked with them may be all that this app has been granted.
      if (store.current().session === null) void revoke(renewed, send)
      return newest()
    }
    if (!(await store.change({ session: renewed }))) return newest()
    if (!isUsable) {
      log.warn('An access token was renewed for another server, and is not used.')
      planRetry({ kind: 'wrong-audience', host: new URL(session.issuer).host }, 0)
      return { kind: 'failed', detail: 'wrong-audience' }
    }
    failures = 0
    plan()
    if (!isStopped) context.onToken()
    return { kind: 'token', token: renewed.accessToken }
  }

  /** The user has signed in again, or out, while this session was renewed. */
  function newest(): TokenRefresh {
    const { session } = store.current()
    return session === null ? { kind: 'none' } : { kind: 'token', token: session.accessToken }
  }

  async function end(session: Session, reason: string): Promise<TokenRefresh> {
    log.info(`The session has ended: ${reason}`)
    cancelTimer()
    failures = 0
    if (!store.isNewest(session)) return newest()
    await store.change({ session: null, ...(reason === 'client-unknown' && { client: null }) })
    if (!isStopped) context.onChange()
    return { kind: 'none' }
  }

  return {
    refresh,
    /** Plans the next renewal of the session that there is now. */
    plan: () => {
      failures = 0
      heldBack = null
      plan()
    },
    stop: () => {
      isStopped = true
      cancelTimer()
    },
  }
}
