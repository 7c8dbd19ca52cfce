import type { DownloadError } from '../model/download.ts'
import { formatDuration } from './duration.ts'
import type { I18n } from './i18n.ts'

/** Says in a user's words why a file could not be fetched or kept. */
export function explainDownloadError(trouble: DownloadError, i18n: I18n): string {
  if (trouble.kind === 'silence') {
    return i18n.t('download.trouble.silence', { duration: formatDuration(trouble.ms, i18n) })
  }
  // A status is a name, not a number to be written with separators.
  const values = 'status' in trouble ? { status: String(trouble.status) } : trouble
  return i18n.t(`download.trouble.${trouble.kind}`, { ...values })
}
