import { assertNever } from '../model/assert-never.ts'
import type { Command, WindowState } from '../model/command.ts'
import type { Item } from '../model/item.ts'
import type { ReadLocalTime } from '../model/local-time.ts'
import { pauseUntil } from '../model/pause.ts'
import { parseSafeUrl } from '../model/safe-url.ts'
import type { Settings } from '../model/settings.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import type { HistoryWriter } from '../store/history-writer.ts'

export interface CommandHandlerDeps {
  readonly reader: Pick<HistoryReader, 'item'>
  readonly writer: HistoryWriter
  readonly window: {
    readonly open: () => void
    /** Opens the window at the row of this item. */
    readonly showItem: (key: Item['key']) => void
    readonly saveState: (state: WindowState) => void
    readonly showDiagnostics: (open: boolean) => void
  }
  readonly downloads: {
    readonly start: (key: Item['key']) => void
    readonly cancel: (key: Item['key']) => void
    readonly show: (key: Item['key']) => void
  }
  readonly servers: {
    readonly restart: () => void
    readonly dismissGap: () => void
    readonly check: (server: string, token: string | null) => void
    readonly connect: (server: string, token: string | null) => void
    readonly forgetToken: () => void
  }
  readonly history: {
    readonly save: (format: 'csv' | 'jsonl') => Promise<void>
    readonly dismissNotice: () => void
  }
  readonly changeSettings: (change: Partial<Settings>) => void
  /** Opens a page that was found safe in the browser. */
  readonly openPage: (url: URL) => void
  /** Shows a notification that proves that notifications work. */
  readonly testNotification: () => void
  readonly copyReport: () => void
  readonly quit: () => void
  readonly localTime: ReadLocalTime
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** How long "remind me later" is. */
const snoozeMs = 60 * 60_000

/** Does what the user asks for, wherever it was asked: in the window, in the tray or on a notification. */
export function createCommandHandler(deps: CommandHandlerDeps): (command: Command) => void {
  const { reader, writer, window, downloads, servers, history } = deps

  /** Opens the item's page and marks it read; false when it has no page of its own. */
  const openItem = (key: Item['key']): boolean => {
    const address = reader.item(key)?.url ?? null
    const page = address === null ? null : parseSafeUrl(address)
    if (page !== null) deps.openPage(page)
    void writer.write({ type: 'mark-read', keys: [key] })
    return page !== null
  }
  const openNotification = ([key, ...others]: readonly Item['key'][]): void => {
    if (key === undefined || others.length > 0) window.open()
    else if (!openItem(key)) window.showItem(key)
  }

  return (command) => {
    switch (command.type) {
      case 'open-window':
        window.open()
        return
      case 'quit':
        deps.quit()
        return
      case 'open-item':
        openItem(command.key)
        return
      case 'open-notification':
        openNotification(command.keys)
        return
      case 'snooze': {
        const until = deps.now() + snoozeMs
        void writer.write({ type: 'snooze-notification', key: command.key, until })
        return
      }
      case 'mark-read':
      case 'mark-unread':
      case 'mark-all-read':
      case 'delete':
      case 'undo-delete':
        void writer.write(command)
        return
      case 'download':
        downloads.start(command.key)
        return
      case 'cancel-download':
        downloads.cancel(command.key)
        return
      case 'show-download':
        downloads.show(command.key)
        return
      case 'pause': {
        const at = pauseUntil(command.length, deps.now(), deps.localTime)
        deps.changeSettings({ pause: at === null ? { kind: 'until-resumed' } : { kind: 'until', at } })
        return
      }
      case 'resume':
        deps.changeSettings({ pause: { kind: 'off' } })
        return
      case 'change-settings':
        deps.changeSettings(command.change)
        return
      case 'reconnect':
        servers.restart()
        return
      case 'check-server':
        servers.check(command.server, command.token)
        return
      case 'connect':
        servers.connect(command.server, command.token)
        return
      case 'forget-token':
        servers.forgetToken()
        return
      case 'test-notification':
        deps.testNotification()
        return
      case 'show-diagnostics':
        window.showDiagnostics(command.open)
        return
      case 'copy-report':
        deps.copyReport()
        return
      case 'save-window-state':
        window.saveState(command.state)
        return
      case 'export-history':
        void history.save(command.format)
        return
      case 'dismiss-gap':
        servers.dismissGap()
        return
      case 'dismiss-notice':
        history.dismissNotice()
        return
      default:
        assertNever(command)
    }
  }
}
