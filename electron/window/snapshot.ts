import { explain } from '../i18n/explain.ts'
import type { I18n } from '../i18n/i18n.ts'
import { errorOf } from '../model/connection.ts'
import { isPaused } from '../model/pause.ts'
import type { AppSnapshot } from './contract.ts'

/** Completes a view with what follows from its parts: the problem in words, and a pause only while it lasts. */
export function createSnapshot(
  parts: Omit<AppSnapshot, 'problem' | 'language'>,
  i18n: I18n,
  now: number,
): AppSnapshot {
  const error = errorOf(parts.status.connection)
  return {
    ...parts,
    pause: isPaused(parts.pause, now) ? parts.pause : { kind: 'off' },
    problem: error === null ? null : explain(error, i18n),
    language: i18n.language,
  }
}
