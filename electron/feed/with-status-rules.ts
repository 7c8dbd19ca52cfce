import type { Clock } from '../model/clock.ts'
import type { ConnectionError } from '../model/connection.ts'
import { failed, type HttpClient } from './http-client.ts'
import { retryAfterMs } from './retry-after.ts'

/** Lets only an event stream through; anything else is let go of and becomes a cause. */
export function withStatusRules(clock: Clock, ask: HttpClient): HttpClient {
  return async (question) => {
    const answer = await ask(question)
    if (answer.kind === 'failed') return answer
    const { response, discard } = answer
    const cause = refusal(response)
    if (cause === null) return answer
    discard()
    return failed(cause, retryAfterMs(response.headers.get('retry-after'), clock.now()))
  }
}

function refusal(response: Response): ConnectionError | null {
  if (response.status === 204) return { kind: 'no-content' }
  if (response.status === 407) return { kind: 'proxy', detail: 'proxy-login' }
  if (response.status !== 200) return { kind: 'status', status: response.status }
  const contentType = response.headers.get('content-type')
  if (/^text\/event-stream\s*(;|$)/i.test(contentType?.trim() ?? '')) return null
  return { kind: 'not-a-stream', contentType }
}
