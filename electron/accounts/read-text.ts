import { networkError } from '../feed/network-error.ts'
import type { Clock } from '../model/clock.ts'
import type { ConnectionError } from '../model/connection.ts'

type Read =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'failed'; readonly error: ConnectionError }

/** Reads the body of a response, at most so much of it and for so long. */
export function readText(
  response: Response,
  {
    maxBytes,
    timeoutMs,
    clock,
  }: { readonly maxBytes: number; readonly timeoutMs: number; readonly clock: Clock },
): Promise<Read> {
  return new Promise((resolve) => {
    const cancelTimeout = clock.after(timeoutMs, () =>
      resolve({ kind: 'failed', error: { kind: 'connect-timeout', afterMs: timeoutMs } }),
    )
    readAll(response, maxBytes)
      .catch((error: unknown): Read => ({ kind: 'failed', error: networkError(error) }))
      .then((read) => {
        cancelTimeout()
        resolve(read)
      })
  })
}

async function readAll(response: Response, maxBytes: number): Promise<Read> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for (;;) {
    const part = await reader?.read()
    if (part === undefined || part.done) return { kind: 'text', text: text + decoder.decode() }
    size += part.value.byteLength
    if (size > maxBytes) return { kind: 'too-large' }
    text += decoder.decode(part.value, { stream: true })
  }
}
