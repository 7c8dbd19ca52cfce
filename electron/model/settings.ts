/** Whether the user has silenced toasts, and until when (milliseconds since the epoch). */
export type Pause =
  | { readonly kind: 'off' }
  | { readonly kind: 'until'; readonly at: number }
  | { readonly kind: 'until-resumed' }

/** What the user has chosen; kept across runs. */
export interface Settings {
  readonly pause: Pause
}

export const defaultSettings: Settings = { pause: { kind: 'off' } }

export function isPaused(pause: Pause, now: number): boolean {
  return pause.kind === 'until-resumed' || (pause.kind === 'until' && now < pause.at)
}
