import { parseDeepLink } from '../model/deep-link.ts'
import type { Item } from '../model/item.ts'
import type { Log } from '../model/log.ts'
import type { Source } from '../model/source.ts'

export interface DeepLinkDeps {
  readonly itemById: (id: Item['id']) => Item | null
  /** Opens the window at this item. */
  readonly showItem: (key: Item['key']) => void
  /** Whether the app is subscribed to this server. */
  readonly isInUse: (source: Source) => boolean
  /** Asks the user, and after a yes adds this server and connects to it. Resolves to whether it did. */
  readonly connect: (source: Source) => Promise<boolean>
  readonly openWindow: () => void
  readonly log: Pick<Log, 'warn'>
}

/**
 * Returns the handler of `tidings:` links. A link that can't be parsed, or to an item that is not in the history, does
 * nothing. A link to another server changes nothing before the user has confirmed it.
 */
export function createDeepLinkHandler(deps: DeepLinkDeps): (link: string) => void {
  const refuse = (reason: string) => deps.log.warn(`A link was not followed: ${reason}.`)
  const connect = (source: Source) => {
    if (deps.isInUse(source)) return deps.openWindow()
    void deps.connect(source).then((isConnected) => {
      if (isConnected) deps.openWindow()
    })
  }

  return (text) => {
    const link = parseDeepLink(text)
    if (link === null) return refuse('it is not a valid tidings: link')
    if (link.kind === 'connect') return connect(link.source)
    const item = deps.itemById(link.id)
    if (item === null) refuse('it names nothing that is in the history')
    else deps.showItem(item.key)
  }
}
