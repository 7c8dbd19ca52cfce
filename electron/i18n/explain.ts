import en from '../../resources/texts/en.json'
import { assertNever } from '../model/assert-never.ts'
import type { ConnectionError } from '../model/connection.ts'
import type { AddressError } from '../model/source.ts'
import { formatDuration } from './duration.ts'
import type { I18n, TextKey } from './i18n.ts'

/** Explains to the user why there is no connection and what helps. One or two sentences. */
export function explain(error: ConnectionError, i18n: I18n): string {
  switch (error.kind) {
    case 'refused':
    case 'unknown-host':
    case 'ended':
    case 'token-missing':
    case 'token-rejected':
    case 'token-over-http':
    case 'no-content':
      return i18n.t(`problem.${error.kind}`)
    case 'unreachable':
    case 'certificate':
    case 'proxy':
    case 'broken':
    case 'store-failed':
      return i18n.t(`problem.${error.kind}`, { detail: explainDetail(error.detail, i18n) })
    case 'connect-timeout':
    case 'late-headers':
    case 'idle':
      return i18n.t(`problem.${error.kind}`, { duration: formatDuration(error.afterMs, i18n) })
    case 'status':
      return i18n.t(statusKey(error.status), { status: String(error.status) })
    case 'not-a-stream':
      return i18n.t('problem.not-a-stream', {
        contentType: error.contentType ?? i18n.t('problem.unnamed-content'),
      })
    case 'redirected':
      return i18n.t('problem.redirected', { to: error.to })
    case 'event-too-large':
      return i18n.t('problem.event-too-large', { kibibytes: Math.round(error.limitBytes / 1024) })
    default:
      return assertNever(error)
  }
}

/** Explains why the text that the user typed can't be a server's address. */
export function explainAddress({ why, address }: AddressError, i18n: I18n): string {
  return i18n.t(`problem.address-${why}`, { address })
}

function statusKey(status: number): TextKey {
  if (status === 403) return 'problem.status-forbidden'
  if (status === 404) return 'problem.status-not-found'
  if (status === 429) return 'problem.status-too-many'
  if (status < 200 || status > 599) return 'problem.status-invalid'
  return status >= 500 ? 'problem.status-server' : 'problem.status'
}

/** The text of a known detail; any other is what the system said and is returned unchanged. No full stop. */
export function explainDetail(detail: string, i18n: I18n): string {
  return hasText(detail) ? i18n.t(`problem.detail.${detail}`) : detail
}

function hasText(detail: string): detail is keyof typeof en.problem.detail {
  return Object.hasOwn(en.problem.detail, detail)
}
