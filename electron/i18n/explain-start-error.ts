import { FileError } from '../model/json-file.ts'
import { explainDetail } from './explain.ts'
import type { I18n } from './i18n.ts'

/**
 * Explains to the user why the app could not start, with the path of the file to look at.
 *
 * @param logFile where more is written about an error that nobody expected
 */
export function explainStartError(error: unknown, logFile: string, i18n: I18n): string {
  if (error instanceof FileError) {
    const reason = explainDetail(error.detail, i18n)
    return `${i18n.t('dialog.not-started-file', { reason })}\n\n${error.file}`
  }
  const reason = error instanceof Error ? error.message : String(error)
  return `${i18n.t('dialog.not-started-unexpected', { reason })}\n\n${logFile}`
}
