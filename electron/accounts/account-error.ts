import type { ConnectionError } from '../model/connection.ts'
import { limits } from '../model/limits.ts'
import { cleanText, cut } from '../model/text.ts'

/**
 * Why a sign-in failed, or why there is no new token. `host` is the one that was asked, mostly that of the authorization
 * server, like `login.example.com`.
 */
export type AccountError =
  /** The server lets nobody sign in with the browser; it needs no token at all; a token must not be sent to it. */
  | { readonly kind: 'not-offered' | 'not-needed' | 'not-secure' }
  | { readonly kind: 'unreachable'; readonly host: string; readonly cause: ConnectionError }
  | { readonly kind: 'status'; readonly host: string; readonly status: number }
  | {
      readonly kind:
        | 'web-page'
        | 'redirects'
        | 'too-large'
        /** Not JSON, or not what the standard says. */
        | 'not-understood'
        /** It names an address that is neither https nor on this computer. */
        | 'insecure-address'
        | 'wrong-issuer'
        | 'no-pkce'
        /** It knows neither a redirect to this computer nor a code to type. */
        | 'no-flow'
        /** It registers no apps, and nobody has registered Tidings. */
        | 'not-registrable'
        | 'client-unknown'
        | 'denied'
        | 'no-browser'
        | 'no-listener'
        | 'code-expired'
        /** The browser came back from somebody else. */
        | 'foreign-answer'
        | 'invalid-token'
        | 'invalid-identity'
        | 'wrong-audience'
      readonly host: string
    }
  /** What is signed in to is another server than the one that was asked. */
  | { readonly kind: 'wrong-resource'; readonly host: string; readonly resource: string }
  /** An error of OAuth. `code`: like `invalid_grant`; `description`: what the authorization server says of it. */
  | {
      readonly kind: 'refused'
      readonly host: string
      readonly code: string
      readonly description: string | null
    }
  | { readonly kind: 'browser-silent'; readonly afterMs: number }
  /** Only a bug explains it. */
  | { readonly kind: 'unexpected' }

/** The result of a step; `retryAfterMs` is how long the server wants no other request, zero when it did not say. */
export type Outcome<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'failed'; readonly error: AccountError; readonly retryAfterMs: number }

export function done<Value>(value: Value): Outcome<Value> {
  return { kind: 'done', value }
}

export function failed(error: AccountError, retryAfterMs = 0): Outcome<never> {
  return { kind: 'failed', error, retryAfterMs }
}

/** The error that a code of OAuth stands for (RFC 6749, 4.1.2.1 and 5.2; RFC 8628, 3.5). */
export function oauthError(host: string, code: string, description: string | undefined): AccountError {
  switch (code) {
    case 'access_denied':
      return { kind: 'denied', host }
    case 'expired_token':
      return { kind: 'code-expired', host }
    case 'invalid_client':
    case 'unauthorized_client':
      return { kind: 'client-unknown', host }
    default: {
      const shown = shownText(description ?? '')
      return { kind: 'refused', host, code: shownText(code), description: shown === '' ? null : shown }
    }
  }
}

/** Whether the refresh token is of no use any more. */
export function isForGood(error: AccountError): boolean {
  return error.kind === 'client-unknown' || (error.kind === 'refused' && error.code === 'invalid_grant')
}

/** What the log may hold of an error that only a bug explains: its message could quote a token. */
export function withoutMessage(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const places = (error.stack ?? '').split('\n').filter((line) => /^ +at /.test(line))
  return [error.name, ...places.slice(0, 6)].join('\n')
}

const { max: longestText } = limits.arriving.signInText
// Marks that change the direction of what follows (isolates and embeddings).
const directionMarks = /[\u202a-\u202e\u2066-\u2069]/g

/** A text of the authorization server, as one line that is fit to stand in a text of ours. */
export function shownText(text: string, maxLength: number = longestText): string {
  const clean = cleanText(text, maxLength * 4).replace(directionMarks, '')
  return cut(clean.replace(/\s+/g, ' ').trim(), maxLength)
}
