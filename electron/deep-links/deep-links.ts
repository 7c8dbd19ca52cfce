import type { I18n } from '../i18n/i18n.ts'
import { assertNever } from '../model/assert-never.ts'
import { type DeepLink, parseDeepLink } from '../model/deep-link.ts'
import type { Item } from '../model/item.ts'
import type { Log } from '../model/log.ts'
import type { Source } from '../model/source.ts'

export interface DeepLinkDeps {
  readonly itemById: (id: Item['id']) => Item | null
  /** Opens the window at this item. */
  readonly showItem: (key: Item['key']) => void
  /** Asks the user in a native dialog. */
  readonly confirm: (question: {
    readonly title: string
    readonly message: string
    readonly detail: string
    readonly yes: string
    readonly no: string
  }) => Promise<boolean>
  /** The current server; null: none. */
  readonly currentSource: () => Source | null
  /** Stores this server and connects to it. */
  readonly connect: (source: Source) => void
  readonly openWindow: () => void
  readonly i18n: () => I18n
  readonly log: Pick<Log, 'warn'>
}

/**
 * Returns the handler of `tidings:` links. A link that can't be parsed, or to an item that is not in the history, does
 * nothing. A link to another server changes nothing before the user has confirmed it.
 */
export function createDeepLinkHandler(deps: DeepLinkDeps): (link: string) => void {
  // One question at a time: a web page that opens many links must not open many dialogs.
  let isAsking = false

  const refuse = (reason: string) => deps.log.warn(`A link was not followed: ${reason}.`)
  const confirmConnect = ({ url }: Source): Promise<boolean> => {
    const { t } = deps.i18n()
    return deps.confirm({
      title: t('link.connect-title'),
      message: t('link.connect-message', { origin: url.origin }),
      detail: t('link.connect-detail', { address: url.href }),
      yes: t('link.connect-yes'),
      no: t('link.connect-no'),
    })
  }
  const connect = (source: Source): void => {
    if (deps.currentSource()?.id === source.id) {
      deps.openWindow()
      return
    }
    if (isAsking) {
      refuse('the user is being asked about another one')
      return
    }
    isAsking = true
    void confirmConnect(source)
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
        if (item === null) refuse('it names nothing that is in the history')
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
    if (link === null) refuse('it is not a valid tidings: link')
    else follow(link)
  }
}
