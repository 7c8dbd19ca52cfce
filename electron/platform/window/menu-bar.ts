import type { Menu, MenuItemConstructorOptions } from 'electron'
import { assertNever } from '../../model/assert-never.ts'
import type { Command } from '../../model/command.ts'
import type { MenuBar, MenuBarEntry } from '../../window/menu-bar.ts'

export interface MenuBarOptions {
  /** Electron's own class. */
  readonly Menu: Pick<typeof Menu, 'buildFromTemplate' | 'setApplicationMenu'>
  readonly platform: NodeJS.Platform
  readonly onCommand: (command: Command) => void
}

/**
 * On macOS the menu bar. On Linux and Windows there is none: Electron's own would appear on Alt, in English, and its
 * Ctrl+R would load the page again. Keys for text work there without a menu.
 */
export function createMenuBar({ Menu: ElectronMenu, platform, onCommand }: MenuBarOptions): MenuBar {
  ElectronMenu.setApplicationMenu(null)
  if (platform !== 'darwin') return { draw: () => {} }
  let drawn = ''
  return {
    draw: (menus) => {
      const text = JSON.stringify(menus)
      if (text === drawn) return
      drawn = text
      const template = menus.map(
        ({ label, isWindowMenu, entries }): MenuItemConstructorOptions => ({
          label,
          ...(isWindowMenu && { role: 'window' }),
          submenu: entries.map((entry) => menuItem(entry, onCommand)),
        }),
      )
      ElectronMenu.setApplicationMenu(ElectronMenu.buildFromTemplate(template))
    },
  }
}

function menuItem(entry: MenuBarEntry, onCommand: (command: Command) => void): MenuItemConstructorOptions {
  switch (entry.kind) {
    case 'separator':
      return { type: 'separator' }
    case 'role':
      return { label: entry.label, role: entry.role }
    case 'command': {
      const { label, accelerator, command } = entry
      return { label, accelerator, click: () => onCommand(command) }
    }
    default:
      return assertNever(entry)
  }
}
