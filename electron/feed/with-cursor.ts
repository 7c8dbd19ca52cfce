import type { HttpClient, HttpRequest } from './http-client.ts'

/** How a resume went wrong: `from` could not be sent, has expired, or the server resumed after another event. */
export type ResumeLoss =
  | { readonly kind: 'unsendable'; readonly from: string }
  | { readonly kind: 'expired'; readonly from: string }
  | { readonly kind: 'elsewhere'; readonly from: string; readonly to: string }

const longestCursorBytes = 1024
/** Gone: the server no longer has what came after it. Request header fields too large: it may be the one too many. */
const refusesCursor = new Set([410, 431])

/** Sends the cursor as `Last-Event-ID` and notices when the server can't resume there. */
export function withCursor(
  cursor: string | null,
  onLoss: (loss: ResumeLoss) => void,
  ask: HttpClient,
): HttpClient {
  if (cursor === null || cursor === '') return ask
  const from = cursor
  const header = asHeader(cursor)
  return async (question) => {
    const resuming = header === null ? question : withHeader(question, header)
    const answer = await ask(resuming)
    if (answer.kind === 'failed') return answer
    const { response, discard } = answer
    if (header !== null && refusesCursor.has(response.status)) {
      discard()
      onLoss({ kind: 'expired', from })
      return ask(question)
    }
    if (response.status !== 200) return answer
    if (header === null) onLoss({ kind: 'unsendable', from })
    const to = response.headers.get('mercure-last-event-id') ?? response.headers.get('last-event-id')
    if (to !== null && to !== header && to !== from) onLoss({ kind: 'elsewhere', from, to })
    return answer
  }
}

function withHeader(question: HttpRequest, lastEventId: string): HttpRequest {
  return { ...question, headers: { ...question.headers, 'Last-Event-ID': lastEventId } }
}

/**
 * "Encoded as UTF-8": fetch takes one character for each byte. Null for what no server would take: control
 * characters, and ids so long that they could fill the header limit and lock us out for good.
 */
function asHeader(cursor: string): string | null {
  const bytes = new TextEncoder().encode(cursor)
  if (bytes.length > longestCursorBytes || bytes.some((byte) => byte < 0x20 || byte === 0x7f)) return null
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
}
