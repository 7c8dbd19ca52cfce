import { createContext, useContext } from 'react'
import { formatCoarseDuration, formatShortDuration } from '../../electron/i18n/duration.ts'
import { explainDownloadError } from '../../electron/i18n/explain.ts'
import { createI18n, type TextKey, type TextValues } from '../../electron/i18n/i18n.ts'
import type { DownloadError } from '../../electron/model/download.ts'
import type { Language } from '../../electron/model/settings.ts'
import { isolateDirection } from '../../electron/model/text.ts'
import { createFormats } from '../format/formats.ts'

/** The key of a window text: its path below `window` in the catalogs, like `status.open`. */
export type WindowText = TextKey extends infer Key
  ? Key extends `window.${infer Path}`
    ? Path
    : never
  : never

export type Translate = (text: WindowText, values?: TextValues) => string

export type WindowI18n = ReturnType<typeof createWindowI18n>

/**
 * The texts, numbers and times of the window in one language. Create it once and pass it on: `Intl` objects are slow to
 * create and fast to use.
 */
export function createWindowI18n(language: Language, locale: string, timeLocale = locale) {
  const i18n = createI18n(language, locale, timeLocale)
  const t: Translate = (text, values) => i18n.t(`window.${text}`, values)
  const direction = language === 'ar' ? ('rtl' as const) : ('ltr' as const)
  return {
    language,
    direction,
    t,
    list: i18n.list,
    /** A name of any script, to be put into a text of this language. */
    isolate: (name: string) => isolateDirection(name, direction),
    /** Why a download failed, as a sentence. */
    explainDownloadError: (error: DownloadError) => explainDownloadError(error, i18n),
    /** `5 hours`, rounded down. */
    duration: (ms: number) => formatCoarseDuration(ms, i18n),
    /** `5 h`. */
    shortDuration: (ms: number) => formatShortDuration(ms, i18n),
    formats: createFormats(locale, timeLocale),
  }
}

export const I18nContext = createContext<WindowI18n | null>(null)

export function useI18n(): WindowI18n {
  const i18n = useContext(I18nContext)
  if (i18n === null) throw new Error('there is no I18nContext around this component')
  return i18n
}
