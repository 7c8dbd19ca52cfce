import { assertNever } from '../model/assert-never.ts'
import type { Clock } from '../model/clock.ts'
import type { Connection } from '../model/connection.ts'

/** A state of the connection in which nothing can be received, and that does not end within a moment. */
export type Trouble = 'signed-out' | 'stopped' | 'unreachable'

/** How long a trouble lasts before the user is notified: a short break is nobody's business. */
const notifyAfterMs: Readonly<Record<Trouble, number>> = {
  'signed-out': 2 * 60_000,
  stopped: 2 * 60_000,
  unreachable: 60 * 60_000,
}

export function isTrouble(text: string): text is Trouble {
  return Object.hasOwn(notifyAfterMs, text)
}

/**
 * The trouble that a connection is in. `null`: there is none, or it is one that the user knows about, like no network.
 * `same`: on its way, so it is still in the trouble that it was in.
 */
function troubleOf(connection: Connection | null): Trouble | 'same' | null {
  if (connection === null) return null
  switch (connection.kind) {
    case 'open':
    case 'offline':
      return null
    case 'connecting':
      return 'same'
    case 'waiting':
      return 'unreachable'
    case 'signed-out':
      return 'signed-out'
    case 'stopped':
      return connection.error === null ? null : 'stopped'
    default:
      return assertNever(connection)
  }
}

export interface TroubleWatchOptions {
  readonly clock: Clock
  /** Shows the notification about this trouble. */
  readonly show: (trouble: Trouble) => void
  /** Closes the notification about it, if there is one. */
  readonly close: (trouble: Trouble) => void
}

export interface TroubleWatch {
  /** Null: no server is known. */
  readonly onConnection: (connection: Connection | null) => void
  readonly stop: () => void
}

/** Notifies about each trouble once, when it lasts; the notification closes when the trouble ends. */
export function createTroubleWatch({ clock, show, close }: TroubleWatchOptions): TroubleWatch {
  let current: Trouble | null = null
  let cancel = () => {}

  return {
    onConnection: (connection) => {
      const trouble = troubleOf(connection)
      if (trouble === 'same' || trouble === current) return
      cancel()
      if (current !== null) close(current)
      current = trouble
      if (trouble !== null) cancel = clock.after(notifyAfterMs[trouble], () => show(trouble))
    },
    stop: () => cancel(),
  }
}
