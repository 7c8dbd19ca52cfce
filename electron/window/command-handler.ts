import type { Downloads } from '../downloads/downloads.ts'
import { assertNever } from '../model/assert-never.ts'
import type { Item } from '../model/item.ts'
import type { ReadLocalTime } from '../model/local-time.ts'
import { type PauseLength, pauseUntil } from '../model/pause.ts'
import { parseSafeUrl } from '../model/safe-url.ts'
import type { Settings } from '../model/settings.ts'
import { type NotificationAction, snoozeMs } from '../notifications/desktop-notification.ts'
import type { AppWindow } from '../platform/window/app-window.ts'
import type { Servers } from '../servers/servers.ts'
import type { Reads, Writes } from '../store/writes.ts'
import type { TrayAction } from '../tray/tray-model.ts'
import type { Command, WindowState } from './contract.ts'

/** What the user can do, wherever it was asked for. */
export interface CommandHandler {
  readonly fromWindow: (command: Command) => void
  readonly fromTray: (action: TrayAction) => void
  /** A toast that stands for these items was clicked: one opens, a digest opens the window. */
  readonly fromToast: (keys: readonly Item['key'][]) => void
  /** A button on the toast of this item was pressed. */
  readonly fromToastButton: (action: NotificationAction, key: Item['key']) => void
}

export interface CommandHandlerDeps {
  readonly downloads: Pick<Downloads, 'start' | 'cancel' | 'show'>
  readonly localTime: ReadLocalTime
  readonly store: Pick<Reads, 'item'>
  readonly writes: Writes
  readonly window: Pick<AppWindow, 'open'>
  /** Opens the window at the row of this item. */
  readonly showRow: (key: Item['key']) => void
  /** Opens a page that was found safe in the browser. */
  readonly openPage: (url: URL) => void
  readonly servers: Pick<Servers, 'restart' | 'check' | 'connect' | 'forgetToken'>
  readonly changeSettings: (change: Partial<Settings>) => void
  /** Raises a toast that says that toasts work. */
  readonly testToast: () => void
  /** The window shows, or no longer shows, what helps to find a fault. */
  readonly showDiagnostics: (open: boolean) => void
  readonly copyReport: () => void
  readonly saveHistory: (format: 'csv' | 'jsonl') => void
  readonly dismissNotice: () => void
  readonly rememberWindow: (state: WindowState) => void
  readonly quit: () => void
  readonly now: () => number
  /** Something other than the history may have changed. */
  readonly onChange: () => void
}

export function createCommandHandler(rooms: CommandHandlerDeps): CommandHandler {
  const { store, writes, window, downloads, servers } = rooms

  /** Opens the item's page and notes it as read; false when it has no page of its own. */
  const openItem = (key: Item['key']): boolean => {
    const address = store.item(key)?.url ?? null
    const page = address === null ? null : parseSafeUrl(address)
    if (page !== null) rooms.openPage(page)
    void writes.markRead([key])
    return page !== null
  }
  /** Opens the item's page, or the window at its row. */
  const showItem = (key: Item['key']): void => {
    if (openItem(key)) return
    rooms.showRow(key)
  }
  const pause = (length: PauseLength) => {
    const at = pauseUntil(length, rooms.now(), rooms.localTime)
    rooms.changeSettings({ pause: at === null ? { kind: 'until-resumed' } : { kind: 'until', at } })
  }
  const resume = () => rooms.changeSettings({ pause: { kind: 'off' } })

  const onCommand = (command: Command): void => {
    switch (command.type) {
      case 'open':
        openItem(command.key)
        return
      case 'mark-read':
        void writes.markRead(command.keys)
        return
      case 'mark-all-read':
        void writes.markAllRead()
        return
      case 'mark-unread':
        void writes.markUnread(command.keys)
        return
      case 'delete':
        void writes.remove(command.keys)
        return
      case 'undo-delete':
        void writes.restore(command.keys)
        return
      case 'reconnect':
        servers.restart()
        return
      case 'pause':
        pause(command.length)
        return
      case 'resume':
        resume()
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
      case 'change-settings':
        rooms.changeSettings(command.change)
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
      case 'test-toast':
        rooms.testToast()
        return
      case 'diagnostics':
        rooms.showDiagnostics(command.open)
        return
      case 'copy-report':
        rooms.copyReport()
        return
      case 'export-history':
        rooms.saveHistory(command.format)
        return
      case 'dismiss-notice':
        rooms.dismissNotice()
        return
      case 'remember-window':
        rooms.rememberWindow(command.state)
        return
      default:
        assertNever(command)
    }
  }

  const onTrayAction = (action: TrayAction): void => {
    switch (action.type) {
      case 'open-window':
        window.open()
        return
      case 'reconnect':
        servers.restart()
        return
      case 'pause':
        pause(action.length)
        return
      case 'open-item':
        showItem(action.key)
        return
      case 'resume':
        resume()
        return
      case 'quit':
        rooms.quit()
        return
      default:
        assertNever(action)
    }
  }

  const onToastButton = (action: NotificationAction, key: Item['key']): void => {
    switch (action) {
      case 'download':
        downloads.start(key)
        return
      case 'open':
        showItem(key)
        return
      case 'snooze':
        void writes.snoozeToast(key, rooms.now() + snoozeMs)
        return
      default:
        assertNever(action)
    }
  }

  return {
    fromWindow: (command) => {
      onCommand(command)
      rooms.onChange()
    },
    fromTray: (action) => {
      onTrayAction(action)
      rooms.onChange()
    },
    fromToast: (keys) => {
      const [only, ...others] = keys
      if (only !== undefined && others.length === 0) showItem(only)
      else window.open()
      rooms.onChange()
    },
    fromToastButton: (action, key) => {
      onToastButton(action, key)
      rooms.onChange()
    },
  }
}
