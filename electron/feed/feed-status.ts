import type { Clock } from '../model/clock.ts'
import { type Connection, type ConnectionError, errorOf, type FeedStatus } from '../model/connection.ts'
import type { MissedEvents } from './missed-events.ts'
import type { Network } from './network-monitor.ts'

/** The status of a feed. Each change of the connection is reported. */
export interface FeedStatusRecord {
  readonly current: () => FeedStatus
  readonly opened: () => void
  /** An attempt has begun after this error; null: after none. */
  readonly connecting: (error: ConnectionError | null) => void
  /** The same after a wait, whose error stays until the attempt is over. */
  readonly connectingAgain: () => void
  /** The next attempt is at `retryAt`, milliseconds since the epoch. Null: there was no trouble, it shows as connecting. */
  readonly waiting: (error: ConnectionError | null, retryAt: number) => void
  readonly signedOut: (error: ConnectionError, retryAt: number | null) => void
  readonly stopped: (error: ConnectionError | null) => void
  /** Reports the status, though the connection is as it was. */
  readonly report: () => void
  /** Reports the gap and the completeness, if one of them has changed. */
  readonly showMissed: () => void
  readonly bytesCame: () => void
  readonly eventCame: () => void
  /** When the stream that is open was last known to be alive. */
  readonly lastHeardAt: () => number
}

/** Begins with a connection that is being made, and has not reported it yet. */
export function createFeedStatus(
  clock: Clock,
  network: Network,
  missed: MissedEvents,
  onStatus: (status: FeedStatus) => void,
): FeedStatusRecord {
  let status: FeedStatus = {
    connection: { kind: 'connecting', since: clock.now(), error: null },
    lastByteAt: null,
    lastEventAt: null,
    gap: missed.gap(),
    disconnectedSince: clock.now(),
    completeness: missed.completeness(),
  }

  function change(connection: Connection): void {
    const disconnectedSince = status.disconnectedSince ?? clock.now()
    status = {
      ...status,
      connection,
      gap: missed.gap(),
      disconnectedSince: connection.kind === 'open' ? null : disconnectedSince,
      completeness: missed.completeness(),
    }
    onStatus(status)
  }

  function connecting(error: ConnectionError | null): void {
    change({ kind: 'connecting', since: clock.now(), error })
  }

  return {
    current: () => status,
    opened: () => change({ kind: 'open', since: clock.now() }),
    connecting,
    connectingAgain: () => {
      if (status.connection.kind !== 'connecting') connecting(errorOf(status.connection))
    },
    waiting: (error, retryAt) => {
      const since = clock.now()
      if (!network.isOnline()) change({ kind: 'offline', since, retryAt })
      else if (error === null) connecting(null)
      else change({ kind: 'waiting', since, error, retryAt })
    },
    signedOut: (error, retryAt) => {
      const { kind, since } = status.connection
      // The attempts with the same token in between are not shown: the user is signed out all the time.
      change({ kind: 'signed-out', since: kind === 'signed-out' ? since : clock.now(), error, retryAt })
    },
    stopped: (error) => change({ kind: 'stopped', since: clock.now(), error }),
    report: () => change(status.connection),
    showMissed: () => {
      const isNew = missed.gap() !== status.gap || missed.completeness().kind !== status.completeness.kind
      if (isNew) change(status.connection)
    },
    bytesCame: () => {
      status = { ...status, lastByteAt: clock.now() }
    },
    eventCame: () => {
      status = { ...status, lastEventAt: clock.now() }
    },
    lastHeardAt: () => {
      const { connection, lastByteAt } = status
      return Math.max(lastByteAt ?? connection.since, connection.since)
    },
  }
}
