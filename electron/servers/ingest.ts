import { decode } from '../feed/decode.ts'
import { type Feed, startFeed } from '../feed/feed.ts'
import type { StoreResult } from '../feed/feed-options.ts'
import type { Fetch } from '../feed/http-client.ts'
import { defaultLimits, type FeedLimits } from '../feed/limits.ts'
import type { Network } from '../feed/network-monitor.ts'
import { explain } from '../i18n/explain.ts'
import { createI18n } from '../i18n/i18n.ts'
import type { Clock } from '../model/clock.ts'
import { errorOf, type FeedStatus } from '../model/connection.ts'
import type { RawEvent } from '../model/event.ts'
import type { Item } from '../model/item.ts'
import type { Log } from '../model/log.ts'
import type { Source } from '../model/source.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import type { HistoryWriter } from '../store/history-writer.ts'
import { watchTokenFile } from './watch-token-file.ts'

// The log is read by developers, whatever the user's language is.
const english = createI18n('en')

export interface IngestOptions {
  readonly source: Source
  /** The token to send, read again for each connection; null for none. */
  readonly token: () => string | null
  readonly reader: Pick<HistoryReader, 'cursor' | 'isFirstConnect' | 'usualPause'>
  readonly writer: HistoryWriter
  readonly network: Network & { readonly fetch: Fetch }
  readonly clock: Clock
  readonly log: Log
  /** Default: those of the product. */
  readonly limits?: FeedLimits
  readonly onStatus: (status: FeedStatus) => void
  /** The stream has opened: events that come now may have been missed before. */
  readonly onOpen: (isFirstConnect: boolean) => void
  /** An item was stored for which a notification is due. */
  readonly onArrival: (item: Item) => void
}

/** Starts the feed of a server and stores its events. An item is announced only after it is stored. */
export function startIngest(options: IngestOptions): Feed {
  const { source, reader, writer, network, clock, log, token } = options
  let reported: Pick<FeedStatus, 'connection' | 'gap'> | null = null
  let stopTokenWatch = () => {}

  const storeEvent = async (raw: RawEvent): Promise<StoreResult> => {
    const change = { type: 'append-event', source: source.id, event: raw, decoded: decode(raw) } as const
    const written = await writer.write(change)
    if (written.kind === 'failed') return written
    if (written.arrived !== null) options.onArrival(written.arrived)
    return { kind: 'stored' }
  }

  const storeCursor = async (lastEventId: string): Promise<StoreResult> => {
    const written = await writer.write({ type: 'set-cursor', source: source.id, lastEventId })
    return written.kind === 'failed' ? written : { kind: 'stored' }
  }

  const onConnection = (connection: FeedStatus['connection']): void => {
    const error = errorOf(connection)
    log.info(`${connection.kind}${error === null ? '' : `: ${explain(error, english)}`}`)
    if (connection.kind === 'open') options.onOpen(reader.isFirstConnect(source.id))
    stopTokenWatch()
    if (connection.kind === 'signed-out') {
      stopTokenWatch = watchTokenFile(clock, token, () => feed.restart())
    }
  }

  const onStatus = (status: FeedStatus): void => {
    const { connection, gap } = status
    const isNewConnection = connection !== reported?.connection
    const isNewGap = gap !== null && gap !== reported?.gap
    if (isNewConnection) onConnection(connection)
    if (isNewGap) log.warn(`Events after ${gap.from} may be missing`)
    if (isNewConnection || gap !== reported?.gap) {
      void writer.write({ type: 'log-connection', source: source.id, connection, gap })
    }
    reported = { connection, gap }
    options.onStatus(status)
  }

  const feed = startFeed({
    url: source.url,
    fetch: network.fetch,
    clock,
    random: Math.random,
    token: { current: token, refresh: async () => token() },
    readCursor: async () => {
      // Events of an earlier connection may still be in the queue of the writer.
      await writer.flush()
      return reader.cursor(source.id)
    },
    learnedPause: {
      read: () => reader.usualPause(source.id),
      store: (ms) => void writer.write({ type: 'set-usual-pause', source: source.id, pauseMs: ms }),
    },
    limits: options.limits ?? defaultLimits,
    network,
    storeEvent,
    storeCursor,
    onStatus,
    onUnexpectedError: (error) => log.error('Unexpected error', error),
  })
  return feed
}
