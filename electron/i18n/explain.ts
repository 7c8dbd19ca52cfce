import type { ConnectionError } from '../model/connection.ts'
import type { DownloadError } from '../model/download.ts'
import type { NotificationProblem } from '../model/notification-problem.ts'
import { type AddressError, formatNames } from '../model/source.ts'
import { formatDuration } from './duration.ts'
import type { I18n, TextKey } from './i18n.ts'

/** Explains to the user why there is no connection and what helps. One or two sentences. */
export function explain(error: ConnectionError, i18n: I18n): string {
  switch (error.kind) {
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
    case 'event-too-large':
      return i18n.t('problem.event-too-large', { kibibytes: Math.round(error.limitBytes / 1024) })
    case 'token-elsewhere':
      return i18n.t('problem.token-elsewhere', { origin: error.origin })
    case 'redirected':
      return i18n.t('problem.redirected', { to: error.to })
    case 'proxy':
      if (error.detail === 'proxy-login') return i18n.t('problem.proxy-login')
      return i18n.t('problem.proxy', { detail: explainDetail(error.detail, i18n) })
    case 'client-certificate':
      return i18n.t(`problem.certificate-${error.why}`, { label: error.label ?? '' })
    case 'proxy-login':
      return i18n.t(error.wasRejected ? 'problem.proxy-login-rejected' : 'problem.proxy-login-needed', {
        proxy: error.proxy,
      })
    default: {
      const values = 'detail' in error ? { detail: explainDetail(error.detail, i18n) } : {}
      return i18n.t(`problem.${error.kind}`, values)
    }
  }
}

/** Explains why the text that the user typed can't be a server's address. */
export function explainAddress({ why, address }: AddressError, i18n: I18n): string {
  return i18n.t(`problem.address-${why}`, { address, formats: formatNames.join(', ') })
}

function statusKey(status: number): TextKey {
  if (status === 403) return 'problem.status-forbidden'
  if (status === 404) return 'problem.status-not-found'
  if (status === 429) return 'problem.status-too-many'
  if (status < 200 || status > 599) return 'problem.status-invalid'
  return status >= 500 ? 'problem.status-server' : 'problem.status'
}

/** The text of a known detail; any other is a message of the system and is returned unchanged. No full stop. */
export function explainDetail(detail: string, i18n: I18n): string {
  const key = `problem.detail.${detail}`
  return i18n.has(key) ? i18n.t(key) : detail
}

/** Explains why no notification can appear on this desktop, and what helps. */
export function explainNotificationProblem(
  { kind, reason, program }: NotificationProblem,
  i18n: I18n,
): string {
  return i18n.t(`problem.notification.${kind}`, { detail: reason, program })
}

/** Explains to the user why a file could not be downloaded or saved. */
export function explainDownloadError(error: DownloadError, i18n: I18n): string {
  switch (error.kind) {
    case 'silence':
      return i18n.t('download.problem.silence', { duration: formatDuration(error.ms, i18n) })
    case 'connection-broke':
      return i18n.t('problem.broken', { detail: error.detail })
    case 'status':
      return i18n.t('problem.status', { status: String(error.status) })
    case 'server-problem':
      return i18n.t('problem.status-server', { status: String(error.status) })
    default: {
      // As a string a status is not formatted like a number, with separators.
      const values = 'status' in error ? { status: String(error.status) } : error
      return i18n.t(`download.problem.${error.kind}`, { ...values })
    }
  }
}
