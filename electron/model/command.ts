import type { HistoryFilter } from './history-query.ts'
import type { Item } from './item.ts'
import type { PauseLength } from './pause.ts'
import type { Rule } from './rule.ts'
import type { ServerChange, ServerKey } from './server.ts'
import type { SettingsChange } from './settings.ts'
import type { WindowFilter } from './window-filter.ts'

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
  /** Opens the window where the user can choose when to be reminded of this item. */
  | { readonly type: 'pick-reminder'; readonly key: Key }
  /** Opens the window where the user can do this; `server` is the one that it is about, if it is about one. */
  | { readonly type: 'open-page'; readonly page: WindowPage; readonly server: ServerKey | null }
  /** Opens the item's page in the browser, if it has one, and marks it read. */
  | { readonly type: 'open-item'; readonly key: Key }
  /** A click on a notification: opens the page of its only item, or the window at its row; for several the window. */
  | { readonly type: 'open-notification'; readonly keys: Keys }
  /** Shows the notification of these items again at that time. */
  | { readonly type: 'snooze'; readonly keys: Keys; readonly until: SnoozeTime }
  | { readonly type: 'cancel-snooze' | 'pin' | 'unpin'; readonly keys: Keys }
  /** Marks everything as read that the filter matches; `undo-mark-read` undoes the last one, as long as that is possible. */
  | { readonly type: 'mark-matching-read'; readonly filter: HistoryFilter }
  | { readonly type: 'undo-mark-read' }
  /** Copies the titles and messages of these items to the clipboard. */
  | { readonly type: 'copy-text'; readonly keys: Keys }
  /** Opens or copies a link in the item's message; `index` is its place among the links that `linksIn` finds. */
  | { readonly type: 'open-link'; readonly key: Key; readonly index: number }
  /** Null: the address of the item's page. */
  | { readonly type: 'copy-link'; readonly key: Key; readonly index: number | null }
  /** The item whose details the window shows; null: it shows none. They are `AppSnapshot.detail`. */
  | { readonly type: 'show-detail'; readonly key: Key | null }
  | { readonly type: 'mark-read' | 'mark-unread' | 'delete' | 'undo-delete'; readonly keys: Keys }
  | { readonly type: 'mark-all-read' }
  /**
   * `download` also resumes a download where it was interrupted; `show-download` shows the file in its folder, and so
   * does `open-download` unless the file is data (`isDataFile`), which is opened in the program for it.
   */
  | { readonly type: 'download' | 'cancel-download' | 'show-download' | 'open-download'; readonly key: Key }
  /** The user drags the finished file out of the window. */
  | { readonly type: 'drag-download'; readonly key: Key }
  /** Asks the user for the folder into which this rule downloads. */
  | { readonly type: 'choose-folder'; readonly rule: Rule['id'] }
  /** The user has seen a critical notification that comes again until then. */
  | { readonly type: 'acknowledge'; readonly keys: Keys }
  | { readonly type: 'pause'; readonly length: PauseLength }
  | { readonly type: 'resume' }
  /** `skip-quiet-hours`: they do not apply until they end; `keep-quiet-hours` takes that back. */
  | { readonly type: 'skip-quiet-hours' | 'keep-quiet-hours' }
  | { readonly type: 'change-settings'; readonly change: SettingsChange }
  /** Null: every server that is not connected. */
  | { readonly type: 'reconnect'; readonly server: ServerKey | null }
  /** Tests the connection, unless the user has not agreed to this server yet; the result is `AppSnapshot.check`. */
  | { readonly type: 'check-server'; readonly address: string; readonly token: string | null }
  /**
   * Adds the server, and the token if there is one, and connects; before the first time it asks the user in a native
   * dialog, and tests the connection. `replaces`: the server that it takes the place of; null: none.
   */
  | {
      readonly type: 'connect'
      readonly address: string
      readonly token: string | null
      readonly replaces: ServerKey | null
    }
  | { readonly type: 'change-server'; readonly server: ServerKey; readonly change: ServerChange }
  /**
   * `remove-server` ends the subscription and forgets what was stored for it. `sign-out` revokes and forgets the tokens of
   * an account; the server stays. Both delete its history only if the user wants that.
   */
  | {
      readonly type: 'remove-server' | 'sign-out'
      readonly server: ServerKey
      readonly deleteHistory: boolean
    }
  /** Signs in with the browser; how it goes on is `ServerSnapshot.signIn`. */
  | { readonly type: 'sign-in' | 'cancel-sign-in'; readonly server: ServerKey }
  | { readonly type: 'forget-token'; readonly server: ServerKey }
  /** Uses this login for a proxy that has asked for it, named as it is in the error. `remember`: in the keychain. */
  | {
      readonly type: 'enter-proxy-login'
      readonly proxy: string
      readonly name: string
      readonly password: string
      readonly remember: boolean
    }
  | { readonly type: 'forget-proxy-login'; readonly proxy: string }
  /** Uses one of the certificates that the server would accept (`Server.certificates`); null: none any more. */
  | {
      readonly type: 'choose-certificate'
      readonly server: ServerKey
      readonly fingerprint: string | null
    }
  /** Opens the origin of the server in the browser, where a network may show its sign-in page. */
  | { readonly type: 'open-server-page'; readonly server: ServerKey }
  | { readonly type: 'test-notification' }
  /** Examines this server; the result is part of the diagnostics. */
  | { readonly type: 'examine-server'; readonly server: ServerKey }
  /** Those of this server; null: of the first one. */
  | { readonly type: 'show-diagnostics'; readonly open: boolean; readonly server: ServerKey | null }
  /** Copies a report without secrets to the clipboard. */
  | { readonly type: 'copy-report' }
  /** Copies the same report, and opens the page where problems with Tidings are reported. */
  | { readonly type: 'report-problem' }
  /** Opens the licences of the app, and of everything in it, in another program. */
  | { readonly type: 'show-licenses' }
  | { readonly type: 'save-window-state'; readonly state: WindowState }
  /** The window's list is at its top, without a filter: what arrives is seen there. Or it no longer is. */
  | { readonly type: 'show-newest'; readonly shown: boolean }
  /**
   * Asks the user for a file name and saves there what the filter matches; absent: the whole history. The result is
   * `AppSnapshot.notice`.
   */
  | {
      readonly type: 'export-history'
      readonly format: 'csv' | 'jsonl'
      readonly filter?: HistoryFilter | undefined
    }
  | { readonly type: 'dismiss-notice' }
  /** The user has seen that events may be missing. */
  | { readonly type: 'dismiss-gap'; readonly server: ServerKey }

/** `sign-in`: where the user signs in, or enters a new access token. */
export type WindowPage = 'settings' | 'sign-in'

/** When a snoozed notification comes again; the main process knows the time zone. */
export type SnoozeTime =
  | { readonly kind: 'for'; readonly ms: number }
  /** At 18:00 today, at 8:00 tomorrow, or at 8:00 on the next Monday. */
  | { readonly kind: 'this-evening' | 'tomorrow' | 'next-week' }
  /** Milliseconds since the epoch. */
  | { readonly kind: 'at'; readonly at: number }

/** What the window shows, so that it is restored when the window is opened again. Not stored across runs. */
export interface WindowState {
  readonly filter: WindowFilter
  /** The position of the first item on screen; null: the top. */
  readonly anchor: number | null
}
