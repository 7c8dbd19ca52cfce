import { chooseLanguage } from '../model/locale.ts'
import type { Language } from '../model/settings.ts'
import { createI18n, type I18n } from './i18n.ts'

/**
 * Returns a function that gives the texts in the current language. They are loaded again only when it changes.
 *
 * @param setting reads the current language setting
 * @param preferred the user's language tags, most preferred first
 */
export function followLanguage(setting: () => Language | 'system', preferred: readonly string[]): () => I18n {
  const load = (language: Language | 'system') => {
    const chosen = chooseLanguage(language, preferred)
    return { setting: language, i18n: createI18n(chosen.language, chosen.locale) }
  }
  let loaded = load(setting())
  return () => {
    if (setting() !== loaded.setting) loaded = load(setting())
    return loaded.i18n
  }
}
