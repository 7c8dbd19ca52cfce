import type { HttpResult } from '../feed/http-client.ts'
import { parseRetryAfter } from '../feed/retry-after.ts'

/** More are collected for so long. */
export const collectMs = 2_000
/** So long a request may take. */
export const requestTimeoutMs = 30_000
/** So many failures in a row are worth a word under diagnostics. */
export const failuresToTell = 3

const firstRetryMs = 5_000
const longestRetryMs = 60 * 60_000

export type SendDecision =
  /** The server has them. */
  | { readonly kind: 'sent' }
  /** The same again, after so long. */
  | { readonly kind: 'again'; readonly delayMs: number }
  /** The server takes none: nothing more is sent before it connects again. */
  | { readonly kind: 'stop' }

/** The server will answer these in another way some time. 401: when there is another token. */
const passing: ReadonlySet<number> = new Set([401, 408, 425, 429])

/**
 * What to do after a batch was sent.
 *
 * @param failures how often in a row it has failed before
 * @param random 0 (inclusive) to 1
 */
export function decideNext(
  result: HttpResult,
  failures: number,
  now: number,
  random: () => number,
): SendDecision {
  if (result.kind === 'failed') return again(failures, result.retryAfterMs, random)
  const { status, headers } = result.response
  if (status >= 200 && status < 300) return { kind: 'sent' }
  // A redirect is refused: it could lead elsewhere.
  if (status < 500 && !passing.has(status)) return { kind: 'stop' }
  return again(failures, parseRetryAfter(headers.get('retry-after'), now), random)
}

function again(failures: number, retryAfterMs: number, random: () => number): SendDecision {
  const doubledMs = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(failures, 20))
  const delayMs = Math.round(doubledMs * (0.75 + random() / 4))
  return { kind: 'again', delayMs: Math.min(longestRetryMs, Math.max(delayMs, retryAfterMs)) }
}
