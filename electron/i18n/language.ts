import { type Language, languages } from '../model/settings.ts'
import { type Catalog, createI18n, type I18n } from './i18n.ts'

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
 * The locale of dates and times: in this language, by the customs of the system's region for times, which may differ
 * from that of the language (`LC_TIME`).
 *
 * @param locale the result if the system sets no region for times
 * @param systemTimes the locale of times that the system is set to, like `de-DE`; null: none
 */
export function chooseTimeLocale(language: Language, locale: string, systemTimes: string | null): string {
  if (systemTimes === null) return locale
  try {
    const { region } = new Intl.Locale(systemTimes)
    if (region === undefined) return locale
    // A language that is not at home in a region would bring its own clock of 12 or 24 hours.
    const { hourCycle } = new Intl.DateTimeFormat(systemTimes, { hour: 'numeric' }).resolvedOptions()
    return new Intl.Locale(language, { region, ...(hourCycle !== undefined && { hourCycle }) }).toString()
  } catch {
    return locale
  }
}

/** What the system says of the user's language and region. */
export interface SystemLocale {
  /** The user's language tags, most preferred first. */
  readonly preferred: readonly string[]
  /** The locale of times that the system is set to; null: none. */
  readonly systemTimes: string | null
  /** The name of the current time zone. */
  readonly timeZone: () => string
}

/** Loads the texts of a language. */
export type LoadCatalog = (language: Language) => Catalog

/**
 * Returns a function that gives the texts in the current language. They are loaded again only when that changes, or the
 * time zone, because a format for times holds the zone in which it was created.
 *
 * @param setting reads the current language setting
 */
export function followLanguage(
  setting: () => Language | 'system',
  system: SystemLocale,
  loadCatalog: LoadCatalog,
): () => I18n {
  const load = () => {
    const { language, locale } = chooseLanguage(setting(), system.preferred)
    const timeLocale = chooseTimeLocale(language, locale, system.systemTimes)
    return {
      setting: setting(),
      timeZone: system.timeZone(),
      i18n: createI18n(loadCatalog(language), language, locale, timeLocale),
    }
  }
  let loaded = load()
  return () => {
    if (setting() !== loaded.setting || system.timeZone() !== loaded.timeZone) loaded = load()
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
