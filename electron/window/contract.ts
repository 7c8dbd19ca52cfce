import type { FeedStatus } from '../model/connection.ts'
import type { HistoryPage, HistoryQuery } from '../model/history-query.ts'
import type { Item } from '../model/item.ts'
import type { JobProgress } from '../model/job-progress.ts'
import type { Language, Pause, PauseLength, Settings } from '../model/settings.ts'

/** Everything the window shows at a glance; the rest it asks for with `history`. */
export interface AppSnapshot {
  /** The server's address, null when none is known yet. */
  readonly server: string | null
  readonly status: FeedStatus
  /** Why there is no connection, in a user's words; null when all is well. */
  readonly problem: string | null
  readonly unread: number
  readonly pause: Pause
  /** Events that could not be understood and were set aside. */
  readonly rejectedCount: number
  /** Counts up whenever the history has changed: a page asked for earlier may be out of date. */
  readonly revision: number
  /** The newest items, so that the first paint has its list. */
  readonly latest: HistoryPage
  readonly version: string
  readonly settings: Settings
  /**
   * The language of all texts: the one that is set, or the system's. The texts are in resources/texts (the window's
   * under `window`) and said by `openWords` of the words room.
   */
  readonly language: Language
  readonly token: TokenState
  /** What became of the last `check-server`; null: none was asked for. */
  readonly check: ServerCheck | null
  /** Why toasts are held back at this moment; null when they are not. */
  readonly silence?: 'paused' | 'quiet-hours' | 'do-not-disturb' | null
  /** False where the desktop plays no sounds for toasts, whatever is set. */
  readonly playsSounds?: boolean
  /** Only while the window has asked for it. */
  readonly diagnostics: Diagnostics | null
  /** What the window last asked to be remembered; absent or null: it begins at the top, unfiltered. */
  readonly windowState?: WindowState | null
  /** Something to tell once, in a user's words, until it is dismissed; absent or null: nothing. */
  readonly notice?: string | null
  /** The categories there are in the history, in the order to offer them. */
  readonly categories?: readonly string[]
  /** How the jobs that have not ended are getting on. */
  readonly jobs?: readonly JobProgress[]
  /** The item that the user wants to see, as by a click on its toast: brought into sight when it changes. */
  readonly reveal?: RevealRequest | null
}

/** What the window looked at, so that it can go on there when it is opened again. Not kept across runs. */
export interface WindowState {
  readonly filter: {
    readonly show: 'all' | 'unread' | 'jobs' | 'failed'
    readonly category: string | null
    readonly search: string
  }
  /** The position of the first item on screen; null: the top. */
  readonly anchor: number | null
}

/** A row to bring into sight, and when that was asked for. */
export interface RevealRequest {
  readonly key: Item['key']
  readonly position: number
  readonly at: number
}

/** Whether there is an access token, and where it is kept. The token itself never crosses. */
export interface TokenState {
  readonly present: boolean
  /** `memory`: this system has no keychain, so the token is kept until Tidings quits. */
  readonly keptIn: 'keychain' | 'memory'
}

/** What was found at an address that the user typed. */
export interface ServerCheck {
  /** The address as it was typed. */
  readonly server: string
  readonly result:
    | { readonly kind: 'checking' }
    | { readonly kind: 'stream' }
    | { readonly kind: 'token-needed' }
    /** Why it will not do, in a user's words. */
    | { readonly kind: 'problem'; readonly reason: string }
}

/** What helps to find out why something does not work. Holds no token and no message. */
export interface Diagnostics {
  readonly connections: readonly {
    readonly at: number
    readonly kind: FeedStatus['connection']['kind']
    readonly problem: string | null
  }[]
  readonly rejectedEvents: readonly { readonly at: number; readonly reason: string; readonly data: string }[]
  readonly cursor: string | null
  readonly versions: Readonly<Record<string, string>>
}

/** What the window can ask for. Commands carry keys, never a URL or a path. */
export type Command =
  /** Opens the item's page in the browser, where it has one, and marks it read. */
  | { readonly type: 'open'; readonly key: Item['key'] }
  | { readonly type: 'mark-read'; readonly keys: readonly Item['key'][] }
  | { readonly type: 'mark-all-read' }
  | { readonly type: 'mark-unread'; readonly keys: readonly Item['key'][] }
  | { readonly type: 'delete'; readonly keys: readonly Item['key'][] }
  /** Brings back what was just deleted. */
  | { readonly type: 'undo-delete'; readonly keys: readonly Item['key'][] }
  | { readonly type: 'reconnect' }
  | { readonly type: 'pause'; readonly pause: Pause }
  | { readonly type: 'pause-for'; readonly length: PauseLength }
  | { readonly type: 'change-settings'; readonly change: Partial<Omit<Settings, 'server' | 'pause'>> }
  /** Finds out what is at an address, without keeping anything; the answer comes as `View.check`. */
  | { readonly type: 'check-server'; readonly server: string; readonly token: string | null }
  /** Remembers the server, and the token where one is given, and connects. */
  | { readonly type: 'connect'; readonly server: string; readonly token: string | null }
  | { readonly type: 'forget-token' }
  | { readonly type: 'test-toast' }
  | { readonly type: 'diagnostics'; readonly open: boolean }
  /** Puts a report without secrets on the clipboard. */
  | { readonly type: 'copy-report' }
  | { readonly type: 'remember-window'; readonly state: WindowState }
  /** Fetches the file of a job, or goes on where it was interrupted. */
  | { readonly type: 'download'; readonly key: Item['key'] }
  | { readonly type: 'cancel-download'; readonly key: Item['key'] }
  | { readonly type: 'show-download'; readonly key: Item['key'] }
  /** Asks the user for a place and saves the whole history there; how it went is told as `View.notice`. */
  | { readonly type: 'export-history'; readonly format: 'csv' | 'jsonl' }
  | { readonly type: 'dismiss-notice' }

/** What the preload puts on `window.tidings`: the only way between the window and the main process. */
export interface Bridge {
  /** Calls back at once and after each change while the window is visible; returns what stops it. */
  readonly watch: (onView: (view: AppSnapshot) => void) => () => void
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
