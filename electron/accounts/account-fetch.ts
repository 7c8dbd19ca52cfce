/** What accounts need of `fetch`. Node's own fits, and one over Electron's `net`. */
export type AccountFetch = (url: string, init: AccountFetchInit) => Promise<Response>

export interface AccountFetchInit {
  readonly method: 'GET' | 'POST'
  readonly headers: Record<string, string>
  readonly body: string | null
  /** Aborting ends the request and its body. */
  readonly signal: AbortSignal
  /** A redirect is returned as the 3xx response, with its `Location`, or rejected with an error. */
  readonly redirect: 'manual'
  readonly credentials: 'omit'
  readonly cache: 'no-store'
}
