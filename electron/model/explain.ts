import { assertNever } from './assert-never.ts'
import type { Cause } from './connection.ts'

/** Says in a user's words why the connection is not there, and what helps. One or two sentences. */
export function explain(cause: Cause): string {
  switch (cause.kind) {
    case 'refused':
      return 'The server refused the connection. It may be down, or the port in the address may be wrong.'
    case 'unknown-host':
      return 'No server of that name was found. Check the address for a typing error.'
    case 'unreachable':
      return `The server could not be reached (${cause.detail}).`
    case 'certificate':
      return `The server's certificate is not trusted on this computer (${cause.detail}). Ask your administrator; Tidings will not connect without a valid one.`
    case 'proxy':
      return `The network's proxy did not let the connection through (${cause.detail}).`
    case 'connect-timeout':
      return `The server did not answer within ${seconds(cause.afterMs)}.`
    case 'idle':
      return `Nothing was heard from the server for ${seconds(cause.afterMs)}, so the connection is made anew.`
    case 'ended':
      return 'The server ended the connection.'
    case 'broken':
      return `The connection broke (${cause.detail}).`
    case 'status':
      return explainStatus(cause.status)
    case 'not-a-stream':
      return `The address answered with ${cause.contentType ?? 'something unnamed'} instead of an event stream. Check the address; a sign-in page of the network can also be the reason.`
    case 'redirected':
      return `The server sends us on to ${cause.to}, which is another place. Use that address if you trust it.`
    case 'event-too-large':
      return `The server sent an event larger than ${Math.round(cause.limitBytes / 1024)} KiB. It was refused.`
    case 'store-failed':
      return `What arrived could not be saved (${cause.detail}). Nothing is lost: it is asked for again.`
    case 'token-missing':
      return 'The server asks for an access token.'
    case 'token-rejected':
      return 'The server no longer accepts the access token. Sign in again with a new one.'
    case 'token-over-http':
      return 'An access token is only sent over https. Use the https address of the server.'
    case 'no-content':
      return 'The server said that it has nothing more to send, so Tidings stopped asking.'
    default:
      return assertNever(cause)
  }
}

function explainStatus(status: number): string {
  if (status === 403) return 'The server does not allow this account to receive notifications (403).'
  if (status === 404)
    return 'There are no notifications at this address (404). Check the path of the address.'
  if (status === 429) return 'The server asks us to slow down (429).'
  if (status >= 500) return `The server has a problem of its own (${status}).`
  return `The server answered with an error (${status}).`
}

function seconds(ms: number): string {
  return ms < 120_000 ? `${Math.max(1, Math.round(ms / 1000))} s` : `${Math.round(ms / 60_000)} min`
}
