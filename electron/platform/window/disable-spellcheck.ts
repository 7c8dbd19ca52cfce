import type { Session } from 'electron'

/**
 * Keeps Chromium from asking anybody by itself: it would fetch dictionaries for a spelling check we don't have.
 * To be called before the session is used.
 */
export function disableSpellcheck(session: Pick<Session, 'setSpellCheckerLanguages'>): void {
  // To switch the check off is not enough: with a language it fetches the dictionary all the same.
  session.setSpellCheckerLanguages([])
}
