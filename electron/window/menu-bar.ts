import type { I18n, TextKey } from '../i18n/i18n.ts'
import type { Command } from '../model/command.ts'

/** What the system does by itself, in the app or in the field that has the focus. */
export type MenuRole =
  | 'about'
  | 'hide'
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'selectAll'
  | 'minimize'
  | 'zoom'
  | 'close'

export type MenuBarEntry =
  | { readonly kind: 'separator' }
  | { readonly kind: 'role'; readonly label: string; readonly role: MenuRole }
  | {
      readonly kind: 'command'
      readonly label: string
      /** In Electron's notation. */
      readonly accelerator: string
      readonly command: Command
    }

export interface MenuBarMenu {
  readonly label: string
  /** The system lists the open windows in this one. */
  readonly isWindowMenu: boolean
  readonly entries: readonly MenuBarEntry[]
}

/** The menu bar. Only macOS has one: without it, copy and paste would have no keys there. */
export interface MenuBar {
  readonly draw: (menus: readonly MenuBarMenu[]) => void
}

const separator: MenuBarEntry = { kind: 'separator' }

export function createMenuBarModel({ t }: I18n): readonly MenuBarMenu[] {
  const role = (name: MenuRole, text: TextKey): MenuBarEntry => ({ kind: 'role', label: t(text), role: name })
  const command = (text: TextKey, accelerator: string, sent: Command): MenuBarEntry => ({
    ...{ kind: 'command', label: t(text), accelerator },
    command: sent,
  })
  return [
    {
      label: 'Tidings',
      isWindowMenu: false,
      entries: [
        role('about', 'menu.about'),
        separator,
        command('menu.settings', 'Command+,', { type: 'open-page', page: 'settings', server: null }),
        separator,
        role('hide', 'menu.hide'),
        separator,
        command('menu.quit', 'Command+Q', { type: 'quit' }),
      ],
    },
    {
      label: t('menu.edit'),
      isWindowMenu: false,
      entries: [
        role('undo', 'menu.undo'),
        role('redo', 'menu.redo'),
        separator,
        role('cut', 'menu.cut'),
        role('copy', 'menu.copy'),
        role('paste', 'menu.paste'),
        role('selectAll', 'menu.select-all'),
      ],
    },
    {
      label: t('menu.window'),
      isWindowMenu: true,
      entries: [role('minimize', 'menu.minimize'), role('zoom', 'menu.zoom'), role('close', 'menu.close')],
    },
  ]
}
