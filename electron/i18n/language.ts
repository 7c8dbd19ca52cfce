import { type Language, languages } from '../model/settings.ts'
import { createI18n, type I18n } from './i18n.ts'

/**
 * The language from the settings, and the locale for its numbers and times. `system` stands for the first of the user's
 * languages that the app is translated into, or English.
 *
 * @param preferred the user's language tags, like `de-AT`, most preferred first
 */
export function chooseLanguage(setting: Language | 'system', preferred: readonly string[]) {
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

/**
 * Returns a function that gives the texts in the current language. They are loaded again only when that changes, or the
 * time zone, because a format for times holds the zone in which it was created.
 *
 * @param setting reads the current language setting
 * @param preferred the user's language tags, most preferred first
 * @param timeZone the name of the current time zone
 */
export function followLanguage(
  setting: () => Language | 'system',
  preferred: readonly string[],
  timeZone: () => string,
): () => I18n {
  const load = () => {
    const { language, locale } = chooseLanguage(setting(), preferred)
    return { setting: setting(), timeZone: timeZone(), i18n: createI18n(language, locale) }
  }
  let loaded = load()
  return () => {
    if (setting() !== loaded.setting || timeZone() !== loaded.timeZone) loaded = load()
    return loaded.i18n
  }
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
