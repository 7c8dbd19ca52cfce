import en from '../../resources/texts/en.json'
import { assertNever } from '../model/assert-never.ts'
import type { Cause } from '../model/connection.ts'
import type { InvalidAddress } from '../model/source.ts'
import { spanInWords } from './duration.ts'
import type { TextKey, Words } from './i18n.ts'

/** Says in a user's words why the connection is not there, and what helps. One or two sentences. */
export function explain(cause: Cause, words: Words): string {
  switch (cause.kind) {
    case 'refused':
    case 'unknown-host':
    case 'ended':
    case 'token-missing':
    case 'token-rejected':
    case 'token-over-http':
    case 'no-content':
      return words.say(`problem.${cause.kind}`)
    case 'unreachable':
    case 'certificate':
    case 'proxy':
    case 'broken':
    case 'store-failed':
      return words.say(`problem.${cause.kind}`, { detail: explainDetail(cause.detail, words) })
    case 'connect-timeout':
    case 'idle':
      return words.say(`problem.${cause.kind}`, { duration: spanInWords(cause.afterMs, words) })
    case 'status':
      return words.say(statusKey(cause.status), { status: String(cause.status) })
    case 'not-a-stream':
      return words.say('problem.not-a-stream', {
        contentType: cause.contentType ?? words.say('problem.unnamed-content'),
      })
    case 'redirected':
      return words.say('problem.redirected', { to: cause.to })
    case 'event-too-large':
      return words.say('problem.event-too-large', { kibibytes: Math.round(cause.limitBytes / 1024) })
    default:
      return assertNever(cause)
  }
}

/** Says why what the user typed can't be a server's address. */
export function explainAddress({ why, address }: InvalidAddress, words: Words): string {
  return words.say(`problem.address-${why}`, { address })
}

function statusKey(status: number): TextKey {
  if (status === 403) return 'problem.status-forbidden'
  if (status === 404) return 'problem.status-not-found'
  if (status === 429) return 'problem.status-too-many'
  return status >= 500 ? 'problem.status-server' : 'problem.status'
}

/** Says a detail that has a text; any other is what the system said, and stays as it is. No full stop. */
export function explainDetail(detail: string, words: Words): string {
  return isKnown(detail) ? words.say(`problem.detail.${detail}`) : detail
}

function isKnown(detail: string): detail is keyof typeof en.problem.detail {
  return Object.hasOwn(en.problem.detail, detail)
}
