import type { I18n } from '../i18n/i18n.ts'
import { assertNever } from '../model/assert-never.ts'
import type { Command } from '../model/command.ts'
import type { HistoryFilter } from '../model/history-query.ts'
import type { Item } from '../model/item.ts'
import { linksIn } from '../model/links.ts'
import type { ReadLocalTime } from '../model/local-time.ts'
import { pauseUntil } from '../model/pause.ts'
import type { ProxyLogin } from '../model/proxy-login.ts'
import { silenceAt, untilOf } from '../model/quiet-hours.ts'
import type { Rule } from '../model/rule.ts'
import { parseSafeUrl } from '../model/safe-url.ts'
import type { ServerChange, ServerKey } from '../model/server.ts'
import type { Settings } from '../model/settings.ts'
import { snoozeUntil } from '../model/snooze.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import type { HistoryWriter } from '../store/history-writer.ts'
import type { WindowController } from './controller.ts'
import { copiedText } from './copied-text.ts'

/** What the user can do with servers. */
export interface ServerCommands {
  readonly reconnect: (server: ServerKey | null) => void
  readonly check: (address: string, token: string | null) => void
  readonly connect: (address: string, token: string | null, replaces: ServerKey | null) => void
  readonly change: (server: ServerKey, change: ServerChange) => void
  readonly remove: (server: ServerKey, deleteHistory: boolean) => void
  readonly signIn: (server: ServerKey) => void
  readonly cancelSignIn: (server: ServerKey) => void
  readonly signOut: (server: ServerKey, deleteHistory: boolean) => void
  readonly forgetToken: (server: ServerKey) => void
  readonly dismissGap: (server: ServerKey) => void
  readonly chooseCertificate: (server: ServerKey, fingerprint: string | null) => void
  /** Where the server is, as a page for a browser; null: there is no such server, or its page is not safe to open. */
  readonly pageOf: (server: ServerKey) => URL | null
}

