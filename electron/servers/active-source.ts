import type { Feed } from '../feed/feed.ts'
import type { FeedStatus } from '../model/connection.ts'
import type { Source } from '../model/source.ts'

/** The one server that is listened to; it can be swapped while the app runs. */
export interface ActiveSource {
  /** Null while no server is known. */
  readonly source: () => Source | null
  readonly status: () => FeedStatus
  /** Lets go of the server that was and listens to this one. */
  readonly switchTo: (source: Source) => void
  /** Connects anew at once. */
  readonly restart: () => void
  readonly stop: () => void
}

export interface ActiveSourceOptions {
  readonly listen: (source: Source) => Feed
  readonly now: () => number
  /** Another server is listened to. */
  readonly onChange: () => void
}

export function createActiveSource({ listen, now, onChange }: ActiveSourceOptions): ActiveSource {
  const idle: FeedStatus = {
    connection: { kind: 'stopped', since: now(), error: null },
    lastByteAt: null,
    lastEventAt: null,
    gap: null,
  }
  let source: Source | null = null
  let feed: Feed | null = null

  return {
    source: () => source,
    status: () => feed?.status() ?? idle,
    switchTo: (next) => {
      feed?.stop()
      feed = null
      source = next
      feed = listen(next)
      onChange()
    },
    restart: () => feed?.restart(),
    stop: () => feed?.stop(),
  }
}
