import { assertNever } from '../model/assert-never.ts'
import { type DeepLink, parseDeepLink } from '../model/deep-link.ts'
import type { Item } from '../model/item.ts'
import type { Source } from '../model/source.ts'

export interface DeepLinkDeps {
  readonly itemById: (id: Item['id']) => Item | null
  /** Opens the window at this item. */
  readonly showItem: (key: Item['key']) => void
  /** Asks the user whether to receive notifications from this server. */
  readonly confirmConnect: (source: Source) => Promise<boolean>
  /** The current server; null: none. */
  readonly currentSource: () => Source | null
  /** Stores this server and connects to it. */
  readonly connect: (source: Source) => void
  readonly openWindow: () => void
  /** A link was not followed; the reason is for the log. */
  readonly onRefused: (reason: string) => void
}

/**
 * Returns the handler of `tidings:` links. A link that can't be parsed, or to an item that is not in the history, does
 * nothing. A link to another server changes nothing before the user has confirmed it.
 */
export function createDeepLinkHandler(deps: DeepLinkDeps): (link: string) => void {
  // One question at a time: a web page that opens many links must not open many dialogs.
  let isAsking = false

  const connect = (source: Source): void => {
    if (deps.currentSource()?.id === source.id) {
      deps.openWindow()
      return
    }
    if (isAsking) {
      deps.onRefused('the user is being asked about another one')
      return
    }
    isAsking = true
    void deps
      .confirmConnect(source)
      .then((confirmed) => {
        if (!confirmed) return
        deps.connect(source)
        deps.openWindow()
      })
      .finally(() => {
        isAsking = false
      })
  }

  const follow = (link: DeepLink): void => {
    switch (link.kind) {
      case 'open': {
        const item = deps.itemById(link.id)
        if (item === null) deps.onRefused('it names nothing that is in the history')
        else deps.showItem(item.key)
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
    if (link === null) deps.onRefused('it is not a valid tidings: link')
    else follow(link)
  }
}
