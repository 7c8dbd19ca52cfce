/** Whether the user has silenced toasts, and until when (milliseconds since the epoch). */
export type Pause =
  | { readonly kind: 'off' }
  | { readonly kind: 'until'; readonly at: number }
  | { readonly kind: 'until-resumed' }

/** How long a pause is asked for. */
export type PauseLength =
  | { readonly kind: 'for'; readonly ms: number }
  /** Until 8:00 in the morning, local time. */
  | { readonly kind: 'until-tomorrow' }
  | { readonly kind: 'until-resumed' }

/** Sunday is 0. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6

/** A time of the week without toasts, in local time. */
export interface QuietSpan {
  /** The days on which it begins. */
  readonly days: readonly Weekday[]
  /** Minutes since midnight, 0 to 1439. */
  readonly from: number
  /** Minutes since midnight; not after `from`: it ends on the next day. */
  readonly to: number
}

/** The languages there are texts for. */
export const languages = ['en', 'de', 'fr', 'es', 'ja', 'ar'] as const
export type Language = (typeof languages)[number]

/** What the user has chosen; kept across runs. */
export interface Settings {
  /** The address of the server; null: none was given yet. */
  readonly server: string | null
  readonly pause: Pause
  readonly quietHours: { readonly enabled: boolean; readonly spans: readonly QuietSpan[] }
  readonly mutedCategories: readonly string[]
  /** Which toasts make a sound; `important`: high and critical priority, and failures. */
  readonly sounds: 'all' | 'important' | 'none'
  /** Toasts only say that there is news. */
  readonly hideContent: boolean
  /** A job without news for so long is shown as stalled. */
  readonly stalledAfterMinutes: number
  /** How long, and how many items, the history keeps. */
  readonly retention: { readonly days: number; readonly items: number }
  readonly startAtLogin: boolean
  readonly language: Language | 'system'
  readonly theme: 'system' | 'light' | 'dark'
  /** Look for updates by itself. */
  readonly updates: boolean
}

export const defaultSettings: Settings = {
  server: null,
  pause: { kind: 'off' },
  quietHours: { enabled: false, spans: [{ days: [1, 2, 3, 4, 5], from: 20 * 60, to: 8 * 60 }] },
  mutedCategories: [],
  sounds: 'all',
  hideContent: false,
  stalledAfterMinutes: 10,
  retention: { days: 90, items: 100_000 },
  startAtLogin: false,
  language: 'system',
  theme: 'system',
  updates: true,
}

export function isPaused(pause: Pause, now: number): boolean {
  return pause.kind === 'until-resumed' || (pause.kind === 'until' && now < pause.at)
}
