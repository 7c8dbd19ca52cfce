import en from '../../resources/texts/en.json'
import type { Language } from '../model/settings.ts'
import { type Catalog, createI18n } from './i18n.ts'
import type { LoadCatalog } from './language.ts'

/** For the log and the command line, which are in English whatever the user's language is. */
export const english = createI18n(en, 'en')

/** Only English is part of the program; the other languages are files, of which one at most is in use. */
export function withEnglish(read: (language: Exclude<Language, 'en'>) => Catalog): LoadCatalog {
  return (language) => (language === 'en' ? en : read(language))
}
