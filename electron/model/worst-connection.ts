import type { Connection } from './connection.ts'

/** From the one that needs the user, over those that Tidings is mending by itself, to the one where all is well. */
const order = [
  'stopped',
  'signed-out',
  'waiting',
  'offline',
  'connecting',
  'open',
] as const satisfies readonly Connection['kind'][]

/** The connection that the user should hear of first, of equal ones the first; null: there are none. */
export function worstConnection(connections: readonly Connection[]): Connection | null {
  const ranked = order.flatMap((kind) => connections.filter((connection) => connection.kind === kind))
  return ranked[0] ?? null
}
