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
