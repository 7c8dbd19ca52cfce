import type { Item } from './item.ts'
import type { PauseLength } from './pause.ts'
import type { Settings } from './settings.ts'

type Key = Item['key']
type Keys = readonly Key[]

/**
 * Everything the user can ask for: in the window, in the tray's menu or on a notification. Commands carry keys, never a
 * URL or a path.
 */
export type Command =
  | { readonly type: 'open-window' }
  | { readonly type: 'quit' }

  /** Opens the item's page in the browser, where it has one, and marks it read. */
  | { readonly type: 'open-item'; readonly key: Key }
  /** A click on a notification: opens the page of its only item, or the window at its row; for several the window. */
  | { readonly type: 'open-notification'; readonly keys: Keys }
  | { readonly type: 'snooze'; readonly key: Key }
  | { readonly type: 'mark-read'; readonly keys: Keys }
  | { readonly type: 'mark-all-read' }
  | { readonly type: 'mark-unread'; readonly keys: Keys }
  | { readonly type: 'delete'; readonly keys: Keys }
  | { readonly type: 'undo-delete'; readonly keys: Keys }

  /** Downloads the file of a job, or resumes the download where it was interrupted. */
  | { readonly type: 'download'; readonly key: Key }
  | { readonly type: 'cancel-download'; readonly key: Key }
  | { readonly type: 'show-download'; readonly key: Key }
  | { readonly type: 'pause'; readonly length: PauseLength }
  | { readonly type: 'resume' }
  | { readonly type: 'change-settings'; readonly change: Partial<Omit<Settings, 'server' | 'pause'>> }
  | { readonly type: 'reconnect' }
  /** Finds out what is at an address, without storing anything; the result comes as `AppSnapshot.check`. */
  | { readonly type: 'check-server'; readonly server: string; readonly token: string | null }
  /** Stores the server, and the token where one is given, and connects. */
  | { readonly type: 'connect'; readonly server: string; readonly token: string | null }
  | { readonly type: 'forget-token' }
  | { readonly type: 'test-notification' }
  | { readonly type: 'show-diagnostics'; readonly open: boolean }
  /** Puts a report without secrets on the clipboard. */
  | { readonly type: 'copy-report' }
  | { readonly type: 'save-window-state'; readonly state: WindowState }
  /** Asks the user for a place and saves the whole history there; the outcome comes as `AppSnapshot.notice`. */
  | { readonly type: 'export-history'; readonly format: 'csv' | 'jsonl' }
  | { readonly type: 'dismiss-notice' }
  /** The user has seen that events may be missing. */
  | { readonly type: 'dismiss-gap' }

/** What the window showed, to continue there when it is opened again. Not stored across runs. */
export interface WindowState {
  readonly filter: {
    readonly show: 'all' | 'unread' | 'jobs' | 'failed'
    readonly category: string | null
    readonly search: string
  }
  /** The position of the first item on screen; null: the top. */
  readonly anchor: number | null
}
