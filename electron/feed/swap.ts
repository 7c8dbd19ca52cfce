import { assertNever } from '../model/assert-never.ts'
import type { Clock } from '../model/clock.ts'
import type { ConnectionError } from '../model/connection.ts'
import type { RawEvent } from '../model/event.ts'
import { openConnection } from './connection.ts'
import type { AttemptEnd, ConnectionOptions, OpenConnection, Opened } from './connection-options.ts'
import type { StoreResult } from './feed-options.ts'
import type { FeedLimits } from './limits.ts'
import { createOverlap, type Overlap } from './overlap.ts'
import { withJitter } from './retry-policy.ts'

/** Moves a feed from its open stream to one with another token, so that there is a stream all the time. */
export interface Swap {
  /**
   * Opens a connection beside the one that is open, unless there is one with this token, or it has failed.
   *
   * @param token the newest one
   */
  readonly begin: (old: OpenConnection, token: string | null) => void
  /** An event of the open stream was stored. */
  readonly eventStored: (event: RawEvent) => void
  /** The open stream has ended. Returns what takes its place. */
  readonly oldEnded: () => Successor
  /** Closes the new connection, if there is one. */
  readonly cancel: () => void
}

export type Successor =
  | { readonly kind: 'none' }
  /** The new connection, which is still being made. From now on it is like any other. */
  | { readonly kind: 'attempt'; readonly connection: OpenConnection }
  /** The new stream, which was open before the old one ended; `onSwapped` was called. */
  | { readonly kind: 'stream' }

export interface SwapOptions {
  readonly clock: Clock
  readonly limits: FeedLimits
  /** 0 (inclusive) to 1. */
  readonly random: () => number
  /** Those of a connection that the feed makes now. */
  readonly connectionOptions: () => ConnectionOptions
  /** The new stream has taken the place of the old one, which is closed. */
  readonly onSwapped: (connection: OpenConnection, opened: Opened) => void
  /** The new connection has failed, and the old one goes on. */
  readonly onFailed: (error: ConnectionError) => void
}

/** A connection that is to take the place of the open one. */
interface Candidate {
  readonly connection: OpenConnection
  readonly old: OpenConnection
  readonly overlap: Overlap
  readonly isRetry: boolean
  /** From now on its events are stored. */
  readonly takeTurn: () => void
}

type SwapState =
  | { readonly kind: 'none' }
  | { readonly kind: 'opening'; readonly candidate: Candidate }
  /** Both streams are open, and only the old one is read. */
  | {
      readonly kind: 'overlapping'
      readonly candidate: Candidate
      readonly opened: Opened
      readonly cancelTimer: () => void
    }
  /** It has failed, and is tried once more. */
  | { readonly kind: 'waiting'; readonly candidate: Candidate; readonly cancelTimer: () => void }
  /** It has failed twice. */
  | { readonly kind: 'given-up'; readonly candidate: Candidate }

const catchUpPollMs = 50

/**
 * Two connections are in no order: when the headers of the new one arrive, what the server sent on the old one before may
 * still be on its way. So the old one is read on for `overlapMs`, and until all that has arrived is stored. Only then it is
 * closed and the events of the new one are read, which have waited in the network. Nothing falls between the two, and as
 * they are not read at the same time, the cursor is that of one stream at any moment.
 */
