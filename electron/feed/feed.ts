import { assertNever } from '../model/assert-never.ts'
import { type Connection, errorOf, type FeedStatus } from '../model/connection.ts'
import type { ConnectedEvent, RawEvent } from '../model/event.ts'
import { createAdaptiveIdleTimeout } from './adaptive-idle-timeout.ts'
import { openConnection } from './connection.ts'
import type { AttemptEnd, Opened } from './connection-options.ts'
import { afterAttempt, type CursorTrial, untriedCursor, wasRefusedOften } from './cursor-trial.ts'
import type { EarlierRun, FeedOptions } from './feed-options.ts'
import type { HttpFailure } from './http-client.ts'
import { createMissedEvents } from './missed-events.ts'
import { healthOf, watchNetwork } from './network-monitor.ts'
import type { ConnectionEnd } from './retry-outcome.ts'
import {
  afterRestart,
  afterRetryField,
  decideRetry,
  headerTimeoutMs,
  initialRetryState,
  leastDelayMs,
  type RetryState,
} from './retry-policy.ts'
import { watchSleep } from './sleep-detector.ts'

export interface Feed {
  readonly status: () => FeedStatus
  /** Closes what there is and connects again at once, in any state; signals that come together count as one. */
  readonly restart: () => void
  /** The user has seen that events may be missing: the status no longer says so. */
  readonly dismissGap: () => void
  /** Ends it for good. */
  readonly stop: () => void
}

interface FeedState {
  status: FeedStatus
  retry: RetryState
  trial: CursorTrial
  /** How the stream that is open began; null while none is. */
  opened: Opened | null
  /** With which token a stream was opened last, or that it was opened without one; null: none was opened. */
  workedWith: { readonly token: string | null } | null
  /** Ends the connection, or the wait for the next one. There is never more than one of them. */
  endCurrent: () => void
  /** Null when no restart is due. */
  cancelRestart: (() => void) | null
  isStopped: boolean
}

const firstRun: EarlierRun = {
  lastConnectedAt: null,
  unknownSince: null,
  gap: null,
  hasTokenWorked: false,
}

