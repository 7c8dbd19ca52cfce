import { net } from 'electron'
import { systemClock as clock } from './desktop/clock.ts'
import type { Log } from './desktop/log.ts'
import { networkFetch } from './desktop/network.ts'
import { readToken, type TokenOrigin } from './desktop/token.ts'
import { decode } from './feed/decode.ts'
import { defaultLimits } from './feed/limits.ts'
import { type Kept, type Subscription, subscribe } from './feed/subscription.ts'
import { causeOf, type FeedStatus } from './model/connection.ts'
import type { RawEvent } from './model/event.ts'
import { explain } from './model/explain.ts'
import type { Source } from './model/source.ts'
import type { Store } from './store/open-store.ts'

export interface ListenOptions {
  readonly source: Source
  readonly token: TokenOrigin
  readonly store: Store
  readonly log: Log
  readonly onStatus: (status: FeedStatus) => void
  /** The stream has opened: what comes now was missed. */
  readonly onOpen: (isFirstConnect: boolean) => void
  /** An item whose toast is due was stored. */
  readonly onArrival: () => void
  /** The history has changed. */
  readonly onChange: () => void
}

/** Joins the server's stream to the store: what arrives is kept first, then announced. */
export function listen(options: ListenOptions): Subscription {
  const { source, store, log } = options
  let noted: FeedStatus['connection'] | null = null

  const token = (): string | null => {
    const read = readToken(options.token)
    if (read.kind === 'token') return read.token
    log.warn(read.reason)
    return null
  }

  const keep = (raw: RawEvent): Kept => {
    const appended = store.append(source.id, raw, decode(raw))
    if (appended.kind === 'failed') return appended
    if (appended.arrival !== null) options.onArrival()
    if (appended.changed) options.onChange()
    return { kind: 'kept' }
  }

  const onStatus = (status: FeedStatus): void => {
    const { connection } = status
    if (connection !== noted) {
      const cause = causeOf(connection)
      log.info(`${connection.kind}${cause === null ? '' : `: ${explain(cause)}`}`)
      if (connection.kind === 'open') options.onOpen(store.isFirstConnect(source.id))
      store.recordConnection(source.id, connection, status.gap)
      noted = connection
    }
    options.onStatus(status)
  }

  return subscribe({
    url: source.url,
    fetch: networkFetch,
    clock,
    random: Math.random,
    token: { current: token, refresh: async () => token() },
    cursor: () => store.cursor(source.id),
    rhythm: {
      learntMs: () => store.learntRhythm(source.id),
      learn: (ms) => store.setLearntRhythm(source.id, ms),
    },
    limits: defaultLimits,
    isOnline: () => net.isOnline(),
    keep,
    keepCursor: (lastEventId) => {
      const kept = store.keepCursor(source.id, lastEventId)
      return kept.kind === 'failed' ? kept : { kind: 'kept' }
    },
    onStatus,
    onBug: (error) => log.error('Unexpected error', error),
  })
}
