import { createI18n } from '../../electron/i18n/i18n.ts'

/** The words that tests read, whatever the language of the machine. */
export const english = createI18n('en')
