import type { TextValues } from '../i18n/i18n.ts'
import { cut, shortenWords } from '../model/text.ts'

const maxWordLength = 60
const maxValueLength = 160

/**
 * The values for the texts of a notification, each short enough to leave the rest to be read: the name of a server, a
 * version or a message of the system can be of any length.
 */
export function shortValues(values: TextValues): TextValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? cut(shortenWords(value, maxWordLength), maxValueLength) : value,
    ]),
  )
}
