/**
 * The locale for times and dates. The texts are English, so the user's own kind of English says how times are
 * written; without one it is 24 hours and day before month, as most of the world does.
 */
export function chooseLocale(languages: readonly string[]): string {
  return languages.find((language) => /^en-/i.test(language)) ?? 'en-GB'
}
