import type { FetchInit } from '../../electron/feed/http-client.ts'
import type { Clock } from '../../electron/model/clock.ts'

// A server in memory as people write them, by chance: how it numbers, replays, ends, fails. What it does is recorded.

type Ids = 'none' | 'per-connection' | 'seconds' | 'constant' | 'snowflake' | 'counter'
type Replay = 'none' | 'after-id' | 'all'

/** Only with these a server can find out what followed an id. */
export const hasUniqueIds = ({ ids }: Pick<ServerHabits, 'ids'>) => ids === 'snowflake' || ids === 'counter'

/** How one server is written. */
export interface ServerHabits {
  readonly ids: Ids
  readonly replay: Replay
  /** It says in its greeting whether it replays, or names the id in the response, or neither. */
  readonly says: 'greeting' | 'header' | 'nothing'
  readonly heartbeats: 'none' | 'comment' | 'event' | 'event-with-id'
  /** Each item has an id of its own in its data. */
  readonly namesItems: boolean
  /** Of 10 requests so many fail. */
  readonly failures: number
  readonly brokenCursor: 'never' | 'refused' | 'cut'
  readonly ends: 'never' | 'planned' | 'cut'
  /** What it does when the same user opens a second stream. */
  readonly secondStream: 'serves-both' | 'ends-first' | 'refuses'
  /** How long its answers and events are on their way at most, milliseconds. */
  readonly lagMs: 0 | 300
}

export interface SentEvent {
  readonly message: string
  /** Beyond the limit: it is rejected. */
  readonly isTooLarge: boolean
  readonly id: string | null
  readonly bytes: (id: string | null) => string
}

export interface SeenFetch {
  readonly origin: string
  readonly token: string | undefined
  readonly cursor: string | undefined
}

interface OpenStream {
  /** Sends something, or ends the stream, after what was sent before. */
  readonly send: (act: (controller: ReadableStreamDefaultController<Uint8Array>) => void) => void
  count: number
}

export interface ModelServer {
  readonly fetch: (url: string, init: FetchInit) => Promise<Response>
  readonly publish: (isTooLarge: boolean) => SentEvent
  readonly beat: () => void
  readonly end: (how: 'clean' | 'cut') => void
  /** From now on nothing fails and no stream ends. */
  readonly heal: () => void
  readonly requests: readonly SeenFetch[]
  readonly events: readonly SentEvent[]
  /** How many events there were when the first stream was opened; null: none was opened. */
  readonly firstSeen: () => number | null
  readonly isStreaming: () => boolean
  /** Whether everything has arrived that was sent. */
  readonly isQuiet: () => boolean
  /** How many streams are open, and the most that were open at once. */
  readonly openStreams: () => { readonly now: number; readonly most: number }
  readonly validToken: (token: string) => void
}

const encoder = new TextEncoder()
const origin = 'https://app.example.com'

