import type { Fetch } from '../feed/http-client.ts'

/** What the doctor asks of the network, as the app itself uses it. */
export interface DoctorNetwork {
  readonly fetch: Fetch
  /** Sends JSON. Resolves to the status of the answer; a redirect is not followed. Rejects when there is no answer. */
  readonly post: (url: string, request: PostRequest) => Promise<number>
  /** Whether the name has an address. */
  readonly hasAddress: (host: string) => Promise<boolean>
  /** The proxy for this address as `host:port`; null: none. */
  readonly findProxy: (url: string) => Promise<string | null>
  /** What a TLS handshake agrees on, over a direct connection; null: it failed. Nothing is sent. */
  readonly inspectTls: (host: string, port: number, signal: AbortSignal) => Promise<TlsFacts | null>
}

export interface PostRequest {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly signal: AbortSignal
}

export interface TlsFacts {
  /** The HTTP version that the server chose by ALPN, like `h2`; null: it chose none. */
  readonly alpn: string | null
  /** When the certificate expires, milliseconds since the epoch; null: unknown. */
  readonly expiresAt: number | null
}
