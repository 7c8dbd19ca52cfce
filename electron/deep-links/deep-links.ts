import type { I18n } from '../i18n/i18n.ts'
import { parseDeepLink } from '../model/deep-link.ts'
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
  const confirmConnect = ({ id, url }: Source): Promise<boolean> => {
    const { t } = deps.i18n()
    return deps.confirm({
      title: t('link.connect-title'),
      message: t('link.connect-message', { origin: url.origin }),
      detail: t('link.connect-detail', { address: id }),
      yes: t('link.connect-yes'),
      no: t('link.connect-no'),
    })
  }
  const connect = (source: Source) => {
    if (deps.currentSource()?.id === source.id) return deps.openWindow()
    if (isAsking) return refuse('the user is being asked about another one')
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

  return (text) => {
    const link = parseDeepLink(text)
    if (link === null) return refuse('it is not a valid tidings: link')
    if (link.kind === 'connect') return connect(link.source)
    const item = deps.itemById(link.id)
    if (item === null) refuse('it names nothing that is in the history')
    else deps.showItem(item.key)
  }
}