export function createModelServer(
  habits: ServerHabits,
  number: (below: number) => number,
  clock: Clock,
  maxEventBytes: number,
  onActivity: () => void,
): ModelServer {
  const events: SentEvent[] = []
  const requests: SeenFetch[] = []
  const streams = new Set<OpenStream>()
  let mostStreams = 0
  let onTheWay = 0
  let firstSeen: number | null = null
  let isHealthy = false
  let token = 't1'
  let acceptedToken: string | null = null

  function idOf(index: number): string | null {
    switch (habits.ids) {
      case 'none':
      case 'per-connection':
        return null
      case 'constant':
        return 'same'
      case 'seconds':
        return String(Math.floor(clock.now() / 1000))
      case 'snowflake':
        return String(653_247_040_368_672_768n + BigInt(index * 4_194_304))
      case 'counter':
        return String(index + 1)
    }
  }

  const onItsWay = () => (habits.lagMs === 0 ? 0 : number(habits.lagMs))

  function send(stream: OpenStream, text: string): void {
    stream.send((controller) => controller.enqueue(encoder.encode(text)))
  }

  function sendEvent(stream: OpenStream, event: SentEvent): void {
    stream.count += 1
    send(stream, event.bytes(habits.ids === 'per-connection' ? String(stream.count) : event.id))
  }

  function publish(isTooLarge: boolean): SentEvent {
    const index = events.length
    const message = `event ${index}`
    const ownId = habits.namesItems ? { id: `item-${index}` } : {}
    const filler = isTooLarge ? { filler: 'x'.repeat(maxEventBytes) } : {}
    const data = JSON.stringify({ type: 'notification', message, ...ownId, ...filler })
    const idFirst = number(2) === 0
    const event: SentEvent = {
      message,
      isTooLarge,
      id: idOf(index),
      bytes: (id) => {
        const line = id === null ? '' : `id: ${id}\n`
        return idFirst ? `${line}data: ${data}\n\n` : `data: ${data}\n${line}\n`
      },
    }
    events.push(event)
    for (const stream of streams) sendEvent(stream, event)
    if (!isHealthy && streams.size > 0 && habits.ends !== 'never' && number(3) === 0) {
      end(habits.ends === 'planned' ? 'clean' : 'cut')
    }
    return event
  }

  function end(how: 'clean' | 'cut'): void {
    for (const stream of streams) endStream(stream, how)
  }

  function endStream(stream: OpenStream, how: 'clean' | 'cut'): void {
    streams.delete(stream)
    stream.send((controller) => {
      if (how === 'clean') controller.close()
      else controller.error(new TypeError('net::ERR_CONNECTION_RESET'))
    })
  }

  function replayed(cursor: string | undefined): readonly SentEvent[] {
    if (habits.replay === 'all') return events.slice(firstSeen ?? events.length)
    if (habits.replay === 'none' || cursor === undefined) return []
    const index = events.findLastIndex(({ id }) => id === cursor)
    return index === -1 ? [] : events.slice(index + 1)
  }

  function failure(cursor: string | undefined): Response | Promise<Response> | null {
    if (streams.size > 0 && habits.secondStream === 'refuses') return refusal(409)
    if (cursor !== undefined && habits.brokenCursor === 'refused') return refusal(422)
    if (isHealthy || number(10) >= habits.failures) return null
    switch (number(8)) {
      case 0:
        return refusal(500)
      case 1:
        return refusal(503, { 'Retry-After': '7' })
      case 2:
        return refusal(404)
      case 3:
        // It passes only for a token that has worked: another one is rightly taken as wrong.
        return refusal(acceptedToken === token ? 401 : 500)
      case 4:
        return refusal(302, { Location: 'https://elsewhere.example.com/sse' })
      case 5:
        return Promise.reject(new TypeError('net::ERR_CONNECTION_REFUSED'))
      case 6:
        return new Response('<h1>Sign in</h1>', { headers: { 'Content-Type': 'text/html' } })
      default:
        return new Promise(() => {})
    }
  }

  function open(cursor: string | undefined, signal: AbortSignal): Response {
    if (habits.secondStream === 'ends-first') end('clean')
    const { body, stream } = openBody(signal)
    if (!signal.aborted) streams.add(stream)
    mostStreams = Math.max(mostStreams, streams.size)
    const isResuming = habits.replay === 'after-id' && hasUniqueIds(habits)
    const knows = isResuming && events.some(({ id }) => id === cursor)
    if (habits.says === 'greeting') {
      send(
        stream,
        `data: ${JSON.stringify({ type: 'connected', replay: habits.replay === 'all' || isResuming })}\n\n`,
      )
    }
    if (cursor !== undefined && habits.brokenCursor === 'cut') endStream(stream, 'cut')
    else for (const event of replayed(cursor)) sendEvent(stream, event)
    const confirmed =
      habits.says === 'header' && knows && cursor !== undefined ? { 'Last-Event-ID': cursor } : undefined
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream', ...confirmed } })
  }

  function openBody(signal: AbortSignal) {
    let sent = Promise.resolve()
    let sendTo: ReadableStreamDefaultController<Uint8Array> | null = null
    const close = () => {
      sendTo = null
      streams.delete(stream)
    }
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        sendTo = controller
      },
      cancel: close,
    })
    const stream: OpenStream = {
      count: 0,
      send: (act) => {
        const write = () => {
          if (sendTo !== null) act(sendTo)
        }
        if (habits.lagMs === 0) write()
        else {
          const arrived = pause(onItsWay())
          sent = sent.then(() => arrived).then(write)
        }
      },
    }
    signal.addEventListener('abort', close)
    return { body, stream }
  }

  function pause(ms: number): Promise<void> {
    onTheWay += 1
    return new Promise((resolve) => {
      clock.after(ms, () => {
        onTheWay -= 1
        onActivity()
        resolve()
      })
    })
  }

  return {
    fetch: async (url, { headers, signal }) => {
      const cursor = headers['Last-Event-ID']
      const sentToken = headers.Authorization
      requests.push({ origin: new URL(url).origin, token: sentToken, cursor })
      if (habits.lagMs > 0) await pause(onItsWay())
      if (sentToken !== `Bearer ${token}`) return refusal(401)
      const failed = await failure(cursor)
      if (failed !== null) return failed
      const [from, accepted] = [events.length, token]
      const response = open(cursor, signal)
      if (habits.lagMs > 0) await pause(onItsWay())
      if (!signal.aborted) {
        firstSeen ??= from
        acceptedToken = accepted
      }
      return response
    },
    publish,
    beat: () => {
      for (const stream of streams) {
        if (habits.heartbeats === 'comment') send(stream, ':\n')
        if (habits.heartbeats === 'event') send(stream, 'event: ping\ndata: {}\n\n')
        if (habits.heartbeats === 'event-with-id' && habits.ids === 'per-connection') {
          stream.count += 1
          send(stream, `id: ${stream.count}\ndata: {"type":"heartbeat"}\n\n`)
        }
      }
    },
    end,
    heal: () => {
      isHealthy = true
    },
    requests,
    events,
    firstSeen: () => firstSeen,
    isStreaming: () => streams.size > 0,
    isQuiet: () => onTheWay === 0,
    openStreams: () => ({ now: streams.size, most: mostStreams }),
    validToken: (valid) => {
      token = valid
    },
  }
}

export const modelOrigin = origin

function refusal(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers })
}
