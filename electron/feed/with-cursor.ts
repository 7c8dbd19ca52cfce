import type { HttpClient, HttpRequest } from './http-client.ts'

/** The server did not resume after `from`. */
export type ResumeLoss =
  /** It can't be sent as a header. */
  | { readonly kind: 'unsendable'; readonly from: string }
  /** The server no longer knows it. */
  | { readonly kind: 'expired'; readonly from: string }
  /** The server resumed after `to` instead. */
  | { readonly kind: 'elsewhere'; readonly from: string; readonly to: string }

const maxCursorBytes = 1024
/** 410 Gone: the server no longer has what followed. 431 Header fields too large: the cursor may be the reason. */
const cursorRefusedStatuses: ReadonlySet<number> = new Set([410, 431])

/** Sends the cursor as `Last-Event-ID` and notices when the server did not resume there. */
export function withCursor(
  cursor: string | null,
  onResumeLoss: (loss: ResumeLoss) => void,
  send: HttpClient,
): HttpClient {
  if (cursor === null || cursor === '') return send
  const from = cursor
  const header = headerValue(cursor)
  return async (request) => {
    const result = await send(header === null ? request : withLastEventId(request, header))
    if (result.kind === 'failed') return result
    const { response, discard } = result
    if (header !== null && cursorRefusedStatuses.has(response.status)) {
      discard()
      onResumeLoss({ kind: 'expired', from })
      return send(request)
    }
    if (response.status !== 200) return result
    if (header === null) onResumeLoss({ kind: 'unsendable', from })
    const to = response.headers.get('mercure-last-event-id') ?? response.headers.get('last-event-id')
    if (to !== null && to !== header && to !== from) onResumeLoss({ kind: 'elsewhere', from, to })
    return result
  }
}

function withLastEventId(request: HttpRequest, lastEventId: string): HttpRequest {
  return { ...request, headers: { ...request.headers, 'Last-Event-ID': lastEventId } }
}

/**
 * The standard says "encoded as UTF-8", and fetch takes one character for each byte. Null for what no server would
 * accept: control characters, and ids so long that they exceed the server's limit for headers at every attempt.
 */
function headerValue(cursor: string): string | null {
  const bytes = new TextEncoder().encode(cursor)
  if (bytes.length > maxCursorBytes || bytes.some((byte) => byte < 0x20 || byte === 0x7f)) return null
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
}
