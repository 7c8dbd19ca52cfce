import { explain } from '../i18n/explain.ts'
import type { Words } from '../i18n/i18n.ts'
import { causeOf } from '../model/connection.ts'
import { isPaused } from '../model/settings.ts'
import type { View } from './contract.ts'

/** Completes a view with what follows from its parts: the problem in words, and a pause only while it lasts. */
export function viewOf(parts: Omit<View, 'problem' | 'language'>, words: Words, now: number): View {
  const cause = causeOf(parts.status.connection)
  return {
    ...parts,
    pause: isPaused(parts.pause, now) ? parts.pause : { kind: 'off' },
    problem: cause === null ? null : explain(cause, words),
    language: words.language,
  }
}
