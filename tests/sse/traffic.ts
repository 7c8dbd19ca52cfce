import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import type { Fetch } from '../../electron/feed/http-client.ts'
import type { HttpResponse } from '../../electron/model/http-response.ts'
import type { ScriptedServer, SeenRequest } from '../support/scripted-sse-server.ts'

/** Watches a client and a server on both sides, so that time can wait for the network between them. */
export interface Traffic {
  readonly fetch: Fetch
  /** The most connections that were alive at once. */
  readonly maxConcurrent: () => number
  /** Resolves when all that one side has sent has arrived at the other. Rejects after a minute. */
  readonly untilQuiet: () => Promise<void>
}

/** Joins the two sides of an exchange; `withoutMarker` removes it from what the case sees. */
const marker = 'x-case-exchange'

export function withoutMarker({ [marker]: _, ...headers }: SeenRequest['headers']): SeenRequest['headers'] {
  return headers
}

/** One request as the client sees it. */
interface Exchange {
  readonly number: string
  response: HttpResponse | null
  receivedChunks: number
  receivedBytes: number
  /** The client expects nothing more: it failed, was aborted, or has read the whole body. */
  isOver: boolean
}

const giveUpAfterMs = 60_000

export function watchTraffic(fetch: Fetch, server: ScriptedServer): Traffic {
  const exchanges: Exchange[] = []
  let maxConcurrent = 0

  const watchedFetch: Fetch = async (url, init) => {
    const exchange: Exchange = {
      number: String(exchanges.length),
      response: null,
      receivedChunks: 0,
      receivedBytes: 0,
      isOver: init.signal.aborted,
    }
    const finish = () => {
      exchange.isOver = true
    }
    exchanges.push(exchange)
    maxConcurrent = Math.max(maxConcurrent, exchanges.filter(({ isOver }) => !isOver).length)
    init.signal.addEventListener('abort', finish, { once: true })
    try {
      const response = await fetch(url, { ...init, headers: { ...init.headers, [marker]: exchange.number } })
      exchange.response = response
      const { body } = response
      if (body !== null) return watchedResponse(response, body, exchange)
      finish()
      return response
    } catch (error) {
      finish()
      throw error
    }
  }

  function seenOf(exchange: Exchange): SeenRequest | undefined {
    // Chromium may send a request again, with the same marker.
    return [...server.requests, ...server.otherRequests].findLast(
      ({ headers }) => headers[marker] === exchange.number,
    )
  }

  async function untilQuiet(): Promise<void> {
    const giveUpAt = performance.now() + giveUpAfterMs
    for (;;) {
      await nextTurn()
      const busy = exchanges.find((exchange) => isInFlight(exchange, seenOf(exchange)))
      if (busy === undefined) return
      if (performance.now() > giveUpAt) {
        throw new Error(`request ${busy.number} was still in flight after ${giveUpAfterMs} ms`)
      }
      await pause(1)
    }
  }

  return { fetch: watchedFetch, maxConcurrent: () => maxConcurrent, untilQuiet }
}

/** Whether something that one side has sent has not arrived at the other. */
function isInFlight(exchange: Exchange, seen: SeenRequest | undefined): boolean {
  if (exchange.isOver || seen?.progress === 'silent') return false
  if (exchange.response === null || seen === undefined || seen.progress === 'ended') return true
  // The client counts decoded bytes, so a compressed response can only be compared by its chunks.
  return exchange.response.headers.get('content-encoding') !== null
    ? exchange.receivedChunks < seen.sentChunks
    : exchange.receivedBytes < seen.sentBytes
}

/** The same response, whose body counts what the client has taken out of it. */
function watchedResponse(
  { status, headers }: HttpResponse,
  body: ReadableStream<Uint8Array>,
  exchange: Exchange,
): HttpResponse {
  const reader = body.getReader()
  const watched = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          const { done, value } = await reader.read()
          if (done) {
            exchange.isOver = true
            controller.close()
            return
          }
          exchange.receivedChunks += 1
          exchange.receivedBytes += value.length
          controller.enqueue(value)
        } catch (error) {
          exchange.isOver = true
          controller.error(error)
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
  return { status, headers, body: watched }
}
