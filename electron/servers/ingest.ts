import { type Feed, startFeed } from '../feed/feed.ts'
import type { StoreResult } from '../feed/feed-options.ts'
import { chooseFormat } from '../feed/formats/choose-format.ts'
import type { Fetch } from '../feed/http-client.ts'
import { defaultLimits, type FeedLimits } from '../feed/limits.ts'
import type { Network } from '../feed/network-monitor.ts'
import { english } from '../i18n/english.ts'
import { explain } from '../i18n/explain.ts'
import type { Clock } from '../model/clock.ts'
import { type ConnectionError, errorOf, type FeedStatus } from '../model/connection.ts'
import type { ConnectedEvent, FeedEvent, RawEvent } from '../model/event.ts'
import type { Item } from '../model/item.ts'
import { limits } from '../model/limits.ts'
import type { Log } from '../model/log.ts'
import type { Source, SourceId } from '../model/source.ts'
import type { TokenRefresh } from '../model/token.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import type { HistoryWriter } from '../store/history-writer.ts'
import { createEventQueue } from './event-queue.ts'
import { lastConnectedAt, unknownSince } from './last-connected.ts'
import { pollToken, type WatchToken, watchTokenFile } from './watch-token-file.ts'

/** As many as are stored. */
const maxLogEntries = limits.stored.connectionLog.max

export interface IngestOptions {
  readonly source: Source
  /** The token to send, read again for each connection; null for none. */
  readonly token: () => string | null
  /** Gets another token after the server has rejected the last one; default: it is read again. */
  readonly refresh?: () => Promise<TokenRefresh>
  /** Why there is none, for a server that asks for one; default: none was given. */
  readonly tokenMissing?: () => ConnectionError
  /** Announces that the token may have changed; default: it is read every two seconds. */
  readonly watchToken?: WatchToken
  readonly reader: Pick<HistoryReader, 'cursor' | 'isFirstConnect' | 'usualPause' | 'connectionLog'>
  readonly writer: HistoryWriter
  readonly network: Network & { readonly fetch: Fetch }
  readonly clock: Clock
  readonly log: Log
  /** 0 (inclusive) to 1; default: that of the system. */
  readonly random?: () => number
  /** Default: those of the product. */
  readonly limits?: FeedLimits
  readonly onStatus: (status: FeedStatus) => void
  /** The stream has opened: events that come now may have been missed before. */
  readonly onOpen: (isFirstConnect: boolean, source: SourceId) => void
  /** The stream has begun with this greeting. Default: nobody needs to know. */
  readonly onGreeting?: (greeting: ConnectedEvent) => void
  /** This event has come and is being stored. Default: nobody needs to know. */
  readonly onEvent?: (event: FeedEvent) => void
  /** An item was stored for which a notification is due. */
  readonly onArrival: (item: Item) => void
  /** A stored item has changed after it may have been announced. */
  readonly onRevision: (item: Item) => void
}

