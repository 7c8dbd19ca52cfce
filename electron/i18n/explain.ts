import en from '../../resources/texts/en.json'
import { assertNever } from '../model/assert-never.ts'
import type { ConnectionError } from '../model/connection.ts'
import type { AddressError } from '../model/source.ts'
import { formatDuration } from './duration.ts'
import type { I18n, TextKey } from './i18n.ts'

/** Says in a user's words why the connection is not there, and what helps. One or two sentences. */
export function explain(cause: ConnectionError, i18n: I18n): string {
  switch (cause.kind) {
    case 'refused':
    case 'unknown-host':
    case 'ended':
    case 'token-missing':
    case 'token-rejected':
    case 'token-over-http':
    case 'no-content':
      return i18n.t(`problem.${cause.kind}`)
    case 'unreachable':
    case 'certificate':
    case 'proxy':
    case 'broken':
    case 'store-failed':
      return i18n.t(`problem.${cause.kind}`, { detail: explainDetail(cause.detail, i18n) })
    case 'connect-timeout':
    case 'idle':
      return i18n.t(`problem.${cause.kind}`, { duration: formatDuration(cause.afterMs, i18n) })
    case 'status':
      return i18n.t(statusKey(cause.status), { status: String(cause.status) })
    case 'not-a-stream':
      return i18n.t('problem.not-a-stream', {
        contentType: cause.contentType ?? i18n.t('problem.unnamed-content'),
      })
    case 'redirected':
      return i18n.t('problem.redirected', { to: cause.to })
    case 'event-too-large':
      return i18n.t('problem.event-too-large', { kibibytes: Math.round(cause.limitBytes / 1024) })
    default:
      return assertNever(cause)
  }
}

/** Says why what the user typed can't be a server's address. */
export function explainAddress({ why, address }: AddressError, i18n: I18n): string {
  return i18n.t(`problem.address-${why}`, { address })
}

function statusKey(status: number): TextKey {
  if (status === 403) return 'problem.status-forbidden'
  if (status === 404) return 'problem.status-not-found'
  if (status === 429) return 'problem.status-too-many'
  return status >= 500 ? 'problem.status-server' : 'problem.status'
}

/** Says a detail that has a text; any other is what the system said, and stays as it is. No full stop. */
export function explainDetail(detail: string, i18n: I18n): string {
  return isKnown(detail) ? i18n.t(`problem.detail.${detail}`) : detail
}

function isKnown(detail: string): detail is keyof typeof en.problem.detail {
  return Object.hasOwn(en.problem.detail, detail)
}
