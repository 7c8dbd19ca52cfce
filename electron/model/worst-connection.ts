import { assertNever } from './assert-never.ts'
import { type Connection, errorOf } from './connection.ts'

/** The one that needs the user's attention most; null: there is none. */
export function worstConnection(connections: readonly Connection[]): Connection | null {
  return connections.reduce<Connection | null>(
    (worst, connection) => (worst === null || rank(connection) > rank(worst) ? connection : worst),
    null,
  )
}

function rank(connection: Connection): number {
  if (errorOf(connection)?.kind === 'store-failed') return 7
  switch (connection.kind) {
    case 'stopped':
      return connection.error === null ? 2 : 6
    case 'signed-out':
      return 5
    case 'waiting':
      return 4
    case 'offline':
      return 3
    case 'connecting':
      return 1
    case 'open':
      return 0
    default:
      return assertNever(connection)
  }
}
