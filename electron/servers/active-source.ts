import type { Feed } from '../feed/feed.ts'
import type { FeedStatus } from '../model/connection.ts'
import type { Source } from '../model/source.ts'

/** The server that the app is subscribed to. It can be changed while the app runs. */
export interface ActiveSource {
  /** Null: no server is set up yet. */
  readonly source: () => Source | null
  readonly status: () => FeedStatus
  /** Unsubscribes from the current server and subscribes to this one. */
  readonly switchTo: (source: Source) => void
  /** Connects again immediately. */
  readonly restart: () => void
  readonly stop: () => void
}

export interface ActiveSourceOptions {
  readonly startFeed: (source: Source) => Feed
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** The app is subscribed to another server. */
  readonly onChange: () => void
}

export function createActiveSource({ startFeed, now, onChange }: ActiveSourceOptions): ActiveSource {
  const idle: FeedStatus = {
    connection: { kind: 'stopped', since: now(), error: null },
    lastByteAt: null,
    lastEventAt: null,
    gap: null,
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
    stop: () => active?.feed.stop(),
  }
}
