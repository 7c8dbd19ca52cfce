import { type Language, languages } from './settings.ts'

/** A language that the app is translated into, and the locale that formats its numbers and times. */
export interface ChosenLanguage {
  readonly language: Language
  readonly locale: string
}

/**
 * The language from the settings. `system` stands for the first of the user's languages that the app is translated
 * into, or English.
 *
 * @param preferred the user's language tags, like `de-AT`, most preferred first
 */
export function chooseLanguage(setting: Language | 'system', preferred: readonly string[]): ChosenLanguage {
  const language = setting === 'system' ? firstTranslated(preferred) : setting
  return { language, locale: chooseLocale(language, preferred) }
}

/**
 * The user's regional variant of a language, also where the language was chosen by hand: it decides between 12 and 24
 * hours and the like. Without one, English is British: 24 hours and day before month, like most of the world.
 */
export function chooseLocale(language: Language, preferred: readonly string[]): string {
  const regional = preferred.find((tag) => languageOf(tag) === language && tag.toLowerCase() !== language)
  return regional ?? (language === 'en' ? 'en-GB' : language)
}

function firstTranslated(preferred: readonly string[]): Language {
  const known = preferred.flatMap((tag) => languages.find((language) => language === languageOf(tag)) ?? [])
  return known[0] ?? 'en'
}

function languageOf(tag: string): string | null {
  try {
    return new Intl.Locale(tag).language
  } catch {
    return null
  }
}
