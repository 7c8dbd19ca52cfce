import type { Language } from '../../electron/model/settings.ts'

/**
 * The locale for numbers, times and dates: the user's own kind of the language. Where the user has none of it,
 * English is the one with 24 hours and day before month, as most of the world writes.
 */
export function chooseLocale(language: Language, languages: readonly string[]): string {
  const own = languages.find((tag) => tag.toLowerCase().startsWith(`${language}-`))
  return own ?? (language === 'en' ? 'en-GB' : language)
}
