import { chooseFormat } from '../feed/formats/choose-format.ts'
import { eventStreamHeaders, type Fetch } from '../feed/http-client.ts'
import { createGuardedClient } from '../feed/http-guards.ts'
import { defaultLimits } from '../feed/limits.ts'
import type { MonotonicClock } from '../model/clock.ts'
import type { ConnectionError } from '../model/connection.ts'
import type { HttpResponse } from '../model/http-response.ts'
import type { FormatName } from '../model/source.ts'
import type { ResponseFacts } from './observation.ts'
import { type ObservedStream, observeStream } from './observe-stream.ts'

export interface OpenStreamOptions {
  readonly url: URL
  readonly format: FormatName | null
  readonly token: string | null
  /** Sent as `Last-Event-ID`; null: none. */
  readonly cursor: string | null
  readonly fetch: Fetch
  readonly clock: MonotonicClock
  /** How long to wait for the headers, milliseconds. */
  readonly timeoutMs: number
  readonly wanted: readonly string[]
  /** Aborting it ends the stream. */
  readonly signal: AbortSignal
}

export type OpenedStream = { readonly responses: readonly ResponseFacts[] } & (
  | { readonly kind: 'open'; readonly stream: ObservedStream }
  | { readonly kind: 'failed'; readonly error: ConnectionError }
)

/** Opens the stream by the rules of the feed, with all its guards, and begins to observe it. */
export async function openStream(options: OpenStreamOptions): Promise<OpenedStream> {
  const { url, format, token, cursor, clock, timeoutMs, signal, wanted } = options
  const responses: ResponseFacts[] = []
  const fetch: Fetch = async (address, init) => {
    const response = await options.fetch(address, init)
    responses.push(factsOf(response))
    return response
  }
  const send = createGuardedClient({
    fetch,
    clock,
    limits: { ...defaultLimits, connectTimeoutMs: timeoutMs },
    token: { current: () => token, refresh: async () => ({ kind: 'none' }) },
    cursor,
    wasCursorRefused: false,
    onResume: () => {},
  })
  const requestedAt = clock.elapsed()
  const result = await send({ url, headers: eventStreamHeaders, signal })
  if (result.kind === 'failed') return { kind: 'failed', error: result.error, responses }
  const { response, discard } = result
  const stream = observeStream({
    body: response.body,
    response: factsOf(response),
    headersMs: clock.elapsed() - requestedAt,
    format: chooseFormat({ url, format }, () => {}),
    ...{ clock, wanted, discard },
  })
  return { kind: 'open', stream, responses }
}

const maxHeaderLength = 300

function factsOf({ status, headers }: HttpResponse): ResponseFacts {
  const read = (name: string) => headers.get(name)?.slice(0, maxHeaderLength) ?? null
  const caches = `${read('x-cache')} ${read('cf-cache-status')}`
  return {
    status,
    contentType: read('content-type'),
    contentEncoding: read('content-encoding'),
    isFromCache: Number(read('age') ?? 0) > 0 || /\bHIT\b/i.test(caches),
    testEvent: read('tidings-test-event'),
  }
}
