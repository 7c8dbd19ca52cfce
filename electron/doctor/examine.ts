import { isSecure } from '../model/safe-url.ts'
import { examineRoute } from './examine-route.ts'
import type { Observation } from './observation.ts'
import type { OpenedStream } from './open-stream.ts'
import { itemIdsOf, observe, tryReceipts, tryReplay, tryRequest, tryTestEvent } from './trials.ts'
import { createVisitor, type VisitorOptions } from './visitor.ts'

/** Never valid, and recognizable in the server's log. */
const wrongToken = 'tidings-doctor-wrong-token'
const unknownId = 'tidings-doctor-unknown-id'

/** Uses the server as the app would, one stream at a time, and tries out what goes wrong later. Judges nothing. */
export async function examine(options: VisitorOptions): Promise<Observation> {
  const visitor = createVisitor(options)
  try {
    const { url, token, clock, limits } = options
    const { streams, isAborted } = visitor
    const observedAt = clock.now()
    const route = await examineRoute(options, visitor)
    const first = await visitor.open(null, limits.observeMs)
    const untried = { kind: 'not-tried' } as const
    const observation: Observation = {
      ...{ url, hasToken: token !== null, observedAt, route, responses: first.responses },
      failure: first.kind === 'failed' ? first.error : null,
      ...{ streams: [], testEvent: { kind: 'not-offered' }, replay: untried },
      ...{ unknownId: untried, wrongToken: untried, receipts: untried },
    }
    if (first.kind === 'failed') return observation
    streams.push(first.stream)

    const address = testEventAddress(first, url)
    const [testEvent] = await Promise.all([tryTestEvent(visitor, first.stream, address), observe(visitor)])
    for (const stream of streams) stream.close()
    const greeting = first.stream.observation().greeting
    const replay = isAborted() ? untried : await tryReplay(visitor, address)
    const hasIds = itemIdsOf(streams).length > 0
    return {
      ...{ ...observation, testEvent, replay },
      unknownId: hasIds && !isAborted() ? await tryRequest(visitor, unknownId) : untried,
      receipts: isAborted() ? untried : await tryReceipts(visitor, greeting, url),
      wrongToken: token && !isAborted() ? await tryRequest(visitor, null, wrongToken) : untried,
      streams: streams.map((stream) => stream.observation()),
    }
  } finally {
    visitor.stop()
  }
}

/** Where a test event can be asked for: at the stream's own origin, since the token is sent there. Null: nowhere. */
function testEventAddress({ responses }: OpenedStream, url: URL): string | null {
  const address = responses.at(-1)?.testEvent ?? null
  if (address === null || !URL.canParse(address, url.href)) return null
  const resolved = new URL(address, url.href)
  return resolved.origin === url.origin && isSecure(resolved) ? resolved.href : null
}
