import { type Language, languages } from './settings.ts'

/** A language there are texts for, and the locale to write numbers and times by. */
export interface ChosenLanguage {
  readonly language: Language
  readonly locale: string
}

/**
 * The language that was set or, with `system`, the first of the user's that there are texts for, else English.
 *
 * @param preferred the user's languages, most wanted first, like `de-AT`
 */
export function chooseLanguage(setting: Language | 'system', preferred: readonly string[]): ChosenLanguage {
  const known = preferred.flatMap((tag) => {
    const language = languages.find((one) => one === languageOf(tag))
    return language === undefined ? [] : [{ language, locale: tag }]
  })
  if (setting === 'system') return known[0] ?? { language: 'en', locale: 'en' }
  // The region is the user's even where the language was chosen by hand: 24 hours or 12, and the like.
  return known.find(({ language }) => language === setting) ?? { language: setting, locale: setting }
}

function languageOf(tag: string): string | null {
  try {
    return new Intl.Locale(tag).language
  } catch {
    return null
  }
}
