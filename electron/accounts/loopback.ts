/** What the browser gets to see. */
export interface LoopbackPage {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A listener on this computer to which the browser brings the answer of the sign-in (RFC 8252, 7.3). */
export interface Loopback {
  /** Like `http://127.0.0.1:40213/callback`. */
  readonly redirectUri: string
  /** Frees the port. A page that is being sent is sent to its end. */
  readonly close: () => void
}

/**
 * Opens a listener on 127.0.0.1 at a free port. Null: that can't be done.
 *
 * @param path the only path that is answered; everything else is not found
 * @param answer gets the whole address of each GET request at `path`; must not reject
 */
export type OpenLoopback = (
  path: string,
  answer: (url: URL) => Promise<LoopbackPage>,
) => Promise<Loopback | null>
