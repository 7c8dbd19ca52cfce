import { assertNever } from '../model/assert-never.ts'
import type { FeedStatus } from '../model/connection.ts'
import type { ConnectedEvent, RawEvent } from '../model/event.ts'
import { createAdaptiveIdleTimeout } from './adaptive-idle-timeout.ts'
import { openConnection } from './connection.ts'
import type { AttemptEnd, ConnectionOptions, OpenConnection, Opened } from './connection-options.ts'
import { afterAttempt, type CursorTrial, untriedCursor, wasRefusedOften } from './cursor-trial.ts'
import { type FeedOptions, firstRun } from './feed-options.ts'
import { createFeedStatus } from './feed-status.ts'
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
import { createSwap, type Successor } from './swap.ts'

export interface Feed {
  readonly status: () => FeedStatus
  /** Closes what there is and connects again at once, in any state; signals that come together count as one. */
  readonly restart: () => void
  /**
   * There is another token: opens a second connection with it, and closes the first when that one is open. Nothing changes
   * when it fails. Without a stream that is open it is a restart, unless the connection has this token already.
   */
  readonly renew: () => void
  /** The user has seen that events may be missing: the status no longer says so. */
  readonly dismissGap: () => void
  /** Ends it for good. */
  readonly stop: () => void
}

interface FeedState {
  retry: RetryState
  trial: CursorTrial
  /** The last one that was made; null: none yet. */
  connection: OpenConnection | null
  /** How the stream that is open began; null while none is. */
  opened: Opened | null
  /**
   * With which token a stream was opened last, or that it was opened without one, or the token that has replaced that one
   * since; null: none was opened.
   */
  workedWith: { readonly token: string | null } | null
  /** Ends the connection, or the wait for the next one. There is never more than one of them, but for a swap. */
  endCurrent: () => void
  /** Null when no restart is due. */
  cancelRestart: (() => void) | null
  isStopped: boolean
}

