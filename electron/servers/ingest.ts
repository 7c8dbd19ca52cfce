import { decode } from '../feed/decode.ts'
import { type Feed, type Kept, startFeed } from '../feed/feed.ts'
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

// The log is for people who mend things.
const english = createI18n('en')

export interface IngestOptions {
  readonly source: Source
  /** The token to send, asked for anew for each connection; null for none. */
  readonly token: () => string | null
  readonly reader: Pick<HistoryReader, 'cursor' | 'isFirstConnect' | 'usualPause'>
  readonly writer: HistoryWriter
  readonly network: Network & { readonly fetch: Fetch }
  readonly clock: Clock
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>
  /** Default: those of the product. */
  readonly limits?: FeedLimits
  readonly onStatus: (status: FeedStatus) => void
  /** The stream has opened: what comes now was missed. */
  readonly onOpen: (isFirstConnect: boolean) => void
  /** An item whose toast is due was stored. */
  readonly onArrival: (item: Item) => void
}

/** Joins the server's stream to the store: what arrives is kept first, then announced. */
export function startIngest(options: IngestOptions): Feed {
  const { source, reader, writer, network, clock, log, token } = options
  let noted: Pick<FeedStatus, 'connection' | 'gap'> | null = null
  let stopAwaiting = () => {}

  const keep = async (raw: RawEvent): Promise<Kept> => {
    const appended = await writer.write({
      type: 'append-event',
      source: source.id,
      event: raw,
      decoded: decode(raw),
    })
    if (appended.kind === 'failed') return appended
    if (appended.arrived !== null) options.onArrival(appended.arrived)
    return { kind: 'kept' }
  }

  const onStatus = (status: FeedStatus): void => {
    const { connection, gap } = status
    const isNew = connection !== noted?.connection
    if (isNew) {
      const cause = errorOf(connection)
      log.info(`${connection.kind}${cause === null ? '' : `: ${explain(cause, english)}`}`)
      if (connection.kind === 'open') options.onOpen(reader.isFirstConnect(source.id))
      stopAwaiting()
      if (connection.kind === 'signed-out') stopAwaiting = watchTokenFile(clock, token, () => feed.restart())
    }
    if (isNew || gap !== noted?.gap) {
      if (gap !== null && gap !== noted?.gap) log.warn(`Events after ${gap.from} may be missing`)
      void writer.write({ type: 'log-connection', source: source.id, connection, gap })
    }
    noted = { connection, gap }
    options.onStatus(status)
  }

  const feed = startFeed({
    url: source.url,
    fetch: network.fetch,
    clock,
    random: Math.random,
    token: { current: token, refresh: async () => token() },
    cursor: async () => {
      // What an earlier connection brought may still be on its way to the file.
      await writer.flush()
      return reader.cursor(source.id)
    },
    rhythm: {
      learntMs: () => reader.usualPause(source.id),
      learn: (ms) => void writer.write({ type: 'set-usual-pause', source: source.id, pauseMs: ms }),
    },
    limits: options.limits ?? defaultLimits,
    network,
    keep,
    keepCursor: async (lastEventId) => {
      const kept = await writer.write({ type: 'set-cursor', source: source.id, lastEventId })
      return kept.kind === 'failed' ? kept : { kind: 'kept' }
    },
    onStatus,
    onBug: (error) => log.error('Unexpected error', error),
  })
  return feed
}