/** Subscribes to one server and stays subscribed: connects at once, and again whenever it must. */
export function startFeed(options: FeedOptions): Feed {
  const { clock, limits } = options
  const earlier = options.earlier ?? firstRun
  const missed = createMissedEvents(earlier, clock.now)
  const idleTimeout = createAdaptiveIdleTimeout(clock, options.learnedPause)
  const idleTimeoutMs = () => (limits.idleMs === 'learn' ? idleTimeout.ms() : limits.idleMs)
  const state: FeedState = {
    status: {
      connection: { kind: 'connecting', since: clock.now(), error: null },
      lastByteAt: null,
      lastEventAt: null,
      gap: missed.gap(),
      disconnectedSince: clock.now(),
      completeness: missed.completeness(),
    },
    retry: initialRetryState,
    trial: untriedCursor,
    opened: null,
    workedWith: earlier.hasTokenWorked ? { token: options.token.current() } : null,
    endCurrent: () => {},
    cancelRestart: null,
    isStopped: false,
  }

  connect()
  changeStatus(state.status.connection)
  const unsubscribes = [
    watchSleep(clock, restart),
    watchNetwork(clock, options.network, () => healthOf(state.status.connection), restart),
  ]

  function connect(): void {
    const { retry, trial } = state
    state.endCurrent = openConnection({
      ...options,
      readCursor: async () => missed.usable(await options.readCursor()),
      headerTimeoutMs: headerTimeoutMs(retry, limits, idleTimeoutMs()),
      idleTimeoutMs,
      wasCursorRefused: wasRefusedOften(trial),
      isCursorWithheld: trial.isWithheld,
      onOpen,
      onGreeting,
      onBytes: () => {
        idleTimeout.bytesCame()
        state.status = { ...state.status, lastByteAt: clock.now() }
      },
      onRetryField: (ms) => {
        state.retry = afterRetryField(state.retry, ms, limits)
      },
      onStored,
      onCursorUnseen: restart,
      onEnd,
    })
  }

  function onOpen(opened: Opened): void {
    idleTimeout.streamOpened()
    state.opened = opened
    state.workedWith = { token: opened.token }
    missed.streamOpened(opened)
    changeStatus({ kind: 'open', since: clock.now() })
  }

  function onGreeting({ heartbeat, replay }: ConnectedEvent): void {
    idleTimeout.declared(heartbeat === null ? null : heartbeat * 1000)
    missed.greeted(replay)
    showWhatIsMissed()
  }

  function onStored({ eventId }: RawEvent): void {
    state.status = { ...state.status, lastEventAt: clock.now() }
    missed.eventCame(eventId)
    showWhatIsMissed()
  }

  /** Reports the gap and the completeness, if one of them has changed. */
  function showWhatIsMissed(): void {
    const { status } = state
    const isNew = missed.gap() !== status.gap || missed.completeness().kind !== status.completeness.kind
    if (isNew) changeStatus(status.connection)
  }

  function onEnd(attempt: AttemptEnd): void {
    const end = connectionEnd(attempt)
    close()
    const { decision, state: retry } = decideRetry(end, state.retry, limits, options.random)
    state.retry = retry
    state.trial = afterAttempt(state.trial, end, limits)
    const { error } = attempt.failure
    const since = clock.now()
    switch (decision.kind) {
      case 'sign-out':
        signOut(error, decision.delayMs)
        break
      case 'stop':
        changeStatus({ kind: 'stopped', since, error })
        break
      case 'continue':
        waitToContinue(decision.delayMs)
        break
      case 'retry':
        // Soon, so that the server is the same as when it failed with the cursor.
        waitToRetry(error, state.trial.isWithheld ? leastDelayMs(state.retry, limits) : decision.delayMs)
        break
      default:
        assertNever(decision)
    }
    if (error.kind === 'idle') idleTimeout.timedOut(error.afterMs)
  }

  function connectionEnd({ failure, brought, hasSetRetry, wasCursorSent, token }: AttemptEnd): ConnectionEnd {
    const { connection } = state.status
    const { opened } = state
    return {
      failure,
      brought,
      hasSetRetry,
      wasCursorSent,
      openMs: opened === null || connection.kind !== 'open' ? null : clock.now() - connection.since,
      wereHeadersInTime: opened !== null && opened.headersMs <= limits.connectTimeoutMs,
      hasTokenWorked: state.workedWith !== null && state.workedWith.token === token,
    }
  }

  function close(): void {
    const { status, opened } = state
    if (opened === null) return
    state.opened = null
    const openedAt = status.connection.since
    const wasUseful = clock.now() - openedAt >= limits.usefulAfterMs
    missed.streamClosed(Math.max(status.lastByteAt ?? openedAt, openedAt), wasUseful)
  }

  function retryAfter(delayMs: number, attempt: () => void): number {
    state.endCurrent = clock.after(delayMs, attempt)
    return clock.now() + delayMs
  }

  function connectAgain(): void {
    connect()
    const { connection } = state.status
    if (connection.kind === 'connecting') return
    changeStatus({ kind: 'connecting', since: clock.now(), error: errorOf(connection) })
  }

  function signOut(error: HttpFailure['error'], delayMs: number | null): void {
    const { connection } = state.status
    // The attempts with the same token in between are not shown: the user is signed out all the time.
    const since = connection.kind === 'signed-out' ? connection.since : clock.now()
    const retryAt = delayMs === null ? null : retryAfter(delayMs, connect)
    changeStatus({ kind: 'signed-out', since, error, retryAt })
  }

  function waitToContinue(delayMs: number): void {
    const since = clock.now()
    const retryAt = retryAfter(delayMs, connectAgain)
    const connection: Connection = options.network.isOnline()
      ? { kind: 'connecting', since, error: null }
      : { kind: 'offline', since, retryAt }
    changeStatus(connection)
  }

  function waitToRetry(error: HttpFailure['error'], delayMs: number): void {
    const since = clock.now()
    const retryAt = retryAfter(delayMs, connectAgain)
    const connection: Connection = options.network.isOnline()
      ? { kind: 'waiting', since, error, retryAt }
      : { kind: 'offline', since, retryAt }
    changeStatus(connection)
  }

  function changeStatus(connection: Connection): void {
    const disconnectedSince = state.status.disconnectedSince ?? clock.now()
    state.status = {
      ...state.status,
      connection,
      gap: missed.gap(),
      disconnectedSince: connection.kind === 'open' ? null : disconnectedSince,
      completeness: missed.completeness(),
    }
    options.onStatus(state.status)
  }

  function restart(): void {
    if (state.isStopped) return
    // Delayed, so that two signals of one wake make one connection, which sees the state after the last signal.
    state.cancelRestart ??= clock.after(limits.restartDelayMs, () => {
      state.cancelRestart = null
      state.endCurrent()
      close()
      state.retry = afterRestart(state.retry)
      connectAgain()
    })
  }

  function dismissGap(): void {
    missed.dismissed()
    changeStatus(state.status.connection)
  }

  function stop(): void {
    if (state.isStopped) return
    state.isStopped = true
    for (const unsubscribe of unsubscribes) unsubscribe()
    state.cancelRestart?.()
    state.endCurrent()
    close()
    changeStatus({ kind: 'stopped', since: clock.now(), error: null })
  }

  return { status: () => state.status, restart, dismissGap, stop }
}
