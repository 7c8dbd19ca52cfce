import { onTestFinished } from 'vitest'
import { defaultLimits, type FeedLimits } from '../../../electron/feed/limits.ts'
import { type Connection, type ConnectionError, errorOf } from '../../../electron/model/connection.ts'
import { parseSource } from '../../../electron/model/source.ts'
import { systemClock } from '../../../electron/platform/system/clock.ts'
import { type IngestOptions, startIngest } from '../../../electron/servers/ingest.ts'
import type { Store } from '../../../electron/store/open-store.ts'
import { waitFor } from '../../support/wait-for.ts'
import { createLocalWriter } from '../store/store-fixture.ts'

/** The limits of the product with shorter times. */
export const impatientLimits: FeedLimits = {
  ...defaultLimits,
  connectTimeoutMs: 2_000,
  idleMs: 2_000,
  backoff: { baseMs: 50, maxMs: 300, jitter: 0.5 },
  minRetryMs: 50,
  maxRetryMs: 50,
  overlapMs: 100,
}

/** Connects to a server over Node's network and stores its events, as the app does. */
export function ingestInto(
  store: Store,
  server: string,
  limits = impatientLimits,
  options: Partial<IngestOptions> = {},
) {
  const source = parseSource(server)
  if (source.kind === 'invalid') throw new Error(source.address)
  const connections: Connection[] = []
  const logged: string[] = []
  const feed = startIngest({
    source,
    token: () => null,
    reader: store,
    writer: createLocalWriter(store).writer,
    network: { fetch, isOnline: () => true, addresses: () => [] },
    clock: systemClock,
    limits,
    log: { info: () => {}, warn: () => {}, error: (message, error) => logged.push(`${message} ${error}`) },
    onStatus: ({ connection }) => {
      if (connection !== connections.at(-1)) connections.push(connection)
    },
    onOpen: () => {},
    onArrival: () => {},
    onRevision: () => {},
    ...options,
  })
  onTestFinished(feed.stop)
  const failures = () => connections.map(errorOf).filter((error): error is ConnectionError => error !== null)
  return {
    ...feed,
    source: source.id,
    errors: logged,
    connections,
    failures,
    reaches: (kind: Connection['kind']) =>
      waitFor(`the connection to be ${kind}`, () => feed.status().connection.kind === kind),
    failsBy: (kind: ConnectionError['kind']) =>
      waitFor(`the error ${kind}`, () => failures().find((error) => error.kind === kind)),
    /** The messages of the history, oldest first. */
    messages: () => messagesIn(store),
    has: (message: string) => waitFor(`"${message}"`, () => messagesIn(store).includes(message)),
  }
}

function messagesIn(store: Store): readonly (string | null)[] {
  return store
    .page({ before: null, limit: 5_000, unreadOnly: false })
    .items.map(({ message }) => message)
    .reverse()
}
