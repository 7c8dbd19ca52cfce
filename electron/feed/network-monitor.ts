import type { Clock } from '../model/clock.ts'

/** What can be seen of the computer's network at any time, cheaply. */
export interface Network {
  readonly isOnline: () => boolean
  /** The addresses this computer has in other networks than its own. */
  readonly addresses: () => readonly string[]
}

// Reading the addresses is one system call; nobody is told of a change, so somebody has to look.
const atRestMs = 15_000
const inTroubleMs = 3_000

/**
 * Calls `onChange` when the network is another than before. While the stream is open only the loss of an address
 * counts: new ones (a container started, a VPN joined) leave it unharmed, and breaking a good stream can cost news
 * where the server has no memory. Returns what stops the watch.
 */
export function watchNetwork(
  clock: Clock,
  { isOnline, addresses }: Network,
  state: () => 'open' | 'in-trouble' | 'at-rest',
  onChange: () => void,
): () => void {
  let online = isOnline()
  let known = addresses()
  let cancel = watch()

  function watch(): () => void {
    return clock.after(state() === 'in-trouble' ? inTroubleMs : atRestMs, () => {
      cancel = watch()
      look()
    })
  }

  function look(): void {
    const before = { online, known }
    online = isOnline()
    known = addresses()
    const lost = before.known.some((address) => !known.includes(address))
    const gained = known.some((address) => !before.known.includes(address)) || (online && !before.online)
    if (lost || (gained && state() !== 'open')) onChange()
  }

  return () => cancel()
}
