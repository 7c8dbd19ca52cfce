import { z } from 'zod'

// The format of a conformance file. What is not known is an error of the file, so that no case passes because a
// part of it was not understood. Times are milliseconds.

const count = z.int().min(0)
const ms = z.number().min(0)
const headers = z.record(z.string(), z.string().nullable())

const range = z.strictObject({ min: z.number(), max: z.number() })

const chunk = z.strictObject({
  text: z.exactOptional(z.string()),
  base64: z.exactOptional(z.base64()),
  repeat: z.exactOptional(count),
  delayMs: z.exactOptional(ms),
})

const response = z.strictObject({
  status: z.int(),
  headers,
  chunks: z.array(chunk),
  // biome-ignore lint/suspicious/noThenProperty: the property's name in the case files
  then: z.enum(['close', 'hang', 'reset', 'truncate', 'reset-before-headers', 'hang-before-headers']),
  headersDelayMs: z.exactOptional(ms),
  endDelayMs: z.exactOptional(ms),
  gapMs: z.exactOptional(ms),
  framing: z.exactOptional(z.literal('close')),
})

const client = z.strictObject({
  /** The event names that a browser would listen for. The feed receives all. */
  types: z.exactOptional(z.array(z.string())),
  connectTimeoutMs: z.exactOptional(ms),
  idleTimeoutMs: z.exactOptional(ms),
  backoff: z.exactOptional(z.strictObject({ baseMs: ms, maxMs: ms, jitter: z.number(), resetAfterMs: ms })),
  maxEventChars: z.exactOptional(count),
  maxDroppedChars: z.exactOptional(count),
  retryAfterCapMs: z.exactOptional(ms),
  maxRetryMs: z.exactOptional(ms),
  initialLastEventId: z.exactOptional(z.string()),
  tokens: z.exactOptional(z.array(z.string())),
  headers: z.exactOptional(z.record(z.string(), z.string())),
  /** Signals of the system, each of which restarts the feed. */
  signals: z.exactOptional(z.array(z.strictObject({ atMs: ms, signal: z.enum(['resume', 'online']) }))),
  /** The client is closed at its n-th error. */
  closeOnError: z.exactOptional(count.min(1)),
  /** The client is closed when it has received this many events. */
  closeAfterEvents: z.exactOptional(count.min(1)),
  /** Storing the event with this id fails the first time. */
  failStoreOnceFor: z.exactOptional(z.string()),
  /** Data that is not JSON is set aside. */
  payload: z.exactOptional(z.literal('json')),
})

const state = z.enum([
  'connecting',
  'open',
  'waiting',
  'offline',
  'signed-out',
  'stopped',
  // What a browser does for good: no connection, and none is being made.
  'closed',
  'auth-required',
  // The server asked for no more connections (204).
  'stopped-by-server',
  'waiting-or-connecting',
])

const expectations = z.strictObject({
  events: z.exactOptional(
    z.array(z.strictObject({ type: z.string(), data: z.string(), lastEventId: z.string() })),
  ),
  eventDataLengths: z.exactOptional(z.array(count)),
  /** Ids of the events that were new to the store. */
  delivered: z.exactOptional(z.array(z.string())),
  deliveredData: z.exactOptional(z.array(z.string())),
  /** Ids of the events that were set aside: not JSON, or too large. */
  quarantined: z.exactOptional(z.array(z.string())),
  state: z.exactOptional(state),
  opens: z.exactOptional(count),
  /** How often a connection failed or ended, also as planned. */
  errors: z.exactOptional(z.union([count, range])),
  connections: z.exactOptional(z.union([count, range])),
  maxConnections: z.exactOptional(count),
  /** The most connections that may be alive at once. */
  maxConcurrent: z.exactOptional(count),
  paths: z.exactOptional(z.array(z.string())),
  requests: z.exactOptional(z.array(headers)),
  requestsNotContaining: z.exactOptional(z.record(z.string(), z.string())),
  otherOriginRequestLacks: z.exactOptional(z.array(z.string())),
  /** Times between two requests. */
  gapsMs: z.exactOptional(z.array(range)),
  firstGapMs: z.exactOptional(range),
  gapsGrowTo: z.exactOptional(ms),
  tokenRefreshes: z.exactOptional(count),
  firstRequestClosedByClient: z.exactOptional(z.boolean()),
})

const sseCase = z.strictObject({
  name: z.string().min(1),
  category: z.exactOptional(z.string()),
  source: z.exactOptional(z.string()),
  note: z.exactOptional(z.string()),
  /** Other clients that fail this case. */
  knownFailures: z.exactOptional(z.array(z.string())),
  /** `whatwg`: what the standard requires of every client. `feed`: what ours must do beyond it. */
  profile: z.enum(['whatwg', 'feed']),
  client: z.exactOptional(client),
  response,
  next: z.exactOptional(z.array(response)),
  waitMs: z.exactOptional(ms),
  expect: expectations,
})

export type Range = z.infer<typeof range>
export type CaseClient = z.infer<typeof client>
export type CaseState = z.infer<typeof state>
export type Expectations = z.infer<typeof expectations>
export type SseCase = z.infer<typeof sseCase>

/** Parses the text of a conformance file. Throws an Error that names the case and the part that is wrong. */
export function parseCases(text: string): readonly SseCase[] {
  const json: unknown = JSON.parse(text)
  const cases = z.array(z.unknown()).min(1).parse(json)
  return cases.map((value, index) => {
    const parsed = sseCase.safeParse(value)
    if (parsed.success) return parsed.data
    const named = z.object({ name: z.string() }).safeParse(value)
    const name = named.success ? `"${named.data.name}"` : `number ${index + 1}`
    throw new Error(`The case ${name} is not valid.\n${z.prettifyError(parsed.error)}`)
  })
}
