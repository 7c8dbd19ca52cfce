import type { ConnectionLogEntry } from '../store/history-reader.ts'

/**
 * The changes of the connection's state alone: a state is logged again when something else is learned while it lasts.
 *
 * @param log newest first
 */
export function connectionChanges(log: readonly ConnectionLogEntry[]): readonly ConnectionLogEntry[] {
  return log.filter(({ connection }, index) => {
    const before = log[index + 1]?.connection
    return before?.kind !== connection.kind || before.since !== connection.since
  })
}
