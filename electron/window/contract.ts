import type { Command, WindowState } from '../model/command.ts'
import type { FeedStatus } from '../model/connection.ts'
import type { HistoryPage, HistoryQuery } from '../model/history-query.ts'
import type { Item } from '../model/item.ts'
import type { JobProgress } from '../model/job-progress.ts'
import type { Pause } from '../model/pause.ts'
import type { ServerCheck } from '../model/server-check.ts'
import type { Language, Settings } from '../model/settings.ts'
import type { TokenState } from '../model/token.ts'

/** Everything the window shows at a glance; the rest it asks for with `history`. */
export interface AppSnapshot {
  /** The server's address, null when none is known yet. */
  readonly server: string | null
  readonly status: FeedStatus
  /** Why there is no connection, in a user's words; null when all is well. */
  readonly problem: string | null
  readonly unread: number
  readonly pause: Pause
  /** How many events could not be understood. */
  readonly rejectedCount: number
  /** Increments on every change of the history: a page that was requested earlier may be out of date. */
  readonly revision: number
  /** The newest items, so that the first paint has its list. */
  readonly latest: HistoryPage
  readonly version: string
  readonly settings: Settings
  /** The language of all texts: the one that is set, or the system's. */
  readonly language: Language
  readonly token: TokenState
  /** The result of the last `check-server`; null: there was none. */
  readonly check: ServerCheck | null
  /** Why notifications are silenced at this moment; null: they are not. */
  readonly silence: 'paused' | 'quiet-hours' | 'do-not-disturb' | null
  /** False where the desktop plays no sounds for notifications, whatever the settings say. */
  readonly playsSounds: boolean
  /** Only while the window has asked for it. */
  readonly diagnostics: Diagnostics | null
  /** What the window last saved; null: it starts at the top, unfiltered. */
  readonly windowState: WindowState | null
  /** A message to the user, in the user's language, until it is dismissed; null: none. */
  readonly notice: string | null
  /** The categories in the history, in the order to offer them. */
  readonly categories: readonly string[]
  /** The progress of the jobs that have not ended. */
  readonly jobs: readonly JobProgress[]
  /** The item that the user wants to see, as by a click on its notification; the window scrolls to it. */
  readonly reveal: RevealRequest | null
}

/** A row to scroll to, and when that was requested (milliseconds since the epoch). */
export interface RevealRequest {
  readonly key: Item['key']
  readonly position: number
  readonly at: number
}

/** What helps to find the cause of a problem. Holds no token and no message. */
export interface Diagnostics {
  readonly connections: readonly {
    readonly at: number
    readonly kind: FeedStatus['connection']['kind']
    readonly problem: string | null
  }[]
  readonly rejectedEvents: readonly { readonly at: number; readonly reason: string; readonly data: string }[]
  readonly cursor: string | null
  /** What the server's developers could change, in words. */
  readonly hints: readonly string[]
  readonly versions: Readonly<Record<string, string>>
}

/** What the window can ask for: everything but what belongs to the tray and to notifications. */
export type WindowCommand = Exclude<
  Command,
  { readonly type: 'open-window' | 'quit' | 'open-notification' | 'snooze' }
>

/** What the preload puts on `window.tidings`: the only way between the window and the main process. */
export interface Bridge {
  /** Calls back at once and after each change while the window is visible; returns an unsubscribe function. */
  readonly watch: (onSnapshot: (snapshot: AppSnapshot) => void) => () => void
  readonly history: (query: HistoryQuery) => Promise<HistoryPage>
  readonly send: (command: WindowCommand) => void
}

/** The names of the IPC channels; there are no others. */
export const channels = {
  watch: 'tidings:watch',
  unwatch: 'tidings:unwatch',
  snapshot: 'tidings:snapshot',
  history: 'tidings:history',
  send: 'tidings:send',
} as const
