import type { Item } from './item.ts'
import type { PauseLength } from './pause.ts'
import type { SettingsChange } from './settings.ts'

type Key = Item['key']
type Keys = readonly Key[]

/**
 * Everything the user can do: in the window, in the tray's menu or on a notification. Commands carry keys, never a
 * URL or a path.
 */
export type Command =
  | { readonly type: 'open-window' | 'quit' }
  /** Opens the window at the item's row, even if it has a page. */
  | { readonly type: 'show-item'; readonly key: Key }
  /** Opens the window where the user can do this. */
  | { readonly type: 'open-page'; readonly page: WindowPage }
  /** Opens the item's page in the browser, if it has one, and marks it read. */
  | { readonly type: 'open-item'; readonly key: Key }
  /** A click on a notification: opens the page of its only item, or the window at its row; for several the window. */
  | { readonly type: 'open-notification'; readonly keys: Keys }
  | { readonly type: 'snooze'; readonly key: Key }
  | { readonly type: 'mark-read' | 'mark-unread' | 'delete' | 'undo-delete'; readonly keys: Keys }
  | { readonly type: 'mark-all-read' }
  /** `download` also resumes a download where it was interrupted; `show-download` shows the file in its folder. */
  | { readonly type: 'download' | 'cancel-download' | 'show-download'; readonly key: Key }
  | { readonly type: 'pause'; readonly length: PauseLength }
  | { readonly type: 'resume' }
  | { readonly type: 'change-settings'; readonly change: SettingsChange }
  | { readonly type: 'reconnect' }
  /**
   * `check-server` tests the connection, unless the user has not agreed to this server yet; the result is
   * `AppSnapshot.check`. `connect` stores the server, and the token if there is one, and connects; before the first time
   * it asks the user in a native dialog, and tests the connection.
   */
  | { readonly type: 'check-server' | 'connect'; readonly server: string; readonly token: string | null }
  | { readonly type: 'forget-token' | 'test-notification' }
  /** Examines the server that the app is connected to; the result is part of the diagnostics. */
  | { readonly type: 'examine-server' }
  | { readonly type: 'show-diagnostics'; readonly open: boolean }
  /** Copies a report without secrets to the clipboard. */
  | { readonly type: 'copy-report' }
  /** Opens the licences of the app, and of everything in it, in another program. */
  | { readonly type: 'show-licenses' }
  | { readonly type: 'save-window-state'; readonly state: WindowState }
  /** Asks the user for a file name and saves the whole history there; the result is `AppSnapshot.notice`. */
  | { readonly type: 'export-history'; readonly format: 'csv' | 'jsonl' }
  | { readonly type: 'dismiss-notice' }
  /** The user has seen that events may be missing. */
  | { readonly type: 'dismiss-gap' }

/** `sign-in`: where a new access token is entered. */
export type WindowPage = 'settings' | 'sign-in'

/** What the window shows, so that it is restored when the window is opened again. Not stored across runs. */
export interface WindowState {
  readonly filter: {
    readonly show: 'all' | 'unread' | 'jobs' | 'failed'
    readonly category: string | null
    readonly search: string
  }
  /** The position of the first item on screen; null: the top. */
  readonly anchor: number | null
}
