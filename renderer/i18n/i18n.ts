import { createContext, useContext } from 'react'
import { formatCoarseDuration, formatShortDuration, formatTimeLeft } from '../../electron/i18n/duration.ts'
import { explainDownloadError } from '../../electron/i18n/explain.ts'
import { type Catalog, createI18n, type I18n } from '../../electron/i18n/i18n.ts'
import type { DownloadError } from '../../electron/model/download.ts'
import type { Language } from '../../electron/model/settings.ts'
import { isolateDirection } from '../../electron/model/text.ts'
import { createFormats } from '../format/formats.ts'

export type Translate = I18n['t']

export type WindowI18n = ReturnType<typeof createWindowI18n>

/**
 * The texts, numbers and times of the window in one language. Create it once and pass it on: `Intl` objects are slow to
 * create and fast to use.
 */
export function createWindowI18n(catalog: Catalog, language: Language, locale: string, timeLocale = locale) {
  const i18n = createI18n(catalog, language, locale, timeLocale)
  const { t, direction } = i18n
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
    /** `about 5 min left`. */
    timeLeft: (ms: number) => formatTimeLeft(ms, i18n),
    formats: createFormats(locale, timeLocale),
  }
}

export const I18nContext = createContext<WindowI18n | null>(null)

export function useI18n(): WindowI18n {
  const i18n = useContext(I18nContext)
  if (i18n === null) throw new Error('there is no I18nContext around this component')
  return i18n
}
