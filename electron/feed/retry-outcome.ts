import { assertNever } from '../model/assert-never.ts'
import type { ConnectionError } from '../model/connection.ts'
import type { HttpFailure } from './http-client.ts'
import type { FeedLimits } from './limits.ts'

/** What a stream has brought: `life` is a comment, a heartbeat or a greeting. */
export type Brought = 'nothing' | 'life' | 'events'

/** How a connection ended, and what is known of it. */
export interface ConnectionEnd {
  readonly failure: HttpFailure
  readonly brought: Brought
  /** The stream said with `retry:` when to come again. */
  readonly hasSetRetry: boolean
  /** How long the stream was open; null: it never opened. */
  readonly openMs: number | null
  /** Whether the headers came within the first timeout. */
  readonly wereHeadersInTime: boolean
  readonly wasCursorSent: boolean
  /** A stream was opened before with the token that was sent now, or equally without one. */
  readonly hasTokenWorked: boolean
}

/** How the next attempt is decided; each has a row in the retry table. */
export type RetryOutcome =
  | 'planned-end'
  | 'cut'
  | 'silence'
  | 'unreachable'
  | 'late-headers'
  | 'refused-id'
  | 'overload'
  | 'server-error'
  | 'not-a-stream'
  | 'not-found'
  | 'too-large'
  | 'store-failure'
  | 'auth-passing'
  | 'auth'
  | 'no-content'

export function retryOutcome(end: ConnectionEnd, limits: FeedLimits): RetryOutcome {
  const { error } = end.failure
  switch (error.kind) {
    case 'ended':
      return isPlannedEnd(end, limits) ? 'planned-end' : 'cut'
    case 'broken':
      return 'cut'
    case 'idle':
      return 'silence'
    case 'connect-timeout':
    case 'late-headers':
      return 'late-headers'
    case 'refused':
    case 'unknown-host':
    case 'unreachable':
    case 'certificate':
    case 'proxy':
    case 'proxy-login':
    case 'client-certificate':
    // The sign-in is still valid: only the authorization server can't be reached.
    case 'token-not-renewed':
      return 'unreachable'
    // A captive portal answers with a page, or redirects to one, until the user has passed it.
    case 'not-a-stream':
    case 'redirected':
      return 'not-a-stream'
    case 'event-too-large':
      return 'too-large'
    case 'store-failed':
      return 'store-failure'
    case 'status':
      return statusOutcome(error.status, end.wasCursorSent)
    case 'token-missing':
    case 'token-elsewhere':
    case 'token-rejected':
      return end.hasTokenWorked ? 'auth-passing' : 'auth'
    case 'token-over-http':
      return 'auth'
    case 'no-content':
      return 'no-content'
    default:
      return assertNever(error)
  }
}

/**
 * Platforms end every stream after some seconds, and simple servers after each event, or at once if there is none and
 * `retry:` says when to ask again: that is no trouble.
 */
function isPlannedEnd({ brought, hasSetRetry, openMs }: ConnectionEnd, limits: FeedLimits): boolean {
  if (brought === 'life') return hasSetRetry || (openMs ?? 0) >= limits.usefulAfterMs
  return brought === 'events'
}

const badIdStatuses: ReadonlySet<number> = new Set([400, 409, 410, 412, 416, 422, 431])
const passingStatuses: ReadonlySet<number> = new Set([408, 425, 431])

function statusOutcome(status: number, wasCursorSent: boolean): RetryOutcome {
  if (status === 429 || status === 503) return 'overload'
  if (wasCursorSent && badIdStatuses.has(status)) return 'refused-id'
  const isServerError = status >= 500 && status < 600
  return isServerError || passingStatuses.has(status) ? 'server-error' : 'not-found'
}

/**
 * Whether the cursor may be the reason of a failure: a server that can't use it answers with an error, or fails
 * while it looks for the events that follow it.
 */
export function mayBeCursorsFault(end: ConnectionEnd, limits: FeedLimits): boolean {
  const { error } = end.failure
  if (!end.wasCursorSent) return false
  if (error.kind === 'status') return isCursorStatus(error.status)
  if (end.openMs === null || end.openMs >= limits.usefulAfterMs || end.brought === 'events') return false
  // A clean end after a comment is the answer of a server that has nothing new.
  return error.kind === 'broken' || (error.kind === 'ended' && end.brought === 'nothing')
}

function isCursorStatus(status: number): boolean {
  return badIdStatuses.has(status) || status === 404 || status === 500
}

/** Whether a refusal is answered by one more request without the cursor. */
export function isCursorRefusal(error: ConnectionError, wasRefusedBefore: boolean): boolean {
  if (error.kind !== 'status') return false
  // Gone, and header fields too large: these two name the cursor as the reason.
  if (error.status === 410 || error.status === 431) return true
  return wasRefusedBefore && isCursorStatus(error.status)
}
