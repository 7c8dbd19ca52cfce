import type { Feed } from '../feed/feed.ts'
import type { FeedStatus } from '../model/connection.ts'
import type { Source } from '../model/source.ts'

/** The server that is subscribed to; it can be changed while the app runs. */
export interface ActiveSource {
  /** Null while no server is known. */
  readonly source: () => Source | null
  readonly status: () => FeedStatus
  /** Unsubscribes from the current server and subscribes to this one. */
  readonly switchTo: (source: Source) => void
  /** Connects again at once. */
  readonly restart: () => void
  /** The user has seen that events may be missing. */
  readonly dismissGap: () => void
  readonly stop: () => void
}

export interface ActiveSourceOptions {
  readonly startFeed: (source: Source) => Feed
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Another server is active. */
  readonly onChange: () => void
}

export function createActiveSource({ startFeed, now, onChange }: ActiveSourceOptions): ActiveSource {
  const idle: FeedStatus = {
    connection: { kind: 'stopped', since: now(), error: null },
    lastByteAt: null,
    lastEventAt: null,
    gap: null,
    disconnectedSince: now(),
    completeness: { kind: 'not-known-yet' },
  }
  let active: { readonly source: Source; readonly feed: Feed } | null = null

  return {
    source: () => active?.source ?? null,
    status: () => active?.feed.status() ?? idle,
    switchTo: (source) => {
      active?.feed.stop()
      active = { source, feed: startFeed(source) }
      onChange()
    },
    restart: () => active?.feed.restart(),
    dismissGap: () => active?.feed.dismissGap(),
    stop: () => active?.feed.stop(),
  }
}
