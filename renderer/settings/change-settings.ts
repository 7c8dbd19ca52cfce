import type { Bridge, Command } from '../../electron/window/contract.ts'

export type SettingsChange = Extract<Command, { readonly type: 'change-settings' }>['change']

/** Changes settings, which apply at once. */
export function changeSettings(bridge: Bridge, change: SettingsChange): void {
  bridge.send({ type: 'change-settings', change })
}
