import { type Connection, errorOf } from './connection.ts'

/**
 * The connection that most needs somebody's attention, for where there is space for one only; of two that are equally
 * bad the first. Null: there is none.
 */
export function worstConnection(connections: readonly Connection[]): Connection | null {
  return connections.reduce<Connection | null>(
    (worst, connection) => (worst === null || badness(connection) > badness(worst) ? connection : worst),
    null,
  )
}

/** The higher, the less can be expected to get better by itself. */
function badness(connection: Connection): number {
  const error = errorOf(connection)
  // Nothing that arrives can be stored, from whatever server.
  if (error?.kind === 'store-failed') return 8
  if (connection.kind === 'stopped' && error !== null) return 7
  return ranks[connection.kind]
}

const ranks: Readonly<Record<Connection['kind'], number>> = {
  stopped: 6,
  'signed-out': 5,
  waiting: 4,
  offline: 3,
  connecting: 2,
  open: 1,
}
