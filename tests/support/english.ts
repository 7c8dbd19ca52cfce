import { openWords } from '../../electron/words/words.ts'

/** The words that tests read, whatever the language of the machine. */
export const english = openWords('en')
