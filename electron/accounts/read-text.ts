import { networkError } from '../feed/network-error.ts'
import type { Clock } from '../model/clock.ts'
import type { HttpResponse } from '../model/http-response.ts'
import { readBody } from '../model/read-body.ts'
import { done, failed, type Outcome } from './account-error.ts'

/** Reads the body of a response from this host, at most so much of it and for so long. */
export function readText(
  response: Pick<HttpResponse, 'body'>,
  host: string,
  maxBytes: number,
  timeoutMs: number,
  clock: Clock,
): Promise<Outcome<string>> {
  return new Promise((resolve) => {
    const cancelTimeout = clock.after(timeoutMs, () =>
      resolve(failed({ kind: 'unreachable', host, cause: { kind: 'connect-timeout', afterMs: timeoutMs } })),
    )
    readBody(response, maxBytes)
      .then((text) => (text === null ? failed({ kind: 'too-large', host }) : done(text)))
      .catch((error: unknown) => failed({ kind: 'unreachable', host, cause: networkError(error) }))
      .then((read) => {
        cancelTimeout()
        resolve(read)
      })
  })
}
