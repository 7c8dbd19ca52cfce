/**
 * What is read of a response. A `Response` fits, but is not created where this does: Node loads its whole HTTP client for the
 * first one, which takes 30 ms and 3 MiB.
 */
export interface HttpResponse {
  readonly status: number
  readonly headers: Pick<Headers, 'get'>
  readonly body: ReadableStream<Uint8Array> | null
}
