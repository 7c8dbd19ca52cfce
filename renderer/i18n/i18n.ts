import { formatCoarseDuration, formatShortDuration } from '../../electron/i18n/duration.ts'
import { explainDownloadError } from '../../electron/i18n/explain-download.ts'
import { createI18n, type TextKey, type TextValues } from '../../electron/i18n/i18n.ts'
import type { DownloadError } from '../../electron/model/download.ts'
import type { Language } from '../../electron/model/settings.ts'
import { createFormats, type Formats } from '../format/formats.ts'

/** Names a text of the window by its path below `window` in the catalogs, like `status.open`. */
export type WindowText = TextKey extends infer Key
  ? Key extends `window.${infer Path}`
    ? Path
    : never
  : never

export type Translate = (text: WindowText, values?: TextValues) => string

/** How the window says things and writes numbers and times. */
export interface WindowI18n {
  readonly language: Language
  readonly direction: 'ltr' | 'rtl'
  readonly t: Translate
  /** Says why a file could not be fetched or kept. */
  readonly explainDownloadError: (error: DownloadError) => string
  /** `5 hours`, rounded down. */
  readonly duration: (ms: number) => string
  /** `5 h`. */
  readonly shortDuration: (ms: number) => string
  readonly formats: Formats
}

/** Made once and handed around: what `Intl` makes is costly to make and cheap to use. */
export function createWindowI18n(language: Language, locale: string): WindowI18n {
  const i18n = createI18n(language, locale)
  return {
    language,
    direction: language === 'ar' ? 'rtl' : 'ltr',
    t: (text, values) => i18n.t(`window.${text}`, values),
    explainDownloadError: (error) => explainDownloadError(error, i18n),
    duration: (ms) => formatCoarseDuration(ms, i18n),
    shortDuration: (ms) => formatShortDuration(ms, i18n),
    formats: createFormats(locale),
  }
}
