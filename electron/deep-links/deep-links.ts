import { assertNever } from '../model/assert-never.ts'
import { type DeepLink, parseDeepLink } from '../model/deep-link.ts'
import type { Item } from '../model/item.ts'
import type { Source } from '../model/source.ts'

export interface DeepLinkDeps {
  readonly itemById: (id: Item['id']) => Item | null
  /** Opens the window at this item. */
  readonly show: (key: Item['key']) => void
  /** Asks whether to receive notifications from this server; true: yes. */
  readonly askToConnect: (source: Source) => Promise<boolean>
  /** The server that is listened to now; null: none. */
  readonly current: () => Source | null
  /** Remembers this server and connects to it. */
  readonly connect: (source: Source) => void
  readonly openWindow: () => void
  /** A link was of no use, in words for the log. */
  readonly onRefused: (reason: string) => void
}

/**
 * Does what `tidings:` links ask for. Nothing comes of a link that can't be read or names nothing we have, and
 * nothing but a question comes of one that would change where we connect to.
 */
export function createDeepLinkHandler(rooms: DeepLinkDeps): (text: string) => void {
  // One question at a time: a page that calls up many links gets no further than one.
  let isAsking = false

  const connect = (source: Source): void => {
    if (rooms.current()?.id === source.id) {
      rooms.openWindow()
      return
    }
    if (isAsking) {
      rooms.onRefused('another one is being asked about')
      return
    }
    isAsking = true
    void rooms
      .askToConnect(source)
      .then((agreed) => {
        if (!agreed) return
        rooms.connect(source)
        rooms.openWindow()
      })
      .finally(() => {
        isAsking = false
      })
  }

  const follow = (link: DeepLink): void => {
    switch (link.kind) {
      case 'open': {
        const item = rooms.itemById(link.id)
        if (item === null) rooms.onRefused('it names nothing that is in the history')
        else rooms.show(item.key)
        return
      }
      case 'connect':
        connect(link.source)
        return
      default:
        assertNever(link)
    }
  }

  return (text) => {
    const link = parseDeepLink(text)
    if (link === null) rooms.onRefused('it is not one of ours')
    else follow(link)
  }
}