export function createSwap(options: SwapOptions): Swap {
  const { clock, limits, random } = options
  let state: SwapState = { kind: 'none' }

  function begin(old: OpenConnection, token: string | null): void {
    if (state.kind !== 'none' && state.candidate.connection.usesToken(token)) return
    cancel()
    open(old, false)
  }

  function open(old: OpenConnection, isRetry: boolean): void {
    const ordinary = options.connectionOptions()
    const overlap = createOverlap()
    let overlapEndsAt = Number.POSITIVE_INFINITY
    let resolveTurn = () => {}
    const turn = new Promise<void>((resolve) => {
      resolveTurn = resolve
    })
    const connection = openConnection({
      ...ordinary,
      readCursor: async () => {
        const cursor = await ordinary.readCursor()
        overlap.clear()
        return cursor
      },
      turn: async () => {
        await turn
        return ordinary.readCursor()
      },
      storeEvent: withoutRepeats(ordinary, overlap, () => clock.now() > overlapEndsAt),
      onOpen: (opened) => {
        overlapEndsAt = clock.now() + limits.overlapMs
        if (isCandidate()) waitForOld(candidate, opened)
        else ordinary.onOpen(opened)
      },
      onBytes: () => {
        if (!isCandidate()) ordinary.onBytes()
      },
      onEnd: (end) => (isCandidate() ? retry(candidate, end) : ordinary.onEnd(end)),
    })
    const isCandidate = () => state.kind !== 'none' && state.candidate === candidate
    const takeTurn = () => {
      overlapEndsAt = clock.now() + limits.overlapMs
      resolveTurn()
    }
    const candidate: Candidate = { connection, old, overlap, isRetry, takeTurn }
    state = { kind: 'opening', candidate }
  }

  function waitForOld(candidate: Candidate, opened: Opened, ms = limits.overlapMs): void {
    const cancelTimer = clock.after(ms, () => {
      if (candidate.old.isCaughtUp()) change(candidate, opened)
      else waitForOld(candidate, opened, catchUpPollMs)
    })
    state = { kind: 'overlapping', candidate, opened, cancelTimer }
  }

  function change(candidate: Candidate, opened: Opened): void {
    state = { kind: 'none' }
    candidate.old.close()
    candidate.takeTurn()
    options.onSwapped(candidate.connection, opened)
  }

  /** Tries once more, later. There is no need for it: the old stream is open, and the usual rules follow its end. */
  function retry(candidate: Candidate, { failure }: AttemptEnd): void {
    cancel()
    candidate.overlap.clear()
    const delayMs = Math.max(
      withJitter(limits.slowBackoff.baseMs, limits.slowBackoff.jitter, random),
      Math.min(failure.retryAfterMs, limits.maxRetryAfterMs),
    )
    state = candidate.isRetry
      ? { kind: 'given-up', candidate }
      : { kind: 'waiting', candidate, cancelTimer: clock.after(delayMs, () => open(candidate.old, true)) }
    options.onFailed(failure.error)
  }

  function cancel(): void {
    if ('cancelTimer' in state) state.cancelTimer()
    if (state.kind !== 'none') state.candidate.connection.close()
    state = { kind: 'none' }
  }

  function oldEnded(): Successor {
    switch (state.kind) {
      case 'opening': {
        const { connection, takeTurn } = state.candidate
        state = { kind: 'none' }
        takeTurn()
        return { kind: 'attempt', connection }
      }
      case 'overlapping':
        state.cancelTimer()
        change(state.candidate, state.opened)
        return { kind: 'stream' }
      case 'none':
      case 'waiting':
      case 'given-up':
        cancel()
        return { kind: 'none' }
      default:
        return assertNever(state)
    }
  }

  return {
    begin,
    eventStored: (event) => {
      if (state.kind === 'opening' || state.kind === 'overlapping') state.candidate.overlap.add(event)
    },
    oldEnded,
    cancel,
  }
}

/** Stores the events of the new stream without those that the old one has brought. */
function withoutRepeats(
  { storeEvent, storeCursor }: Pick<ConnectionOptions, 'storeEvent' | 'storeCursor'>,
  overlap: Overlap,
  isOver: () => boolean,
): ConnectionOptions['storeEvent'] {
  // The old stream has stored the cursors of these events, or later ones, until the new one stores another event.
  let hasStored = false

  return async (event) => {
    if (isOver()) overlap.clear()
    if (overlap.take(event)) {
      const moved: StoreResult = hasStored ? await storeCursor(event.lastEventId) : { kind: 'stored' }
      return moved.kind === 'failed' ? moved : { kind: 'stored', meaning: { kind: 'sign-of-life' } }
    }
    const result = await storeEvent(event)
    hasStored ||= result.kind === 'stored' && result.meaning === undefined
    return result
  }
}
