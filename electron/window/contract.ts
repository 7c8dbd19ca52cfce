import type { Catalog } from '../i18n/i18n.ts'
import type { Command, WindowPage, WindowState } from '../model/command.ts'
import type { FeedStatus } from '../model/connection.ts'
import type { EncryptionStatus } from '../model/encryption.ts'
import type { Examination } from '../model/finding.ts'
import type { HistoryCounts, HistoryPage, HistoryQuery } from '../model/history-query.ts'
import type { Item } from '../model/item.ts'
import type { CoursePoint, JobProgress } from '../model/job.ts'
import type { TestNotification } from '../model/notification-problem.ts'
import type { Pause } from '../model/pause.ts'
import type { LockableSetting } from '../model/policy.ts'
import type { Silence } from '../model/quiet-hours.ts'
import type { HistorySource, Server, ServerKey } from '../model/server.ts'
import type { Language, Settings } from '../model/settings.ts'
import type { ServerCheck, SourceId } from '../model/source.ts'
import type { TokenState } from '../model/token.ts'

/** Everything the window shows, except for further pages of the history. */
export interface AppSnapshot {
  /** The servers that the app is subscribed to, in the order in which they were added; empty: none is set up yet. */
  readonly servers: readonly ServerSnapshot[]
  /** The servers whose items are in the history: those in use, then those that were removed. */
  readonly sources: readonly HistorySource[]
  readonly unread: number
  readonly counts: HistoryCounts
  readonly pause: Pause
  /** How many events could not be decoded. */
  readonly rejectedCount: number
  /** Increments on every change of the history: a page that was requested earlier may be out of date. */
  readonly revision: number
  /** The newest items, so that the list is there when the window opens. */
  readonly latest: HistoryPage
  readonly version: string
  readonly settings: Settings
  /** What the organization has decided; null: nothing. */
  readonly managed: ManagedSnapshot | null
  /** The language of all texts: the one that is set, or the system's. */
  readonly language: Language
  /** The locale of numbers, and that of dates and times. */
  readonly locale: string
  readonly timeLocale: string
  /** Where a token is kept that the user enters for a new server. */
  readonly tokensKeptIn: TokenState['keptIn']
  /** The proxies (`host:port`) for which the user has entered a name and a password. */
  readonly proxies: readonly string[]
  /** The result of the last `check-server`; null: there was none. */
  readonly check: ServerCheck | null
  /** Whether the history is encrypted. */
  readonly encryption: EncryptionStatus
  /** Whether notifications are silenced at this moment, why, and until when. */
  readonly silence: Silence
  /** False where the desktop plays no sounds for notifications, whatever the settings say. */
  readonly playsSounds: boolean
  /** Why no notification can appear on this desktop, and what helps, in the user's language; null: they can. */
  readonly notificationProblem: string | null
  /** What became of the last test notification; null: there was none, or the desktop has not answered yet. */
  readonly testNotification: TestNotification | null
  /** The kind of desktop, as far as it is about where the tray's icon is. */
  readonly platform: DesktopPlatform
  /** Null unless the window has requested it. */
  readonly diagnostics: Diagnostics | null
  /** What the window last saved; null: it starts at the top, without a filter. */
  readonly windowState: WindowState | null
  /** A message to the user, in the user's language, until it is dismissed; null: none. */
  readonly notice: string | null
  /** The items that were deleted last, as far as that is in the file. An undo takes them out again. */
  readonly deleted: readonly Item['key'][]
  /** The last "mark as read" of several items, as long as it can be undone; null: there is none. */
  readonly markedRead: { readonly count: number; readonly at: number } | null
  /** The item that `show-detail` names; null: none, or it is gone. */
  readonly detail: ItemDetail | null
  /** The categories in the history, in the order to offer them. */
  readonly categories: readonly string[]
  /** The progress of the jobs that have not ended. */
  readonly jobs: readonly JobProgress[]
  /** The item to scroll to, as after a click on its notification. */
  readonly reveal: RevealRequest | null
  /** The page to open, as after a click in the tray's menu; `at` tells one request from the next. */
  readonly openPage: {
    readonly page: WindowPage
    readonly server: ServerKey | null
    readonly at: number
  } | null
}

/** What the window shows of the policy of an organization. */
export interface ManagedSnapshot {
  /** Where it was found: a path, or a key of the registry. */
  readonly place: string
  /** Nothing of it could be used. */
  readonly isRefused: boolean
  /** The settings that the user can't change. */
  readonly locked: readonly LockableSetting[]
  readonly allowsOtherServers: boolean
  /** What of it is not used, each as a sentence in the user's language. */
  readonly problems: readonly string[]
}

/** What the window has to know of the system: where icons are, and what keys are called. */
export type DesktopPlatform = 'linux' | 'windows' | 'mac'

/** A server as the window shows it. */
export interface ServerSnapshot extends Omit<Server, 'source'> {
  readonly id: SourceId
  /** The whole address without secrets, with the format if it names one. */
  readonly address: string
  /** Why there is no connection, in the user's language; null: there is no problem. */
  readonly problem: string | null
}

/** What the window shows of one item beside the list. */
export interface ItemDetail {
  readonly item: Item
  /** The course of a job in the order of time, a few dozen points at most; empty: it is no job, or nothing is known. */
  readonly course: readonly CoursePoint[]
}

/** A row to scroll to, and when that was requested (milliseconds since the epoch). */
export interface RevealRequest {
  readonly key: Item['key']
  readonly position: number
  readonly at: number
  /** Ask there when to remind of it. */
  readonly picksReminder: boolean
}

/** What helps to find the cause of a problem. Holds no token and no message. */
export interface Diagnostics {
  /** The server that they are about; null: there is none. */
  readonly server: ServerKey | null
  readonly connections: readonly {
    readonly at: number
    readonly kind: FeedStatus['connection']['kind']
    readonly problem: string | null
  }[]
  readonly rejectedEvents: readonly {
    readonly at: number
    readonly reason: string
    readonly data: string
    /** How often the very same event came. */
    readonly count: number
  }[]
  readonly cursor: string | null
  /** What the server's developers could change, in words. */
  readonly hints: readonly string[]
  /** Of this server; null: the user has not asked for it. */
  readonly examination: Examination | null
  readonly versions: Readonly<Record<string, string>>
  readonly sandbox: SandboxState
}

/** Whether the system confines the window's process, as Chromium means it to. */
export type SandboxState = 'on' | 'off' | 'unknown'

/** The commands that the window may send: all but those that only the tray and notifications need. */
export type WindowCommand = Exclude<
  Command,
  { readonly type: 'open-window' | 'open-page' | 'open-notification' | 'pick-reminder' }
>

/** What the preload puts on `window.tidings`: the only way between the window and the main process. */
export interface Bridge {
  /** Calls back at once and after each change while the window is visible; returns an unsubscribe function. */
  readonly watch: (onSnapshot: (snapshot: AppSnapshot) => void) => () => void
  readonly history: (query: HistoryQuery) => Promise<HistoryPage>
  /** The texts of a language. */
  readonly texts: (language: Language) => Promise<Catalog>
  readonly send: (command: WindowCommand) => void
}

/** The names of the IPC channels; there are no others. */
export const channels = {
  watch: 'tidings:watch',
  unwatch: 'tidings:unwatch',
  snapshot: 'tidings:snapshot',
  history: 'tidings:history',
  texts: 'tidings:texts',
  send: 'tidings:send',
} as const
