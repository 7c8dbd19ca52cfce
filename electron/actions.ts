import type { AppWindow } from './desktop/window.ts'
import type { Command } from './ipc/contract.ts'
import { assertNever } from './model/assert-never.ts'
import type { Item } from './model/item.ts'
import { parseSafeUrl } from './model/safe-url.ts'
import type { Pause } from './model/settings.ts'
import type { TrayAction } from './notify/tray-face.ts'
import type { Store } from './store/open-store.ts'

/** What the user can do, wherever it was asked for. */
export interface Actions {
  readonly fromWindow: (command: Command) => void
  readonly fromTray: (action: TrayAction) => void
  /** A toast that stands for these items was clicked: one opens, a digest opens the window. */
  readonly fromToast: (keys: readonly Item['key'][]) => void
}

export interface ActionRooms {
  readonly store: Pick<Store, 'item' | 'markRead' | 'markAllRead'>
  readonly window: Pick<AppWindow, 'open'>
  /** Opens a page that was found safe in the browser. */
  readonly openPage: (url: URL) => void
  readonly reconnect: () => void
  readonly setPause: (pause: Pause) => void
  readonly quit: () => void
  readonly now: () => number
  /** The history or the settings have changed. */
  readonly onChange: () => void
}

export function prepareActions(rooms: ActionRooms): Actions {
  const { store, window } = rooms

  /** Opens the item's page and notes it as read; false when it has no page of its own. */
  const openItem = (key: Item['key']): boolean => {
    const address = store.item(key)?.url ?? null
    const page = address === null ? null : parseSafeUrl(address)
    if (page !== null) rooms.openPage(page)
    store.markRead([key])
    return page !== null
  }
  const pause = (pause: Pause) => rooms.setPause(pause)

  const onCommand = (command: Command): void => {
    switch (command.type) {
      case 'open':
        openItem(command.key)
        return
      case 'mark-read':
        store.markRead(command.keys)
        return
      case 'mark-all-read':
        store.markAllRead()
        return
      case 'reconnect':
        rooms.reconnect()
        return
      case 'pause':
        pause(command.pause)
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
        rooms.reconnect()
        return
      case 'pause':
        pause(
          action.forMs === null
            ? { kind: 'until-resumed' }
            : { kind: 'until', at: rooms.now() + action.forMs },
        )
        return
      case 'resume':
        pause({ kind: 'off' })
        return
      case 'quit':
        rooms.quit()
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
      const opened = only !== undefined && others.length === 0 && openItem(only)
      if (!opened) window.open()
      rooms.onChange()
    },
  }
}
