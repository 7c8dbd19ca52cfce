import { isSendableId } from './event-id.ts'
import type { HttpClient, HttpRequest } from './http-client.ts'
import { isCursorRefusal } from './retry-outcome.ts'

/** Where the server began the stream that it has opened. */
export type Resume =
  /** There was no cursor to resume after. */
  | { readonly kind: 'from-now' }
  /** `isConfirmed`: the response names the cursor as the id that it resumes after. */
  | { readonly kind: 'resumed'; readonly cursor: string; readonly isConfirmed: boolean }
  | ResumeLoss

/** The server did not resume after `from`. */
export type ResumeLoss =
  /** It can't be sent as a header. */
  | { readonly kind: 'unsendable'; readonly from: string }
  /** The server refused it, and opened the stream without it. */
  | { readonly kind: 'expired'; readonly from: string }
  /** The server resumed after `to` instead; null: before everything that it has. */
  | { readonly kind: 'elsewhere'; readonly from: string; readonly to: string | null }

export interface CursorOptions {
  /** The id to resume after; null or empty: none. */
  readonly cursor: string | null
  /** The query parameter that takes it; absent: it is sent as the header `Last-Event-ID`. */
  readonly cursorParameter?: string | undefined
  /** It was refused several times, so that any refusal is answered by a request without it. */
  readonly wasCursorRefused: boolean
  /** Called before the result, when it is a stream. */
  readonly onResume: (resume: Resume) => void
}

/** How a Mercure hub says that it has nothing that precedes what it sends; no event has this id. */
const beforeEverything = 'earliest'

/** Sends the cursor, and tries without it when the server refuses it. */
export function withCursor(options: CursorOptions, send: HttpClient): HttpClient {
  const { cursor, cursorParameter, wasCursorRefused, onResume } = options
  const sendWithout = async (request: HttpRequest, resume: Resume) => {
    const result = await send(request)
    if (result.kind === 'response') onResume(resume)
    return result
  }
  if (cursor === null || cursor === '') return (request) => sendWithout(request, { kind: 'from-now' })
  const from = cursor
  const header = headerValue(cursor)
  if (header === null) return (request) => sendWithout(request, { kind: 'unsendable', from })
  return async (request) => {
    const result = await send(
      cursorParameter === undefined
        ? withLastEventId(request, header)
        : withParameter(request, cursorParameter, cursor),
    )
    if (result.kind === 'failed') {
      const isRefused = isCursorRefusal(result.error, wasCursorRefused)
      return isRefused ? sendWithout(request, { kind: 'expired', from }) : result
    }
    const { headers } = result.response
    const to = headers.get('mercure-last-event-id') ?? headers.get('last-event-id')
    const isElsewhere = to !== null && to !== header && to !== from
    onResume(
      isElsewhere
        ? { kind: 'elsewhere', from, to: to === beforeEverything ? null : to }
        : { kind: 'resumed', cursor: from, isConfirmed: to !== null },
    )
    return result
  }
}

function withLastEventId(request: HttpRequest, lastEventId: string): HttpRequest {
  return { ...request, headers: { ...request.headers, 'Last-Event-ID': lastEventId } }
}

function withParameter(request: HttpRequest, name: string, value: string): HttpRequest {
  const url = new URL(request.url)
  url.searchParams.set(name, value)
  return { ...request, url }
}

/** The standard says "encoded as UTF-8", and fetch takes one character for each byte. Null: it can't be sent. */
function headerValue(cursor: string): string | null {
  const bytes = new TextEncoder().encode(cursor)
  return isSendableId(bytes) ? Array.from(bytes, (byte) => String.fromCharCode(byte)).join('') : null
}
