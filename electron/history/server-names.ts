import type { SourceId } from '../model/source.ts'
import type { StoredSource } from '../store/history-reader.ts'

/** What to call the server of an item; null: it need not be said. */
export type ServerNames = (source: SourceId) => string | null

/** The names of these servers, for where items of all of them are listed; of a single one it is clear. */
export function serverNames(sources: readonly StoredSource[]): ServerNames {
  if (sources.length <= 1) return () => null
  const names = new Map(sources.map(({ id, name }) => [id, name]))
  return (source) => names.get(source) ?? source
}
