import type { TextKey } from '../../electron/i18n/i18n.ts'

export type SettingsTab = 'servers' | 'notifications' | 'general' | 'diagnostics' | 'about'

/**
 * Every setting, by the text of its label or heading, and the tab where it is, in the order of the pages: what the
 * palette finds and jumps to. Whatever shows it has the attribute of `settingMark`.
 */
export const settingTabs = {
  'settings.quiet': 'notifications',
  'settings.rules': 'notifications',
  'settings.wait-while-away': 'notifications',
  'settings.notify-while-watching': 'notifications',
  'settings.repeat-critical': 'notifications',
  'settings.play-sound': 'notifications',
  'settings.hide-content': 'notifications',
  'settings.send-receipts': 'notifications',
  'settings.stalled': 'notifications',
  'settings.language': 'general',
  'settings.theme': 'general',
  'settings.density': 'general',
  'settings.start-at-login': 'general',
  'settings.keep-days': 'general',
  'settings.keep-items': 'general',
  'settings.encrypt': 'general',
  'settings.delete-at-sign-out': 'general',
  'settings.export': 'general',
  'settings.updates-auto': 'general',
  'diagnostics.connection-log': 'diagnostics',
  'diagnostics.rejected-events': 'diagnostics',
  'diagnostics.versions': 'diagnostics',
  'shortcuts.title': 'about',
} as const satisfies Partial<Readonly<Record<TextKey, SettingsTab>>>

export type SettingName = keyof typeof settingTabs

export const settingNames: readonly SettingName[] = Object.keys(settingTabs).filter(isSettingName)

function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settingTabs, name)
}

/** Marks the element that shows a setting, for the palette to jump to. */
export function settingMark(name: SettingName | undefined) {
  return { 'data-setting': name }
}
