import type { TransferTrouble } from '../model/download.ts'
import { spanInWords } from './duration.ts'
import type { Words } from './i18n.ts'

/** Says in a user's words why a file could not be fetched or kept. */
export function explainTransfer(trouble: TransferTrouble, words: Words): string {
  if (trouble.kind === 'silence') {
    return words.say('download.trouble.silence', { duration: spanInWords(trouble.ms, words) })
  }
  // A status is a name, not a number to be written with separators.
  const values = 'status' in trouble ? { status: String(trouble.status) } : trouble
  return words.say(`download.trouble.${trouble.kind}`, { ...values })
}
