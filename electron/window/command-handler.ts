import { assertNever } from '../model/assert-never.ts'
import type { Command } from '../model/command.ts'
import type { Item } from '../model/item.ts'
import type { ReadLocalTime } from '../model/local-time.ts'
import { pauseUntil } from '../model/pause.ts'
import { parseSafeUrl } from '../model/safe-url.ts'
import type { ServerChange, ServerKey } from '../model/server.ts'
import type { Settings } from '../model/settings.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import type { HistoryWriter } from '../store/history-writer.ts'
import type { WindowController } from './controller.ts'

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
}

export interface CommandHandlerDeps {
  readonly reader: Pick<HistoryReader, 'item'>
  /** Reports what it could not write (see `createUserWriter`). */
  readonly writer: Pick<HistoryWriter, 'write'>
  readonly window: Pick<WindowController, 'open' | 'showItem' | 'showPage' | 'saveState' | 'showDiagnostics'>
  readonly downloads: Readonly<Record<'start' | 'cancel' | 'show', (key: Item['key']) => void>>
  readonly servers: ServerCommands
  readonly history: {
    readonly save: (format: 'csv' | 'jsonl') => Promise<void>
    readonly dismissNotice: () => void
  }
  readonly changeSettings: (change: Partial<Settings>) => void
  /** Opens the page, which has passed `parseSafeUrl`, in the browser. Resolves to false when that failed. */
  readonly openPage: (url: URL) => Promise<boolean>
  /** No browser could be opened for a page. */
  readonly onPageNotOpened: () => void
  readonly testNotification: () => void
  readonly examineServer: (server: ServerKey) => void
  readonly copyReport: () => void
  readonly showLicenses: () => void
  readonly quit: () => void
  readonly localTime: ReadLocalTime
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** How long "remind me later" is. */
const snoozeMs = 60 * 60_000

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
  const openNotification = ([key, ...others]: readonly Item['key'][]): void => {
    if (key === undefined || others.length > 0) window.open()
    else if (!openItem(key)) window.showItem(key)
  }

  return (command) => {
    switch (command.type) {
      case 'open-window':
        return window.open()
      case 'quit':
        return deps.quit()
      case 'show-item':
        return window.showItem(command.key)
      case 'open-page':
        return window.showPage(command.page, command.server)
      case 'open-item':
        return openItem(command.key)
      case 'open-notification':
        return openNotification(command.keys)
      case 'snooze': {
        const until = deps.now() + snoozeMs
        return void writer.write({ type: 'snooze-notification', key: command.key, until })
      }
      case 'mark-read':
      case 'mark-unread':
      case 'mark-all-read':
      case 'delete':
      case 'undo-delete':
        return void writer.write(command)
      case 'download':
        return downloads.start(command.key)
      case 'cancel-download':
        return downloads.cancel(command.key)
      case 'show-download':
        return downloads.show(command.key)
      case 'pause': {
        const at = pauseUntil(command.length, deps.now(), deps.localTime)
        return deps.changeSettings({ pause: at === null ? { kind: 'until-resumed' } : { kind: 'until', at } })
      }
      case 'resume':
        return deps.changeSettings({ pause: { kind: 'off' } })
      case 'change-settings':
        return deps.changeSettings(command.change)
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
      case 'test-notification':
        return deps.testNotification()
      case 'examine-server':
        return deps.examineServer(command.server)
      case 'show-diagnostics':
        return window.showDiagnostics(command.open, command.server)
      case 'copy-report':
        return deps.copyReport()
      case 'show-licenses':
        return deps.showLicenses()
      case 'save-window-state':
        return window.saveState(command.state)
      case 'export-history':
        return void history.save(command.format)
      case 'dismiss-gap':
        return servers.dismissGap(command.server)
      case 'dismiss-notice':
        return history.dismissNotice()
      default:
        return assertNever(command)
    }
  }
}
