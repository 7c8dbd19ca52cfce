import type { DownloadError } from '../model/download.ts'
import { formatDuration } from './duration.ts'
import type { I18n } from './i18n.ts'

/** Explains to the user why a file could not be downloaded or saved. */
export function explainDownloadError(error: DownloadError, i18n: I18n): string {
  if (error.kind === 'silence') {
    return i18n.t('download.trouble.silence', { duration: formatDuration(error.ms, i18n) })
  }
  // As a string a status is not formatted like a number, with separators.
  const values = 'status' in error ? { status: String(error.status) } : error
  return i18n.t(`download.trouble.${error.kind}`, { ...values })
}
