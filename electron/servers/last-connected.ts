import type { ConnectionLogEntry } from '../store/history-reader.ts'

/**
 * When a stream was last open, as an earlier run has logged it: milliseconds since the epoch, null when there was none.
 * A run that was killed could not log the end of its stream, so the time when it opened counts.
 *
 * @param log newest first
 */
export function lastConnectedAt(log: readonly ConnectionLogEntry[]): number | null {
  const index = log.findIndex(({ connection }) => connection.kind === 'open')
  if (index === -1) return null
  return log[index - 1]?.at ?? log[index]?.at ?? null
}

/**
 * Since when an earlier run could not know whether something was missed; null: it knew, or has not logged it.
 *
 * @param log newest first
 */
export function unknownSince(log: readonly ConnectionLogEntry[]): number | null {
  // While there is no connection nothing is known, so the last state before that counts.
  const last = log.find(({ completeness }) => completeness.kind !== 'not-known-yet')
  return last?.completeness.kind === 'unknown' ? last.completeness.since : null
}
