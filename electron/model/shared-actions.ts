import type { PauseLength } from './pause.ts'

/**
 * What the tray's menu, the menu bar of macOS and the window offer alike: the keys of the texts that name it, so that it
 * has one name everywhere.
 */
export const actionTexts = {
  open: 'tray.open',
  reconnect: 'tray.reconnect',
  markAllRead: 'history.mark-all-read',
  pause: 'pause.label',
  resume: 'pause.resume-notifications',
  settings: 'settings.title',
  quit: 'tray.quit',
} as const

/** For how long notifications can be paused. */
export const pauseChoices = [
  { text: 'pause.half-hour', length: { kind: 'for', ms: 30 * 60_000 } },
  { text: 'pause.hour', length: { kind: 'for', ms: 60 * 60_000 } },
  { text: 'pause.until-tomorrow', length: { kind: 'until-tomorrow' } },
  { text: 'pause.until-resumed', length: { kind: 'until-resumed' } },
] as const satisfies readonly { readonly text: string; readonly length: PauseLength }[]