/** Starts the feed of a server and stores its events. An item is announced only after it is stored. */
export function startIngest(options: IngestOptions): Feed {
  const { source, reader, writer, network, clock, log, token } = options
  let reported: Pick<FeedStatus, 'connection' | 'gap' | 'completeness'> | null = null
  const format = chooseFormat(source, (name) => log.info(`The server’s format was recognized: ${name}`))
  let stopTokenWatch = () => {}
  let sentToken: string | null = null
  // Signs of life come often: only those that move the cursor are written.
  let storedCursor: string | null = null

  const queue = createEventQueue(source.id, writer.write)

  const readToken = (): string | null => {
    sentToken = token()
    return sentToken
  }

  const refreshToken = async (): Promise<TokenRefresh> => {
    const fresh = options.refresh === undefined ? asRefresh(token()) : await options.refresh()
    if (fresh.kind === 'token') sentToken = fresh.token
    return fresh
  }

  const storeEvent = async (raw: RawEvent): Promise<StoreResult> => {
    const decoded = format.of(raw).decode(raw)
    if (decoded.kind === 'sign-of-life') {
      if (!queue.isWriting() && raw.lastEventId === storedCursor) return { kind: 'stored', meaning: decoded }
      const result = await storeCursor(raw.lastEventId)
      return result.kind === 'failed' ? result : { kind: 'stored', meaning: decoded }
    }
    const appending = queue.append({ event: raw, decoded })
    if (decoded.kind === 'event') options.onEvent?.(decoded.event)
    const appended = await appending
    if (appended.kind === 'failed') return appended
    storedCursor = raw.lastEventId
    if (appended.arrived !== null) options.onArrival(appended.arrived)
    if (appended.revised !== null) options.onRevision(appended.revised)
    if (decoded.kind !== 'event' || decoded.event.type !== 'connected') return { kind: 'stored' }
    options.onGreeting?.(decoded.event)
    return { kind: 'stored', meaning: decoded.event }
  }

  const storeCursor = async (lastEventId: string): Promise<StoreResult> => {
    const moved = await queue.moveCursor(lastEventId)
    if (moved.kind === 'failed') return moved
    storedCursor = lastEventId
    return { kind: 'stored' }
  }

  const onConnection = (connection: FeedStatus['connection']): void => {
    const error = errorOf(connection)
    log.info(`${connection.kind}${error === null ? '' : `: ${explain(error, english)}`}`)
    if (connection.kind === 'open') options.onOpen(reader.isFirstConnect(source.id), source.id)
    stopTokenWatch()
    if (connection.kind === 'signed-out') {
      stopTokenWatch = watchTokenFile({
        watch: options.watchToken ?? pollToken(clock),
        readToken: token,
        rejected: sentToken,
        onNewToken: () => feed.restart(),
      })
    }
  }

  const onStatus = (status: FeedStatus): void => {
    const { connection, gap, completeness } = status
    const isNewConnection = connection !== reported?.connection
    const isNewGap = gap !== null && gap !== reported?.gap
    if (isNewConnection) onConnection(connection)
    if (isNewGap) log.warn(`Events after ${gap.from} may be missing`)
    const isNewCompleteness = completeness.kind !== reported?.completeness.kind
    if (isNewConnection || isNewCompleteness || gap !== reported?.gap) {
      void writer.write({ type: 'log-connection', source: source.id, connection, gap, completeness })
    }
    reported = { connection, gap, completeness }
    options.onStatus(status)
  }

  const earlierLog = reader.connectionLog(source.id, maxLogEntries)
  const connectedBefore = lastConnectedAt(earlierLog)
  const feed = startFeed({
    url: source.url,
    fetch: network.fetch,
    clock,
    random: options.random ?? Math.random,
    format,
    token: {
      current: readToken,
      refresh: refreshToken,
      ...(options.tokenMissing !== undefined && { missing: options.tokenMissing }),
    },
    readCursor: async () => {
      // Events of an earlier connection may still be on their way to the file.
      if (queue.isWriting()) await queue.settled().catch(() => {})
      await writer.flush()
      const cursor = reader.cursor(source.id)
      storedCursor = cursor ?? ''
      return cursor
    },
    earlier: {
      lastConnectedAt: connectedBefore,
      unknownSince: unknownSince(earlierLog),
      gap: earlierLog[0]?.gap ?? null,
      hasTokenWorked: connectedBefore !== null || !reader.isFirstConnect(source.id),
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
    onSwap: (error) =>
      error === null
        ? log.info('The stream goes on with a new token')
        : log.warn(`No stream could be opened with the new token: ${explain(error, english)}`),
    onUnexpectedError: (error) => log.error('Unexpected error', error),
  })
  return {
    ...feed,
    stop: () => {
      feed.stop()
      queue.stop()
    },
  }
}

function asRefresh(token: string | null): TokenRefresh {
  return token === null ? { kind: 'none' } : { kind: 'token', token }
}
