import type { FeedStatus } from '../model/connection.ts'
import type { HistoryPage, HistoryQuery } from '../model/history-query.ts'
import type { Item } from '../model/item.ts'
import type { Pause } from '../model/settings.ts'

/** Everything the window shows at a glance; the rest it asks for with `history`. */
export interface View {
  /** The server's address, null when none is known yet. */
  readonly server: string | null
  readonly status: FeedStatus
  /** Why there is no connection, in a user's words; null when all is well. */
  readonly problem: string | null
  readonly unread: number
  readonly pause: Pause
  /** Events that could not be understood and were set aside. */
  readonly setAside: number
  /** Counts up whenever the history has changed: a page asked for earlier may be out of date. */
  readonly revision: number
  /** The newest items, so that the first paint has its list. */
  readonly latest: HistoryPage
  readonly version: string
}

/** What the window can ask for. Commands carry keys, never a URL or a path. */
export type Command =
  /** Opens the item's page in the browser, where it has one, and marks it read. */
  | { readonly type: 'open'; readonly key: Item['key'] }
  | { readonly type: 'mark-read'; readonly keys: readonly Item['key'][] }
  | { readonly type: 'mark-all-read' }
  | { readonly type: 'reconnect' }
  | { readonly type: 'pause'; readonly pause: Pause }

/** What the preload puts on `window.tidings`: the only way between the window and the main process. */
export interface Bridge {
  /** Calls back at once and after each change while the window is visible; returns what stops it. */
  readonly watch: (onView: (view: View) => void) => () => void
  readonly history: (query: HistoryQuery) => Promise<HistoryPage>
  readonly send: (command: Command) => void
}

/** The names of the channels; nothing else may cross. */
export const channels = {
  watch: 'tidings:watch',
  unwatch: 'tidings:unwatch',
  view: 'tidings:view',
  history: 'tidings:history',
  send: 'tidings:send',
} as const
