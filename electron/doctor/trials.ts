import { defaultLimits } from '../feed/limits.ts'
import type { ConnectedEvent } from '../model/event.ts'
import { parseReceiptsAddress } from '../model/receipts-address.ts'
import { isRedirect } from '../model/safe-url.ts'
import { maxStreams } from './limits.ts'
import type { ReceiptsTrial, ReplayTrial, TestEventTrial, Trial } from './observation.ts'
import type { ObservedStream } from './observe-stream.ts'
import type { Visitor } from './visitor.ts'

/** Observes until the time is over, and comes again where the server ends a stream, as the app does. */
export async function observe(visitor: Visitor): Promise<void> {
  const { streams, remainingMs } = visitor
  for (;;) {
    const stream = streams.at(-1)
    if (stream === undefined) return
    await stream.until(() => false, remainingMs())
    const { end, retryMs } = stream.observation()
    if (end === null || visitor.isAborted() || streams.length >= maxStreams) return
    const waitMs = Math.max(retryMs ?? defaultLimits.backoff.baseMs, defaultLimits.minRetryMs)
    if (waitMs >= remainingMs()) return
    await visitor.pause(waitMs)
    const next = await visitor.open(lastIdOf(streams), Math.max(remainingMs(), visitor.trialMs))
    if (next.kind === 'failed') return
    streams.push(next.stream)
  }
}

/** Has an event sent while the stream is open. @param address null: the server offers none */
export async function tryTestEvent(
  visitor: Visitor,
  stream: ObservedStream,
  address: string | null,
): Promise<TestEventTrial> {
  if (address === null) return { kind: 'not-offered' }
  // What comes at the start shall not be mixed up with it.
  await stream.until(() => stream.observation().firstBytesMs !== null, visitor.trialMs / 3)
  const [message] = visitor.messages
  const sentMs = stream.elapsedMs()
  const status = await visitor.sendTestEvent(address, message)
  if (!isSuccess(status)) return { kind: 'refused', status }
  await stream.until(
    () => stream.whenCame(message) !== null,
    Math.max(visitor.trialMs, visitor.remainingMs()),
  )
  const cameMs = stream.whenCame(message)
  if (cameMs === null && stream.observation().end !== null) return { kind: 'stream-ended' }
  const waitedMs = stream.elapsedMs() - sentMs
  return { kind: 'sent', arrivedMs: cameMs === null ? null : Math.max(0, cameMs - sentMs), waitedMs }
}

/**
 * Comes again with an id, after which something is certain to follow: a test event that was sent meanwhile, or else an
 * event that was received. The streams before must be closed.
 */
export async function tryReplay(visitor: Visitor, address: string | null): Promise<ReplayTrial> {
  const { trialMs } = visitor
  const ids = itemIdsOf(visitor.streams)
  const last = ids.at(-1)
  const cursor = address === null ? ids.findLast((id) => id !== last) : lastIdOf(visitor.streams)
  if (last === undefined || !cursor) return { kind: 'not-tried' }
  const [, meanwhile, afterwards] = visitor.messages
  if (address !== null && !isSuccess(await visitor.sendTestEvent(address, meanwhile))) {
    return { kind: 'not-tried' }
  }
  const opened = await visitor.open(cursor, trialMs)
  if (opened.kind === 'failed') return { kind: 'failed', error: opened.error }
  const { stream } = opened
  const isReplayed = () =>
    address === null
      ? stream.observation().marks.some(({ id }) => id === last)
      : stream.whenCame(meanwhile) !== null
  await stream.until(isReplayed, trialMs)
  const kind = isReplayed() ? 'replayed' : 'not-replayed'
  // Shows whether the ids of this stream are those of the one before.
  if (kind === 'not-replayed' && address !== null) {
    await visitor.sendTestEvent(address, afterwards)
    await stream.until(() => stream.whenCame(afterwards) !== null, trialMs)
  }
  stream.close()
  visitor.streams.push(stream)
  return { kind }
}

/** Makes one request that is wrong on purpose. */
export async function tryRequest(visitor: Visitor, cursor: string | null, token?: string): Promise<Trial> {
  const opened = await visitor.open(cursor, visitor.trialMs, token)
  if (opened.kind === 'failed') {
    const redirects = opened.responses.filter(({ status }) => isRedirect(status)).length
    return { kind: 'failed', error: opened.error, redirects }
  }
  opened.stream.close()
  return { kind: 'stream' }
}

/** Asks whether receipts are taken, where the server wants them. */
export async function tryReceipts(
  visitor: Visitor,
  greeting: ConnectedEvent | null,
  url: URL,
): Promise<ReceiptsTrial> {
  const address = greeting?.receipts ?? null
  if (address === null) return { kind: 'not-wanted' }
  const parsed = parseReceiptsAddress(address, url)
  if (parsed === null) return { kind: 'elsewhere' }
  return { kind: 'sent', status: await visitor.sendNoReceipts(parsed.href) }
}

/** The ids of items, in the order in which they came. */
export function itemIdsOf(streams: readonly ObservedStream[]): readonly string[] {
  return streams.flatMap((stream) =>
    stream.observation().marks.flatMap(({ kind, id }) => (kind === 'item' && id ? [id] : [])),
  )
}

function lastIdOf(streams: readonly ObservedStream[]): string | null {
  return streams.map((stream) => stream.lastId()).findLast((id) => id !== null) ?? null
}

function isSuccess(status: number | null): boolean {
  return status !== null && status >= 200 && status <= 299
}
