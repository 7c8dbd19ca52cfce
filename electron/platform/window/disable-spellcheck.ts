import type { Session } from 'electron'

/**
 * Keeps Chromium from sending requests of its own: it would download dictionaries for a spell checker that the app does
 * not use. Must be called before the session is used.
 */
export function disableSpellcheck(session: Pick<Session, 'setSpellCheckerLanguages'>): void {
  // Disabling the spell checker is not enough: as long as it has a language it downloads the dictionary.
  session.setSpellCheckerLanguages([])
}
