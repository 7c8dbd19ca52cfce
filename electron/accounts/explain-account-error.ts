import { formatDuration } from '../i18n/duration.ts'
import { explain } from '../i18n/explain.ts'
import type { I18n } from '../i18n/i18n.ts'
import type { AccountError } from './account-error.ts'

/** Explains to the user why a sign-in failed and what helps. One to three sentences. */
export function explainAccountError(error: AccountError, i18n: I18n): string {
  switch (error.kind) {
    case 'not-secure':
      return i18n.t('problem.token-over-http')
    case 'unreachable':
      return i18n.t('sign-in.error.unreachable', { host: error.host, reason: explain(error.cause, i18n) })
    case 'status':
      return i18n.t('sign-in.error.status', { host: error.host, status: String(error.status) })
    case 'wrong-resource':
      return i18n.t('sign-in.error.wrong-resource', { host: error.host, resource: isolate(error.resource) })
    case 'refused':
      return i18n.t('sign-in.error.refused', {
        host: error.host,
        reason: isolate(error.description ?? error.code),
      })
    case 'browser-silent':
      return i18n.t('sign-in.error.browser-silent', { duration: formatDuration(error.afterMs, i18n) })
    case 'not-offered':
    case 'not-needed':
    case 'unexpected':
      return i18n.t(`sign-in.error.${error.kind}`)
    default:
      return i18n.t(`sign-in.error.${error.kind}`, { host: error.host })
  }
}

/** What somebody else wrote, in whatever direction it is read (https://unicode.org/reports/tr9/). */
function isolate(text: string): string {
  return `\u2068${text}\u2069`
}

/** Why there is no new token, as the detail of a `ConnectionError`: the key of a text (`problem.detail`), or a message. */
export function refreshDetail(error: AccountError): string {
  switch (error.kind) {
    case 'unreachable': {
      const { cause } = error
      if ('detail' in cause) return cause.detail
      if (cause.kind === 'proxy-login') return 'proxy-login'
      if (cause.kind === 'client-certificate') return 'certificate-asked'
      return cause.kind === 'refused' || cause.kind === 'unknown-host' ? cause.kind : 'no-answer'
    }
    case 'status':
      return error.status === 429 ? 'too-many' : error.status >= 500 ? 'server-trouble' : 'bad-answer'
    case 'refused':
      return isolate(error.description ?? error.code)
    case 'unexpected':
      return 'bug'
    default:
      return 'bad-answer'
  }
}
