import { chooseLanguage } from '../model/locale.ts'
import type { Language } from '../model/settings.ts'
import { openWords, type Words } from './i18n.ts'

/**
 * Returns what gives the words of the language that holds at the moment.
 *
 * @param setting the language that is set now
 * @param preferred the user's languages, most wanted first
 */
export function followLanguage(
  setting: () => Language | 'system',
  preferred: readonly string[],
): () => Words {
  const open = () => {
    const { language, locale } = chooseLanguage(setting(), preferred)
    return openWords(language, locale)
  }
  let opened = setting()
  let words = open()
  return () => {
    if (setting() !== opened) {
      opened = setting()
      words = open()
    }
    return words
  }
}
