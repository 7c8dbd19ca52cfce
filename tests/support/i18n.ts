import { createI18n as createI18nOf } from '../../electron/i18n/i18n.ts'
import type { LoadCatalog } from '../../electron/i18n/language.ts'
import type { Language } from '../../electron/model/settings.ts'
import { createWindowI18n as createWindowI18nOf } from '../../renderer/i18n/i18n.ts'
import ar from '../../resources/texts/ar.json'
import de from '../../resources/texts/de.json'
import en from '../../resources/texts/en.json'
import es from '../../resources/texts/es.json'
import fr from '../../resources/texts/fr.json'
import ja from '../../resources/texts/ja.json'

// The compiler checks that each catalog has every text of the English one.
const catalogs: Readonly<Record<Language, typeof en>> = { en, de, fr, es, ja, ar }

/** The texts of all languages, which the app loads from their files. */
export const loadCatalog: LoadCatalog = (language) => catalogs[language]

/** Texts in any language. */
export const createI18n = (language: Language, ...locales: readonly string[]) =>
  createI18nOf(catalogs[language], language, ...locales)

/** What the window shows in any language. */
export const createWindowI18n = (language: Language, locale: string, timeLocale = locale) =>
  createWindowI18nOf(catalogs[language], language, locale, timeLocale)
