import { assertNever } from '../model/assert-never.ts'
import type { Clock } from '../model/clock.ts'
import { type Connection, errorOf, type FeedStatus, type Gap } from '../model/connection.ts'
import type { RawEvent } from '../model/event.ts'
import { openConnection } from './connection.ts'
import type { Fetch, HttpFailure } from './http-client.ts'
import { droppedAfter, heardAfter, idleLimitMs, type Rhythm, startRhythm } from './idle-timeout.ts'
import type { Kept } from './kept.ts'
import type { FeedLimits } from './limits.ts'
import { type Network, watchNetwork } from './network-monitor.ts'
import { decideRetry } from './retry-policy.ts'
import { watchSleep } from './sleep-detector.ts'
import type { ResumeLoss } from './with-cursor.ts'
import type { TokenProvider } from './with-token.ts'

export type { Kept }

export interface FeedOptions {
  readonly url: URL
  readonly fetch: Fetch
  readonly clock: Clock
  /** 0 (inclusive) to 1. */
  readonly random: () => number
  readonly token: TokenProvider
  /** The id to resume after, as the store has it; read anew for each connection. Null or empty: none. */
  readonly cursor: () => Promise<string | null>
  /** Sent with every request, to this origin only. */
  readonly headers?: Readonly<Record<string, string>>
  readonly limits: FeedLimits
  /** The longest ordinary pause of this server, as learnt and stored before, in milliseconds. */
  readonly rhythm: { readonly learntMs: () => number | null; readonly learn: (ms: number) => void }
  readonly network: Network
  /** Stores the event and its `lastEventId` as the cursor, both or neither, before it answers. */
  readonly keep: (event: RawEvent) => Promise<Kept>
  /** Stores an id that came without an event as the cursor. */
  readonly keepCursor: (lastEventId: string) => Promise<Kept>
  /** Hears when the connection or the gap changes; the times of bytes and events are read with `status()`. */
  readonly onStatus: (status: FeedStatus) => void
  /** An error that only a bug explains; the subscription goes on. */
  readonly onBug: (error: unknown) => void
}

export interface Feed {
  readonly status: () => FeedStatus
  /** Drops what is and connects anew at once, in whatever state; signals that come together count as one. */
  readonly restart: () => void
  /** Ends it for good. */
  readonly stop: () => void
}

// A server may send ids of any length.
const longestShownId = 100

/** Subscribes to one server and stays subscribed: connects at once, and again whenever it must. */
export function startFeed(options: FeedOptions): Feed {
  const { clock, limits, random } = options
  let status: FeedStatus = {
    connection: { kind: 'connecting', since: clock.now(), cause: null },
    lastByteAt: null,
    lastEventAt: null,
    gap: null,
  }
  let failures = 0
  let retryBaseMs = limits.backoff.baseMs
  let rhythm: Rhythm = startRhythm(options.rhythm.learntMs())
  let expiredCursor: string | null = null
  /** Ends what is going on, a connection or a wait. There is never more than one. */
  let abandon = () => {}
  let cancelRestart: (() => void) | null = null
  let stopped = false

  connect()
  const stopWatching = [watchSleep(clock, restart), watchNetwork(clock, options.network, watchedAs, restart)]

  function connect(): void {
    let openedAt: number | null = null
    let heardAt = 0
    abandon = openConnection({
      ...options,
      headers: options.headers ?? {},
      cursor: async () => {
        const stored = await options.cursor()
        return stored === expiredCursor ? null : stored
      },
      idleMs: () => (limits.idleMs === 'learn' ? idleLimitMs(rhythm) : limits.idleMs),
      onOpen: () => {
        openedAt = heardAt = clock.now()
        enter({ kind: 'open', since: openedAt })
      },
      onLoss: noteLoss,
      onBytes: () => {
        const now = clock.now()
        learn(heardAfter(rhythm, now - heardAt))
        heardAt = now
        status = { ...status, lastByteAt: now }
      },
      onRetry: (ms) => {
        retryBaseMs = Math.min(Math.max(ms, limits.minRetryMs), limits.maxRetryMs)
      },
      onEvent: options.keep,
      onKept: noteEvent,
      onId: options.keepCursor,
      onEnd: (failure) => {
        if (openedAt !== null && clock.now() - openedAt >= limits.resetAfterMs) failures = 0
        react(failure)
        if (failure.cause.kind === 'idle') learn(droppedAfter(rhythm, failure.cause.afterMs))
      },
    })
    enter({ kind: 'connecting', since: clock.now(), cause: errorOf(status.connection) })
  }

  function react(failure: HttpFailure): void {
    const since = clock.now()
    const { cause } = failure
    const reaction = decideRetry(failure, { failures, retryBaseMs }, limits, random)
    failures += 1
    switch (reaction.kind) {
      case 'sign-out':
        enter({ kind: 'signed-out', since, cause })
        break
      case 'stop':
        enter({ kind: 'stopped', since, cause })
        break
      case 'retry': {
        abandon = clock.after(reaction.delayMs, connect)
        const retryAt = since + reaction.delayMs
        const waiting: Connection = { kind: 'waiting', since, cause, retryAt }
        enter(options.network.isOnline() ? waiting : { kind: 'offline', since, retryAt })
        break
      }
      default:
        assertNever(reaction)
    }
  }

  function noteLoss(loss: ResumeLoss): void {
    const { kind, from } = loss
    if (kind === 'expired') expiredCursor = from
    enterGap({
      at: clock.now(),
      from: from.slice(0, longestShownId),
      to: kind === 'elsewhere' ? loss.to : null,
    })
  }

  function noteEvent({ eventId }: RawEvent): void {
    status = { ...status, lastEventAt: clock.now() }
    const { gap } = status
    if (gap !== null && gap.to === null && eventId !== null) enterGap({ ...gap, to: eventId })
  }

  function learn(next: Rhythm): void {
    const { learntMs } = next
    if (learntMs !== null && learntMs !== rhythm.learntMs) options.rhythm.learn(learntMs)
    rhythm = next
  }

  function enter(connection: Connection): void {
    status = { ...status, connection }
    options.onStatus(status)
  }

  function enterGap(gap: Gap): void {
    status = { ...status, gap }
    options.onStatus(status)
  }

  function watchedAs(): 'open' | 'in-trouble' | 'at-rest' {
    switch (status.connection.kind) {
      case 'open':
        return 'open'
      case 'connecting':
      case 'waiting':
      case 'offline':
        return 'in-trouble'
      case 'signed-out':
      case 'stopped':
        return 'at-rest'
      default:
        return assertNever(status.connection)
    }
  }

  function restart(): void {
    if (stopped) return
    // Waits, so that a wake that is told twice makes one connection, and the last signal's news is in it.
    cancelRestart ??= clock.after(limits.restartDelayMs, () => {
      cancelRestart = null
      abandon()
      failures = 0
      connect()
    })
  }

  function stop(): void {
    if (stopped) return
    stopped = true
    for (const stopOne of stopWatching) stopOne()
    cancelRestart?.()
    abandon()
    enter({ kind: 'stopped', since: clock.now(), cause: null })
  }

  return { status: () => status, restart, stop }
}
