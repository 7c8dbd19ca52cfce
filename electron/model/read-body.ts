import type { HttpResponse } from './http-response.ts'

/** The body of a response as text; null: it is larger than so many bytes, of which no more were read. */
export async function readBody(
  response: Pick<HttpResponse, 'body'>,
  maxBytes: number,
): Promise<string | null> {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const bytes of response.body ?? []) {
    size += bytes.byteLength
    if (size > maxBytes) return null
    text += decoder.decode(bytes, { stream: true })
  }
  return text + decoder.decode()
}
