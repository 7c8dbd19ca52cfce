import { join } from 'node:path'
import { Tray as ElectronTray, Menu, type MenuItemConstructorOptions, nativeImage } from 'electron'
import { assertNever } from '../../model/assert-never.ts'
import type { Command } from '../../model/command.ts'
import type { Tray, TrayEntry, TrayIconName, TrayModel } from '../../tray/tray-model.ts'

export interface TrayOptions {
  /** The folder of the tray's icons. */
  readonly iconsFolder: string
  readonly platform: NodeJS.Platform
  readonly onCommand: (command: Command) => void
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

// For platforms that never report that a menu was closed.
const maxMenuOpenMs = 60_000

/** Creates the tray; its icon appears with the first `draw`. A click on it opens the window. */
export function createTray(options: TrayOptions): Tray {
  let drawn: DrawnTray | null = null
  return {
    draw: (model) => {
      drawn ??= createDrawnTray(model.icon, options)
      drawn.draw(model)
    },
    bounds: () => {
      const bounds = drawn?.tray.getBounds()
      return bounds !== undefined && bounds.width > 0 && bounds.height > 0 ? bounds : null
    },
    close: () => drawn?.tray.destroy(),
  }
}

interface DrawnTray {
  readonly tray: ElectronTray
  readonly draw: (model: TrayModel) => void
}

interface State {
  /** What the desktop shows. */
  drawn: Partial<TrayModel>
  /** What it should show; null before the first `draw`. */
  wanted: TrayModel | null
  /** Since when the menu is open; null: it is closed. */
  menuOpenSince: number | null
}

function createDrawnTray(icon: TrayIconName, options: TrayOptions): DrawnTray {
  const { iconsFolder, platform, onCommand, now } = options
  const image = (name: TrayIconName) =>
    nativeImage.createFromPath(join(iconsFolder, iconFileName(name, platform)))
  const tray = new ElectronTray(image(icon))
  tray.on('click', () => onCommand({ type: 'open-window' }))
  const state: State = { drawn: { icon }, wanted: null, menuOpenSince: null }

  /** An open menu stays as it is: to set it again would close or move it. */
  const isMenuOpen = () => state.menuOpenSince !== null && now() - state.menuOpenSince < maxMenuOpenMs

  const drawMenu = ({ menu: entries }: TrayModel) => {
    if (isMenuOpen() || JSON.stringify(state.drawn.menu) === JSON.stringify(entries)) return
    const menu = Menu.buildFromTemplate(entries.map((entry) => menuItem(entry, onCommand)))
    menu.on('menu-will-show', () => {
      state.menuOpenSince = now()
    })
    menu.on('menu-will-close', () => {
      state.menuOpenSince = null
      // The click on an entry is delivered after this event, so its menu must not be replaced yet.
      setImmediate(() => {
        if (state.wanted !== null) draw(state.wanted)
      })
    })
    // Linux shows no change inside a menu: the menu has to be set again.
    tray.setContextMenu(menu)
    state.drawn = { ...state.drawn, menu: entries }
  }

  const draw = (model: TrayModel) => {
    state.wanted = model
    if (tray.isDestroyed()) return
    if (state.drawn.icon !== model.icon) tray.setImage(image(model.icon))
    if (state.drawn.tooltip !== model.tooltip) tray.setToolTip(model.tooltip)
    state.drawn = { ...state.drawn, icon: model.icon, tooltip: model.tooltip }
    drawMenu(model)
  }

  return { tray, draw }
}

/** Electron finds the scaled variants beside the file by itself. */
function iconFileName(icon: TrayIconName, platform: NodeJS.Platform): string {
  switch (platform) {
    case 'darwin':
      return `${icon}Template.png`
    case 'win32':
      return `${icon}.ico`
    default:
      return `${icon}.png`
  }
}

function menuItem(entry: TrayEntry, onCommand: (command: Command) => void): MenuItemConstructorOptions {
  switch (entry.kind) {
    case 'separator':
      return { type: 'separator' }
    case 'text':
      return { label: menuLabel(entry.label), enabled: false }
    case 'command':
      return { label: menuLabel(entry.label), click: () => onCommand(entry.command) }
    case 'submenu':
      return {
        label: menuLabel(entry.label),
        submenu: entry.entries.map((child) => menuItem(child, onCommand)),
      }
    default:
      return assertNever(entry)
  }
}

/** A single ampersand would mark the next letter as an access key. */
function menuLabel(text: string): string {
  return text.replaceAll('&', '&&')
}
