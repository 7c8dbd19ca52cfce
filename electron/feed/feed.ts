import { assertNever } from '../model/assert-never.ts'
import { type Connection, errorOf, type FeedStatus } from '../model/connection.ts'
import type { RawEvent } from '../model/event.ts'
import { createAdaptiveIdleTimeout } from './adaptive-idle-timeout.ts'
import { openConnection } from './connection.ts'
import type { FeedOptions } from './feed-options.ts'
import { gapAfterEvent, gapAfterLoss } from './gap.ts'
import type { HttpFailure } from './http-client.ts'
import { healthOf, watchNetwork } from './network-monitor.ts'
import {
  afterFailure,
  afterReset,
  afterRetryField,
  decideRetry,
  initialRetryState,
  type RetryState,
} from './retry-policy.ts'
import { watchSleep } from './sleep-detector.ts'

export interface Feed {
  readonly status: () => FeedStatus
  /** Closes what there is and connects again at once, in any state; signals that come together count as one. */
  readonly restart: () => void
  /** Ends it for good. */
  readonly stop: () => void
}

interface FeedState {
  status: FeedStatus
  retry: RetryState
  /** A cursor that the server no longer knows; it is not sent again. */
  expiredCursor: string | null
  /** Ends the connection, or the wait for the next one. There is never more than one of them. */
  endCurrent: () => void
  /** Null when no restart is due. */
  cancelRestart: (() => void) | null
  isStopped: boolean
}

/** Subscribes to one server and stays subscribed: connects at once, and again whenever it must. */
export function startFeed(options: FeedOptions): Feed {
  const { clock, limits } = options
  const idleTimeout = createAdaptiveIdleTimeout(clock, options.learnedPause)
  const state: FeedState = {
    status: {
      connection: { kind: 'connecting', since: clock.now(), error: null },
      lastByteAt: null,
      lastEventAt: null,
      gap: null,
    },
    retry: initialRetryState(limits),
    expiredCursor: null,
    endCurrent: () => {},
    cancelRestart: null,
    isStopped: false,
  }

  connect()
  const unsubscribes = [
    watchSleep(clock, restart),
    watchNetwork(clock, options.network, () => healthOf(state.status.connection), restart),
  ]

  function connect(): void {
    state.endCurrent = openConnection({
      ...options,
      readCursor: async () => {
        const stored = await options.readCursor()
        return stored === state.expiredCursor ? null : stored
      },
      idleTimeoutMs: () => (limits.idleMs === 'learn' ? idleTimeout.ms() : limits.idleMs),
      onOpen: () => {
        idleTimeout.streamOpened()
        changeStatus({ connection: { kind: 'open', since: clock.now() } })
      },
      onResumeLoss: (loss) => {
        if (loss.kind === 'expired') state.expiredCursor = loss.from
        changeStatus({ gap: gapAfterLoss(loss, clock.now()) })
      },
      onBytes: () => {
        idleTimeout.bytesCame()
        state.status = { ...state.status, lastByteAt: clock.now() }
      },
      onRetryField: (ms) => {
        state.retry = afterRetryField(state.retry, ms, limits)
      },
      onStored,
      onEnd,
    })
    changeStatus({
      connection: { kind: 'connecting', since: clock.now(), error: errorOf(state.status.connection) },
    })
  }

  function onStored({ eventId }: RawEvent): void {
    state.status = { ...state.status, lastEventAt: clock.now() }
    const gap = gapAfterEvent(state.status.gap, eventId)
    if (gap !== state.status.gap) changeStatus({ gap })
  }

  function onEnd(failure: HttpFailure): void {
    const { connection } = state.status
    if (connection.kind === 'open' && clock.now() - connection.since >= limits.resetAfterMs) {
      state.retry = afterReset(state.retry)
    }
    const decision = decideRetry(failure, state.retry, limits, options.random)
    state.retry = afterFailure(state.retry)
    const { error } = failure
    const since = clock.now()
    switch (decision.kind) {
      case 'sign-out':
        changeStatus({ connection: { kind: 'signed-out', since, error } })
        break
      case 'stop':
        changeStatus({ connection: { kind: 'stopped', since, error } })
        break
      case 'retry':
        waitForRetry(error, decision.delayMs)
        break
      default:
        assertNever(decision)
    }
    if (error.kind === 'idle') idleTimeout.timedOut(error.afterMs)
  }

  function waitForRetry(error: HttpFailure['error'], delayMs: number): void {
    state.endCurrent = clock.after(delayMs, connect)
    const since = clock.now()
    const retryAt = since + delayMs
    const connection: Connection = options.network.isOnline()
      ? { kind: 'waiting', since, error, retryAt }
      : { kind: 'offline', since, retryAt }
    changeStatus({ connection })
  }

  function changeStatus(change: Partial<Pick<FeedStatus, 'connection' | 'gap'>>): void {
    state.status = { ...state.status, ...change }
    options.onStatus(state.status)
  }

  function restart(): void {
    if (state.isStopped) return
    // Delayed, so that two signals of one wake make one connection, which sees the state after the last signal.
    state.cancelRestart ??= clock.after(limits.restartDelayMs, () => {
      state.cancelRestart = null
      state.endCurrent()
      state.retry = afterReset(state.retry)
      connect()
    })
  }

  function stop(): void {
    if (state.isStopped) return
    state.isStopped = true
    for (const unsubscribe of unsubscribes) unsubscribe()
    state.cancelRestart?.()
    state.endCurrent()
    changeStatus({ connection: { kind: 'stopped', since: clock.now(), error: null } })
  }

  return { status: () => state.status, restart, stop }
}
