import { chooseLanguage } from '../model/locale.ts'
import type { Language } from '../model/settings.ts'
import { createI18n, type I18n } from './i18n.ts'

/**
 * Returns what gives the words of the language that holds at the moment.
 *
 * @param setting the language that is set now
 * @param preferred the user's languages, most wanted first
 */
export function followLanguage(setting: () => Language | 'system', preferred: readonly string[]): () => I18n {
  const open = () => {
    const { language, locale } = chooseLanguage(setting(), preferred)
    return createI18n(language, locale)
  }
  let opened = setting()
  let i18n = open()
  return () => {
    if (setting() !== opened) {
      opened = setting()
      i18n = open()
    }
    return i18n
  }
}