/** Subscribes to one server and stays subscribed: connects at once, and again whenever it must. */
export function startFeed(options: FeedOptions): Feed {
  const { clock, limits } = options
  const earlier = options.earlier ?? firstRun
  const missed = createMissedEvents(earlier, clock.now)
  const idleTimeout = createAdaptiveIdleTimeout(clock, options.learnedPause)
  const idleTimeoutMs = () => (limits.idleMs === 'learn' ? idleTimeout.ms() : limits.idleMs)
  const status = createFeedStatus(clock, options.network, missed, options.onStatus)
  const connectionState = () => status.current().connection
  const state: FeedState = {
    retry: initialRetryState,
    trial: untriedCursor,
    connection: null,
    opened: null,
    workedWith: earlier.hasTokenWorked ? { token: options.token.current() } : null,
    endCurrent: () => {},
    cancelRestart: null,
    isStopped: false,
  }
  const swap = createSwap({
    ...options,
    connectionOptions,
    onSwapped,
    onFailed: (error) => options.onSwap?.(error),
  })

  connect()
  status.report()
  const unsubscribes = [
    watchSleep(clock, restart),
    watchNetwork(clock, options.network, () => healthOf(connectionState()), restart),
  ]

  function connect(): void {
    follow(openConnection(connectionOptions()))
  }

  function follow(connection: OpenConnection): void {
    state.connection = connection
    state.endCurrent = connection.close
  }

  function connectionOptions(): ConnectionOptions {
    const { retry, trial } = state
    return {
      ...options,
      readCursor: async () => missed.usable(await options.readCursor()),
      headerTimeoutMs: headerTimeoutMs(retry, limits, idleTimeoutMs()),
      idleTimeoutMs,
      wasCursorRefused: wasRefusedOften(trial),
      isCursorWithheld: trial.isWithheld,
      onTokenRenewed: (rejected, token) => {
        if (state.workedWith?.token === rejected) state.workedWith = { token }
      },
      onOpen,
      onGreeting,
      onBytes,
      onRetryField: (ms) => {
        state.retry = afterRetryField(state.retry, ms, limits)
      },
      onStored,
      onCursorUnseen: restart,
      onEnd,
    }
  }

  function onOpen(opened: Opened): void {
    idleTimeout.streamOpened()
    isReading(opened)
    missed.streamOpened(opened)
    status.opened()
  }

  function isReading(opened: Opened): void {
    state.opened = opened
    state.workedWith = { token: opened.token }
  }

  /** The status stays: at any moment one of the two streams was open, so nothing was missed. */
  function onSwapped(connection: OpenConnection, opened: Opened): void {
    if (clock.now() - status.lastHeardAt() > idleTimeoutMs() / 2) {
      // But the old one was silent for longer than usual, so it may have been dead.
      close()
      missed.streamOpened(opened)
    }
    follow(connection)
    isReading(opened)
    onBytes()
    status.showMissed()
    options.onSwap?.(null)
  }

  function onBytes(): void {
    idleTimeout.bytesCame()
    status.bytesCame()
  }

  function onGreeting({ heartbeat, replay }: ConnectedEvent): void {
    idleTimeout.declared(heartbeat === null ? null : heartbeat * 1000)
    missed.greeted(replay)
    status.showMissed()
  }

  function onStored(event: RawEvent): void {
    status.eventCame()
    missed.eventCame(event.eventId)
    swap.eventStored(event)
    status.showMissed()
  }

  function onEnd(attempt: AttemptEnd): void {
    const { error } = attempt.failure
    const successor = swap.oldEnded()
    if (successor.kind !== 'stream') goOnAfter(attempt, successor)
    if (error.kind === 'idle') idleTimeout.timedOut(error.afterMs)
  }

  function goOnAfter(attempt: AttemptEnd, successor: Successor): void {
    const end = connectionEnd(attempt)
    close()
    const { decision, state: retry } = decideRetry(end, state.retry, limits, options.random)
    state.retry = retry
    state.trial = afterAttempt(state.trial, end, limits)
    const { error } = attempt.failure
    const shownError = decision.kind === 'continue' ? null : error
    if (successor.kind === 'attempt') {
      follow(successor.connection)
      status.connecting(shownError)
      return
    }
    switch (decision.kind) {
      case 'sign-out':
        status.signedOut(error, decision.delayMs === null ? null : retryAfter(decision.delayMs, connect))
        break
      case 'stop':
        status.stopped(error)
        break
      case 'continue':
      case 'retry': {
        // Soon, so that the server is the same as when it failed with the cursor.
        const isSoon = decision.kind === 'retry' && state.trial.isWithheld
        const delayMs = isSoon ? leastDelayMs(state.retry, limits) : decision.delayMs
        status.waiting(shownError, retryAfter(delayMs, connectAgain))
        break
      }
      default:
        assertNever(decision)
    }
  }

  function connectionEnd({ failure, brought, hasSetRetry, wasCursorSent, token }: AttemptEnd): ConnectionEnd {
    const { opened } = state
    const { kind, since } = connectionState()
    return {
      failure,
      brought,
      hasSetRetry,
      wasCursorSent,
      openMs: opened === null || kind !== 'open' ? null : clock.now() - since,
      wereHeadersInTime: opened !== null && opened.headersMs <= limits.connectTimeoutMs,
      hasTokenWorked: state.workedWith !== null && state.workedWith.token === token,
    }
  }

  function close(): void {
    if (state.opened === null) return
    state.opened = null
    const wasUseful = clock.now() - connectionState().since >= limits.usefulAfterMs
    missed.streamClosed(status.lastHeardAt(), wasUseful)
  }

  function retryAfter(delayMs: number, attempt: () => void): number {
    state.endCurrent = clock.after(delayMs, attempt)
    return clock.now() + delayMs
  }

  function connectAgain(): void {
    connect()
    status.connectingAgain()
  }

  function restart(): void {
    if (state.isStopped) return
    // Delayed, so that two signals of one wake make one connection, which sees the state after the last signal.
    state.cancelRestart ??= clock.after(limits.restartDelayMs, () => {
      state.cancelRestart = null
      endAll()
      state.retry = afterRestart(state.retry)
      connectAgain()
    })
  }

  function renew(): void {
    const { connection, opened, isStopped, cancelRestart } = state
    if (isStopped || cancelRestart !== null || connection === null) return
    const token = options.token.current()
    // A connection that is refused gets a new token itself, and this may be the news of it.
    if (connection.usesToken(token)) return
    if (state.workedWith !== null) state.workedWith = { token }
    if (opened === null) restart()
    else swap.begin(connection, token)
  }

  function dismissGap(): void {
    missed.dismissed()
    status.report()
  }

  function endAll(): void {
    swap.cancel()
    state.endCurrent()
    close()
  }

  function stop(): void {
    if (state.isStopped) return
    state.isStopped = true
    for (const unsubscribe of unsubscribes) unsubscribe()
    state.cancelRestart?.()
    endAll()
    status.stopped(null)
  }

  return { status: status.current, restart, renew, dismissGap, stop }
}
