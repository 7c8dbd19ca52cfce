import * as library from 'openid-client'
import { type AccountError, done, failed, type Outcome, oauthError } from './account-error.ts'
import type { SendRequest } from './requests.ts'

class RequestFailure extends Error {
  readonly outcome: Extract<Outcome<never>, { kind: 'failed' }>

  constructor(outcome: Extract<Outcome<never>, { kind: 'failed' }>) {
    super(outcome.error.kind)
    this.outcome = outcome
  }
}

/** What the library uses to send requests. Headers other than these say nothing to an authorization server. */
export function fetchWith(
  send: SendRequest,
  signal: AbortSignal,
  change: (text: string) => string = (text) => text,
): library.CustomFetch {
  return async (url, { body, headers }) => {
    const contentType = headers['content-type']
    const outcome = await send({
      url: new URL(url),
      headers: {
        Accept: 'application/json',
        ...(contentType !== undefined && { 'Content-Type': contentType }),
      },
      ...(body != null && { body: String(body) }),
      signal,
    })
    if (outcome.kind === 'failed') throw new RequestFailure(outcome)
    const { status, text } = outcome.value
    // `Response` allows no body with these.
    const isEmpty = status === 204 || status === 205 || status === 304
    return new Response(isEmpty ? null : change(text), {
      status,
      headers: { 'Content-Type': 'application/json' },
    })
  }
}

/** The errors of the library as values. They hold whole answers, with tokens, so they must not be logged. */
export async function attemptAt<Value>(host: string, run: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return done(await run())
  } catch (error) {
    return explainFailure(host, error)
  }
}

function explainFailure(host: string, error: unknown): Outcome<never> {
  const causes = causesOf(error)
  const failure = causes.find((cause) => cause instanceof RequestFailure)
  if (failure !== undefined) return failure.outcome
  if (error instanceof library.ResponseBodyError || error instanceof library.AuthorizationResponseError) {
    return failed(oauthError(host, error.error, error.error_description))
  }
  return failed(libraryError(host, causes))
}

function causesOf(error: unknown, depth = 0): readonly unknown[] {
  const more = error instanceof Error && depth < 5 ? causesOf(error.cause, depth + 1) : []
  return [error, ...more]
}

function libraryError(host: string, causes: readonly unknown[]): AccountError {
  const [error] = causes
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const response = causes.find((cause) => cause instanceof Response)
  const messages = causes.flatMap((cause) => (cause instanceof Error ? [cause.message] : [])).join('\n')
  if (response !== undefined) return { kind: 'status', host, status: response.status }
  switch (code) {
    case 'OAUTH_HTTP_REQUEST_FORBIDDEN':
    case 'OAUTH_REQUEST_PROTOCOL_FORBIDDEN':
      return { kind: 'insecure-address', host }
    case 'OAUTH_JWT_CLAIM_COMPARISON_FAILED':
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
      return { kind: 'invalid-identity', host }
    case 'OAUTH_INVALID_RESPONSE':
    case 'OAUTH_PARSE_ERROR':
    case 'OAUTH_UNSUPPORTED_OPERATION':
      if (/response parameter/.test(messages)) return { kind: 'foreign-answer', host }
      return {
        kind: /JWT|ID Token|id_token|JWS/.test(messages) ? 'invalid-identity' : 'not-understood',
        host,
      }
    case 'OAUTH_RESPONSE_IS_NOT_JSON':
    case 'OAUTH_MISSING_SERVER_METADATA':
    case 'OAUTH_INVALID_SERVER_METADATA':
      return { kind: 'not-understood', host }
    default:
      return { kind: 'unexpected' }
  }
}
