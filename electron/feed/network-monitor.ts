import { assertNever } from '../model/assert-never.ts'
import type { Clock } from '../model/clock.ts'
import type { Connection } from '../model/connection.ts'

/** What can be read about the computer's network at any time, at little cost. */
export interface Network {
  readonly isOnline: () => boolean
  /** This computer's addresses, without those of the loopback interface. */
  readonly addresses: () => readonly string[]
}

/** How the feed is doing: `retrying` includes the attempt itself, `stopped` waits for the user. */
export type FeedHealth = 'open' | 'retrying' | 'stopped'

export function healthOf({ kind }: Connection): FeedHealth {
  switch (kind) {
    case 'open':
      return 'open'
    case 'connecting':
    case 'waiting':
    case 'offline':
      return 'retrying'
    case 'signed-out':
    case 'stopped':
      return 'stopped'
    default:
      return assertNever(kind)
  }
}

// No event announces a changed address on all systems, and reading the addresses is one system call: it is polled.
const pollMs = 15_000
const retryingPollMs = 3_000

/**
 * Calls `onChange` when the network has changed. While the stream is open only the loss of an address counts: a new
 * one (a container started, a VPN connected) does not harm the stream, and a server without a memory would lose
 * events during a reconnect. Returns an unsubscribe function.
 */
export function watchNetwork(
  clock: Clock,
  { isOnline, addresses }: Network,
  health: () => FeedHealth,
  onChange: () => void,
): () => void {
  let last = { online: isOnline(), addresses: addresses() }
  let cancel = schedule()

  function schedule(): () => void {
    return clock.after(health() === 'retrying' ? retryingPollMs : pollMs, () => {
      cancel = schedule()
      poll()
    })
  }

  function poll(): void {
    const before = last
    last = { online: isOnline(), addresses: addresses() }
    const lost = before.addresses.some((address) => !last.addresses.includes(address))
    const gained = last.addresses.some((address) => !before.addresses.includes(address))
    const isBackOnline = last.online && !before.online
    if (lost || ((gained || isBackOnline) && health() !== 'open')) onChange()
  }

  return () => cancel()
}