export interface CommandHandlerDeps {
  readonly reader: Pick<HistoryReader, 'item' | 'items'>
  /** Reports what it could not write (see `createUserWriter`). */
  readonly writer: Pick<HistoryWriter, 'write'>
  readonly window: Pick<
    WindowController,
    'open' | 'showItem' | 'showPage' | 'showsNewest' | 'showDetail' | 'saveState' | 'showDiagnostics'
  >
  readonly downloads: Readonly<
    Record<'start' | 'cancel' | 'show' | 'open' | 'drag', (key: Item['key']) => void>
  >
  readonly servers: ServerCommands
  readonly proxyLogins: {
    readonly enter: (proxy: string, login: ProxyLogin, remember: boolean) => void
    readonly forget: (proxy: string) => void
  }
  readonly history: {
    readonly save: (format: 'csv' | 'jsonl', filter: HistoryFilter | null) => Promise<void>
    readonly dismissNotice: () => void
  }
  readonly settings: () => Pick<Settings, 'pause' | 'quietHours'>
  /** Asks the user for the folder into which this rule downloads. */
  readonly chooseFolder: (rule: Rule['id']) => void
  readonly changeSettings: (change: Partial<Settings>) => void
  /** Opens the page, which has passed `parseSafeUrl`, in the browser. Resolves to false when that failed. */
  readonly openPage: (url: URL) => Promise<boolean>
  /** No browser could be opened for a page. */
  readonly onPageNotOpened: () => void
  readonly testNotification: () => void
  readonly examineServer: (server: ServerKey) => void
  readonly copyReport: () => void
  /** Puts a text on the clipboard. */
  readonly copyText: (text: string) => void
  readonly i18n: () => I18n
  /** The page where problems with Tidings are reported. */
  readonly trackerPage: URL
  readonly showLicenses: () => void
  readonly quit: () => void
  readonly localTime: ReadLocalTime
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** Returns the function that executes the commands of the window, the tray and the notifications. */
export function createCommandHandler(deps: CommandHandlerDeps): (command: Command) => void {
  const { reader, writer, window, downloads, servers, history } = deps

  /** Opens the item's page and marks it read; false when it has no page of its own. */
  const openItem = (key: Item['key']): boolean => {
    const address = reader.item(key)?.url ?? null
    const page = address === null ? null : parseSafeUrl(address)
    void writer.write({ type: 'mark-read', keys: [key] })
    if (page === null) return false
    void deps.openPage(page).then((isOpen) => {
      if (isOpen) return
      void writer.write({ type: 'mark-unread', keys: [key] })
      deps.onPageNotOpened()
      window.showItem(key)
    })
    return true
  }
  const openOther = (page: URL | null): void => {
    if (page === null) return
    void deps.openPage(page).then((isOpen) => {
      if (!isOpen) deps.onPageNotOpened()
    })
  }
  const skipQuietHours = (): void => {
    // A pause would hide them.
    const current = { ...deps.settings(), pause: { kind: 'off' }, quietHoursOffUntil: null } as const
    const until = untilOf(silenceAt(current, deps.now(), deps.localTime))
    // Without an end it would be forever: the settings are for that.
    if (until !== null) deps.changeSettings({ quietHoursOffUntil: until })
  }
  const openNotification = ([key, ...others]: readonly Item['key'][]): void => {
    if (key === undefined || others.length > 0) window.open()
    else if (!openItem(key)) window.showItem(key)
  }

  const linkOf = (key: Item['key'], index: number): string | null =>
    linksIn(reader.item(key)?.message ?? '')[index]?.url ?? null
  const copy = (text: string | null): void => {
    if (text !== null && text !== '') deps.copyText(text)
  }

  return (command) => {
    switch (command.type) {
      case 'open-window':
        return window.open()
      case 'quit':
        return deps.quit()
      case 'show-item':
        return window.showItem(command.key)
      case 'pick-reminder':
        return window.showItem(command.key, true)
      case 'open-page':
        return window.showPage(command.page, command.server)
      case 'open-item':
        return openItem(command.key)
      case 'open-notification':
        return openNotification(command.keys)
      case 'snooze': {
        const until = snoozeUntil(command.until, deps.now(), deps.localTime)
        const isSpan = command.until.kind === 'for'
        return void writer.write({ type: 'snooze', keys: command.keys, until, isSpan })
      }
      case 'open-link': {
        const link = linkOf(command.key, command.index)
        return openOther(link === null ? null : new URL(link))
      }
      case 'copy-link':
        return copy(
          command.index === null
            ? (reader.item(command.key)?.url ?? null)
            : linkOf(command.key, command.index),
        )
      case 'copy-text':
        return copy(copiedText(reader.items(command.keys), deps.i18n()))
      case 'show-detail':
        return window.showDetail(command.key)
      case 'acknowledge':
        return void writer.write({ type: 'mark-read', keys: command.keys })
      case 'mark-read':
      case 'mark-unread':
      case 'mark-all-read':
      case 'mark-matching-read':
      case 'undo-mark-read':
      case 'pin':
      case 'unpin':
      case 'cancel-snooze':
      case 'delete':
      case 'undo-delete':
        return void writer.write(command)
      case 'download':
        return downloads.start(command.key)
      case 'cancel-download':
        return downloads.cancel(command.key)
      case 'show-download':
        return downloads.show(command.key)
      case 'open-download':
        return downloads.open(command.key)
      case 'drag-download':
        return downloads.drag(command.key)
      case 'choose-folder':
        return deps.chooseFolder(command.rule)
      case 'pause': {
        const at = pauseUntil(command.length, deps.now(), deps.localTime)
        return deps.changeSettings({ pause: at === null ? { kind: 'until-resumed' } : { kind: 'until', at } })
      }
      case 'resume':
        return deps.changeSettings({ pause: { kind: 'off' } })
      case 'skip-quiet-hours':
        return skipQuietHours()
      case 'keep-quiet-hours':
        return deps.changeSettings({ quietHoursOffUntil: null })
      case 'change-settings':
        return deps.changeSettings({
          ...command.change,
          // Quiet hours that the user has changed apply.
          ...(command.change.quietHours !== undefined && { quietHoursOffUntil: null }),
        })
      case 'reconnect':
        return servers.reconnect(command.server)
      case 'check-server':
        return servers.check(command.address, command.token)
      case 'connect':
        return servers.connect(command.address, command.token, command.replaces)
      case 'change-server':
        return servers.change(command.server, command.change)
      case 'remove-server':
        return servers.remove(command.server, command.deleteHistory)
      case 'sign-in':
        return servers.signIn(command.server)
      case 'cancel-sign-in':
        return servers.cancelSignIn(command.server)
      case 'sign-out':
        return servers.signOut(command.server, command.deleteHistory)
      case 'forget-token':
        return servers.forgetToken(command.server)
      case 'enter-proxy-login': {
        const { proxy, name, password, remember } = command
        return deps.proxyLogins.enter(proxy, { name, password }, remember)
      }
      case 'choose-certificate':
        return servers.chooseCertificate(command.server, command.fingerprint)
      case 'forget-proxy-login':
        return deps.proxyLogins.forget(command.proxy)
      case 'open-server-page':
        return openOther(servers.pageOf(command.server))
      case 'test-notification':
        return deps.testNotification()
      case 'examine-server':
        return deps.examineServer(command.server)
      case 'show-diagnostics':
        return window.showDiagnostics(command.open, command.server)
      case 'copy-report':
        return deps.copyReport()
      case 'report-problem':
        deps.copyReport()
        return openOther(deps.trackerPage)
      case 'show-licenses':
        return deps.showLicenses()
      case 'show-newest':
        return window.showsNewest(command.shown)
      case 'save-window-state':
        return window.saveState(command.state)
      case 'export-history':
        return void history.save(command.format, command.filter ?? null)
      case 'dismiss-gap':
        return servers.dismissGap(command.server)
      case 'dismiss-notice':
        return history.dismissNotice()
      default:
        return assertNever(command)
    }
  }
}
