import { explainTransfer } from '../../electron/i18n/explain-download.ts'
import { openWords, type TextKey, type TextValues } from '../../electron/i18n/i18n.ts'
import type { TransferTrouble } from '../../electron/model/download.ts'
import type { Language } from '../../electron/model/settings.ts'
import { createFormats, type Formats } from '../format/formats.ts'

/** Names a text of the window by its path below `window` in the catalogs, like `status.open`. */
export type WindowText = TextKey extends infer Key
  ? Key extends `window.${infer Path}`
    ? Path
    : never
  : never

export type Say = (text: WindowText, values?: TextValues) => string

/** How the window says things and writes numbers and times. */
export interface Speech {
  readonly language: Language
  readonly direction: 'ltr' | 'rtl'
  readonly say: Say
  /** Says why a file could not be fetched or kept. */
  readonly trouble: (trouble: TransferTrouble) => string
  readonly formats: Formats
}

/** Made once and handed around: what `Intl` makes is costly to make and cheap to use. */
export function createSpeech(language: Language, locale: string): Speech {
  const words = openWords(language, locale)
  return {
    language,
    direction: language === 'ar' ? 'rtl' : 'ltr',
    say: (text, values) => words.say(`window.${text}`, values),
    trouble: (trouble) => explainTransfer(trouble, words),
    formats: createFormats(locale),
  }
}
