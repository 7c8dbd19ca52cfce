import en from '../../resources/texts/en.json'
import { createI18n } from './i18n.ts'

/** For the log and the command line, which are in English whatever the user's language is. */
export const english = createI18n(en, 'en')
