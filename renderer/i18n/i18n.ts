import { createContext, useContext } from 'react'
import { formatCoarseDuration, formatShortDuration } from '../../electron/i18n/duration.ts'
import { explainDownloadError } from '../../electron/i18n/explain.ts'
import { createI18n, type TextKey, type TextValues } from '../../electron/i18n/i18n.ts'
import type { DownloadError } from '../../electron/model/download.ts'
import type { Language } from '../../electron/model/settings.ts'
import { createFormats, type Formats } from '../format/formats.ts'

/** The key of a window text: its path below `window` in the catalogs, like `status.open`. */
export type WindowText = TextKey extends infer Key
  ? Key extends `window.${infer Path}`
    ? Path
    : never
  : never

export type Translate = (text: WindowText, values?: TextValues) => string

/** The texts, numbers and times of the window in one language. */
export interface WindowI18n {
  readonly language: Language
  readonly direction: 'ltr' | 'rtl'
  readonly t: Translate
  /** Why a download failed, as a sentence. */
  readonly explainDownloadError: (error: DownloadError) => string
  /** `5 hours`, rounded down. */
  readonly duration: (ms: number) => string
  /** `5 h`. */
  readonly shortDuration: (ms: number) => string
  readonly formats: Formats
}

/** Create it once and pass it on: `Intl` objects are slow to create and fast to use. */
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

export const I18nContext = createContext<WindowI18n | null>(null)

export function useI18n(): WindowI18n {
  const i18n = useContext(I18nContext)
  if (i18n === null) throw new Error('there is no I18nContext around this component')
  return i18n
}
