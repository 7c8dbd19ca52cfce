import type { ConnectionError } from '../model/connection.ts'
import type { ConnectedEvent } from '../model/event.ts'
import type { TlsFacts } from './doctor-network.ts'

// What was seen of a server, before anything is judged. Times are milliseconds.

export interface Observation {
  readonly url: URL
  readonly hasToken: boolean
  /** Since the epoch. */
  readonly observedAt: number
  readonly route: RouteObservation
  /** The responses to the first request: redirects, and the last one. */
  readonly responses: readonly ResponseFacts[]
  /** Why the first request opened no stream; null: it did. */
  readonly failure: ConnectionError | null
  /** In order; those that were opened to try something out too. */
  readonly streams: readonly StreamObservation[]
  readonly testEvent: TestEventTrial
  readonly replay: ReplayTrial
  readonly unknownId: Trial
  readonly wrongToken: Trial
  readonly receipts: ReceiptsTrial
}

export interface RouteObservation {
  readonly proxy: string | null
  /** Null: it could not be found out. */
  readonly hasAddress: boolean | null
  /** Null: there is no TLS, a proxy is between, or the handshake failed. */
  readonly tls: TlsFacts | null
}

export interface ResponseFacts {
  readonly status: number
  readonly contentType: string | null
  readonly contentEncoding: string | null
  /** A cache answered instead of the server. */
  readonly isFromCache: boolean
  /** The address that takes a request for a test event, as it was sent. */
  readonly testEvent: string | null
}

export interface StreamObservation {
  readonly response: ResponseFacts
  /** From the request to the response's headers. */
  readonly headersMs: number
  /** What came, in order; after `maxMarks` nothing more is noted. */
  readonly marks: readonly Mark[]
  /** When bytes came first, since the headers; null: none came. */
  readonly firstBytesMs: number | null
  /** The longest time without bytes, from the headers to the end of the observation. */
  readonly longestSilenceMs: number
  /** The longest time for which an event lacked only the empty line that ends it. */
  readonly longestUnendedMs: number
  /** How many ids could not be sent back. */
  readonly unusableIds: number
  readonly greeting: ConnectedEvent | null
  /** The last `retry:`; null: none came. */
  readonly retryMs: number | null
  /** How long it was open so far, or until it ended. */
  readonly openMs: number
  /** How the server ended it; null: it did not. */
  readonly end: ConnectionError | null
}

/** Something that came in a stream. `atMs` is since the headers; what came in one piece has the same. */
export interface Mark {
  readonly atMs: number
  readonly kind: 'comment' | 'sign-of-life' | 'greeting' | 'item' | 'rejected' | 'too-large'
  /** The SSE id in this event; null: none. */
  readonly id: string | null
  /** Short, and the same for equal data only. */
  readonly fingerprint: string
  /** Why it was rejected; null: it was not. */
  readonly reason: string | null
  /** A field that is not as documented, so that it is left out or cut; null: none. */
  readonly invalidField: string | null
}

export type TestEventTrial =
  /** `stream-ended`: before the event came, so nothing is known. */
  | { readonly kind: 'not-offered' | 'stream-ended' }
  /** Null: there was no answer. */
  | { readonly kind: 'refused'; readonly status: number | null }
  /** How long after the request it came; null: not within `waitedMs`. */
  | { readonly kind: 'sent'; readonly arrivedMs: number | null; readonly waitedMs: number }

/** `not-replayed`: what certainly followed the id that was sent did not come. */
export type ReplayTrial =
  | { readonly kind: 'not-tried' | 'replayed' | 'not-replayed' }
  | { readonly kind: 'failed'; readonly error: ConnectionError }

/** How the server answered a request that is wrong on purpose; `redirects`: how many it went through. */
export type Trial =
  | { readonly kind: 'not-tried' }
  | { readonly kind: 'stream' }
  | { readonly kind: 'failed'; readonly error: ConnectionError; readonly redirects: number }

/**
 * Whether the server takes receipts. `elsewhere`: the address in its greeting is not its own, so nothing was sent there.
 * `sent`: an empty batch; status null: there was no answer.
 */
export type ReceiptsTrial =
  | { readonly kind: 'not-tried' | 'not-wanted' | 'elsewhere' }
  | { readonly kind: 'sent'; readonly status: number | null }
