import { createContext, useCallback, useContext } from 'react'
import type { Clock } from '../electron/model/clock.ts'
import type { Settings } from '../electron/model/settings.ts'
import type { AppSnapshot, Bridge, WindowCommand } from '../electron/window/contract.ts'
import type { WindowMemory } from './commands/recent-entries.ts'
import type { Keyboard } from './keyboard.ts'

/** What every part of the window may use: the main process, its newest state, the time and the keyboard. */
export interface WindowContextValue {
  readonly bridge: Bridge
  readonly clock: Clock
  readonly keyboard: Keyboard
  readonly memory: WindowMemory
  readonly snapshot: AppSnapshot
}

export const WindowContext = createContext<WindowContextValue | null>(null)

export function useWindow(): WindowContextValue {
  const value = useContext(WindowContext)
  if (value === null) throw new Error('there is no WindowContext around this component')
  return value
}

export type SettingsChange = Extract<WindowCommand, { readonly type: 'change-settings' }>['change']

/** Returns a function that changes settings, which apply at once. */
export function useChangeSettings(): (change: SettingsChange) => void {
  const { bridge } = useWindow()
  return useCallback((change) => bridge.send({ type: 'change-settings', change }), [bridge])
}

/** Whether the organization has decided this setting. */
export function useIsLocked(name: keyof Settings | undefined): boolean {
  const managed = useContext(WindowContext)?.snapshot.managed ?? null
  return managed?.locked.some((locked) => locked === name) === true
}
