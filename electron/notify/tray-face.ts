import { assertNever } from '../model/assert-never.ts'
import type { Connection } from '../model/connection.ts'
import { isPaused, type Pause } from '../model/settings.ts'

/** The icons the tray can wear; each is a set of files of that name in resources. */
export type TrayIcon = 'connected' | 'unread' | 'connecting' | 'offline' | 'signed-out' | 'paused'

/** What a menu entry asks for. */
export type TrayAction =
  | { readonly type: 'open-window' }
  | { readonly type: 'reconnect' }
  /** For so many milliseconds; null: until resumed. */
  | { readonly type: 'pause'; readonly forMs: number | null }
  | { readonly type: 'resume' }
  | { readonly type: 'quit' }

export type TrayEntry =
  | { readonly kind: 'separator' }
  | { readonly kind: 'text'; readonly label: string }
  | { readonly kind: 'action'; readonly label: string; readonly action: TrayAction }
  | { readonly kind: 'submenu'; readonly label: string; readonly entries: readonly TrayEntry[] }

/** The whole tray as data: drawing it twice changes nothing. */
export interface TrayFace {
  readonly icon: TrayIcon
  readonly tooltip: string
  readonly menu: readonly TrayEntry[]
}

/** What the tray is made from. `connection` is null while no server is known. */
export interface TrayState {
  readonly connection: Connection | null
  readonly unread: number
  readonly pause: Pause
}

const pauseMenu: TrayEntry = {
  kind: 'submenu',
  label: 'Pause notifications',
  entries: [
    { kind: 'action', label: 'For 30 minutes', action: { type: 'pause', forMs: 30 * 60_000 } },
    { kind: 'action', label: 'For 1 hour', action: { type: 'pause', forMs: 60 * 60_000 } },
    { kind: 'action', label: 'Until I resume', action: { type: 'pause', forMs: null } },
  ],
}

/** Decides what the tray shows. `clockTime` writes a time of day for people. */
export function trayFace(state: TrayState, now: number, clockTime: (at: number) => string): TrayFace {
  const paused = isPaused(state.pause, now)
  const status = statusLine(state.connection)
  const lines = [
    status,
    ...(state.unread > 0 ? [`${state.unread} unread`] : []),
    ...(paused ? [pauseLine(state.pause, clockTime)] : []),
  ]
  return {
    icon: iconFor(state, paused),
    tooltip: `Tidings: ${lines.join(', ')}`,
    menu: [
      { kind: 'action', label: 'Open Tidings', action: { type: 'open-window' } },
      { kind: 'separator' },
      ...lines.map((label) => ({ kind: 'text' as const, label })),
      ...(state.connection !== null && state.connection.kind !== 'open'
        ? [{ kind: 'action' as const, label: 'Reconnect now', action: { type: 'reconnect' as const } }]
        : []),
      { kind: 'separator' },
      paused ? { kind: 'action', label: 'Resume notifications', action: { type: 'resume' } } : pauseMenu,
      { kind: 'separator' },
      { kind: 'action', label: 'Quit', action: { type: 'quit' } },
    ],
  }
}

function pauseLine(pause: Pause, clockTime: (at: number) => string): string {
  return pause.kind === 'until' ? `Paused until ${clockTime(pause.at)}` : 'Paused'
}

function statusLine(connection: Connection | null): string {
  if (connection === null) return 'No server yet'
  switch (connection.kind) {
    case 'connecting':
      return 'Connecting…'
    case 'open':
      return 'Connected'
    case 'waiting':
      return 'Not connected, trying again'
    case 'offline':
      return 'Offline'
    case 'signed-out':
      return 'Signed out'
    case 'stopped':
      return 'Stopped'
    default:
      return assertNever(connection)
  }
}

function iconFor(state: TrayState, paused: boolean): TrayIcon {
  if (state.connection === null) return 'offline'
  switch (state.connection.kind) {
    case 'signed-out':
      return 'signed-out'
    case 'waiting':
    case 'offline':
    case 'stopped':
      return 'offline'
    case 'connecting':
    case 'open':
      if (paused) return 'paused'
      if (state.connection.kind === 'connecting') return 'connecting'
      return state.unread > 0 ? 'unread' : 'connected'
    default:
      return assertNever(state.connection)
  }
}
