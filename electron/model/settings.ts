import type { ChosenCertificate } from './client-certificate.ts'
import type { Weekday } from './local-time.ts'
import type { Pause } from './pause.ts'
import type { ChosenFolder, Rule } from './rule.ts'
import type { WindowFilter } from './window-filter.ts'

/** A time span without notifications, repeated every week, in local time. */
export interface QuietSpan {
  /** The days on which it begins. */
  readonly days: readonly Weekday[]
  /** Minutes since midnight, 0 to 1439. */
  readonly from: number
  /** Minutes since midnight. At or before `from`: it ends on the next day. */
  readonly to: number
}

/** The languages that the app is translated into. */
export const languages = ['en', 'de', 'fr', 'es', 'ja', 'ar'] as const
export type Language = (typeof languages)[number]

/** By which a server's items are told apart at a glance, where there is more than one server. */
export const serverColours = ['blue', 'green', 'orange', 'purple', 'teal', 'red', 'pink', 'grey'] as const
export type ServerColour = (typeof serverColours)[number]

/** A server that the user has added. */
export interface ServerSettings {
  /** Its address without secrets, as `addressOf` writes it. */
  readonly address: string
  /** What the user calls it; null: by its host. */
  readonly name: string | null
  readonly colour: ServerColour
  /** The OAuth client that the company has registered for Tidings; null: Tidings registers itself. */
  readonly clientId: string | null
}

export const maxServers = 20
export const maxSavedFilters = 10
/** UTF-16 units. */
export const maxFilterNameLength = 40

/** The user's settings, stored on disk. */
export interface Settings {
  /** In the order in which they were added; no two have the same `SourceId`. */
  readonly servers: readonly ServerSettings[]
  readonly pause: Pause
  readonly quietHours: { readonly enabled: boolean; readonly spans: readonly QuietSpan[] }
  /** Until when the quiet hours do not apply, because the user wants to be notified anyway; null: they apply. */
  readonly quietHoursOffUntil: number | null
  /** The first one that matches an item counts. */
  readonly rules: readonly Rule[]
  /** The folders that the user has chosen for downloads. */
  readonly folders: readonly ChosenFolder[]
  /** The certificates that the user has chosen for servers, one for an origin at most. */
  readonly certificates: readonly ChosenCertificate[]
  /** Notifications wait while the screen is locked or nobody is at the computer. */
  readonly waitWhileAway: boolean
  /** Notifications appear also while the user looks at the newest items in the window. */
  readonly notifyWhileWatching: boolean
  /** Critical notifications come again until they were seen. */
  readonly repeatCritical: boolean
  /** The notifications that play a sound. `important`: of high or critical priority, and of failed jobs. */
  readonly sounds: 'all' | 'important' | 'none'
  /** Show notifications without their content. */
  readonly hideContent: boolean
  /** Servers that want to know are told what was shown, clicked and read. */
  readonly sendReceipts: boolean
  /** A job without an update for this long is shown as stalled. */
  readonly stalledAfterMinutes: number
  /** Items beyond this age or number are deleted from the history. */
  readonly retention: { readonly days: number; readonly items: number }
  /** A server's history is deleted when the user signs out of it or removes it, without a question. */
  readonly deleteHistoryAtSignOut: boolean
  /** What items say is stored encrypted, with a key from the system's keychain. */
  readonly encryptHistory: boolean
  readonly startAtLogin: boolean
  readonly language: Language | 'system'
  readonly theme: 'system' | 'light' | 'dark'
  /** How close together the rows of the history are. */
  readonly density: 'comfortable' | 'compact'
  /** Under which headings the items are listed. */
  readonly groupBy: 'day' | 'category' | 'job'
  /** Filters that the user has named, shown as tabs. */
  readonly savedFilters: readonly { readonly name: string; readonly filter: WindowFilter }[]
  /** Check for updates automatically. */
  readonly updates: boolean
}

/** A change by the user. What is left out has commands of its own. */
export type SettingsChange = Partial<
  Omit<Settings, 'servers' | 'pause' | 'quietHoursOffUntil' | 'folders' | 'certificates'>
>

export const defaultSettings: Settings = {
  servers: [],
  pause: { kind: 'off' },
  quietHours: { enabled: false, spans: [{ days: [1, 2, 3, 4, 5], from: 20 * 60, to: 8 * 60 }] },
  quietHoursOffUntil: null,
  rules: [],
  folders: [],
  certificates: [],
  waitWhileAway: true,
  notifyWhileWatching: false,
  repeatCritical: false,
  sounds: 'all',
  hideContent: false,
  sendReceipts: true,
  stalledAfterMinutes: 10,
  retention: { days: 90, items: 100_000 },
  deleteHistoryAtSignOut: false,
  encryptHistory: false,
  startAtLogin: false,
  language: 'system',
  theme: 'system',
  density: 'comfortable',
  groupBy: 'day',
  savedFilters: [],
  updates: true,
}
