import { join } from 'node:path'
import type { MenuItemConstructorOptions, NativeImage, Rectangle } from 'electron'
import { assertNever } from '../../model/assert-never.ts'
import type { Command } from '../../model/command.ts'
import { cut, textForSystem } from '../../model/text.ts'
import type { TrayEntry } from '../../tray/tray-entries.ts'
import type { Tray, TrayIconName, TrayModel } from '../../tray/tray-model.ts'

/** What is needed of Electron's `Menu`. */
export interface NativeMenu {
  on(event: 'menu-will-show' | 'menu-will-close', listener: () => void): unknown
}

/** What is needed of Electron's `Tray`. */
export interface NativeTray {
  on(event: 'click', listener: () => void): unknown
  setImage(image: NativeImage): void
  setToolTip(text: string): void
  setContextMenu(menu: NativeMenu | null): void
  getBounds(): Rectangle
  isDestroyed(): boolean
  destroy(): void
}

export interface TrayOptions {
  /** Electron's own classes. */
  readonly electron: {
    readonly Tray: new (image: NativeImage) => NativeTray
    readonly Menu: { readonly buildFromTemplate: (entries: MenuItemConstructorOptions[]) => NativeMenu }
    readonly nativeImage: { readonly createFromPath: (path: string) => NativeImage }
  }
  /** The folder of the tray's icons. */
  readonly iconsFolder: string
  readonly platform: NodeJS.Platform
  readonly onCommand: (command: Command) => void
  /** Calls back when a program that shows tray icons has come. Returns an unsubscribe function. */
  readonly watchHost: (onHost: () => void) => () => void
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

// Windows shows no more of a tooltip. Some entries name a message of the system, which has any length.
const maxTooltipLength = 127
const maxLabelLength = 120
// For platforms that never report that a menu was closed.
const maxMenuOpenMs = 60_000

/**
 * Creates the tray; its icon appears with the first `draw`. A click on it opens the window, on macOS the menu: there the
 * system opens the menu for every click, and the window would open as well.
 */
export function createTray({
  electron,
  iconsFolder,
  platform,
  onCommand,
  watchHost,
  now,
}: TrayOptions): Tray {
  const { Tray: ElectronTray, Menu, nativeImage } = electron
  let tray: NativeTray | null = null
  /** What the desktop shows. */
  let drawn: Partial<TrayModel> = {}
  let wanted: TrayModel | null = null
  /** Since when the menu is open; null: it is closed. */
  let menuOpenSince: number | null = null

  const image = (name: TrayIconName) =>
    nativeImage.createFromPath(join(iconsFolder, iconFileName(name, platform)))

  const createElectronTray = (icon: TrayIconName): NativeTray => {
    const created = new ElectronTray(image(icon))
    if (platform !== 'darwin') created.on('click', () => onCommand({ type: 'open-window' }))
    drawn = { icon }
    return created
  }

  const createMenu = (entries: readonly TrayEntry[]): NativeMenu => {
    const menu = Menu.buildFromTemplate(entries.map((entry) => menuItem(entry, onCommand)))
    menu.on('menu-will-show', () => {
      menuOpenSince = now()
    })
    menu.on('menu-will-close', () => {
      menuOpenSince = null
      // The click on an entry is delivered after this event, so its menu must not be replaced yet.
      setImmediate(() => {
        if (wanted !== null) draw(wanted)
      })
    })
    return menu
  }

  const draw = (model: TrayModel) => {
    wanted = model
    tray ??= createElectronTray(model.icon)
    if (tray.isDestroyed()) return
    const { icon, tooltip, menu } = model
    if (drawn.icon !== icon) tray.setImage(image(icon))
    if (drawn.tooltip !== tooltip) tray.setToolTip(cut(textForSystem(tooltip), maxTooltipLength))
    drawn = { ...drawn, icon, tooltip }
    // An open menu stays as it is: to set it again would close or move it.
    const isMenuOpen = menuOpenSince !== null && now() - menuOpenSince < maxMenuOpenMs
    if (isMenuOpen || JSON.stringify(drawn.menu) === JSON.stringify(menu)) return
    // Linux does not show changes within a menu, so the whole menu is set again.
    tray.setContextMenu(createMenu(menu))
    drawn = { ...drawn, menu }
  }

  const stopWatching = watchHost(() => {
    if (tray === null || tray.isDestroyed() || wanted === null) return
    tray.destroy()
    tray = null
    menuOpenSince = null
    draw(wanted)
  })

  return {
    draw,
    bounds: () => {
      const bounds = tray?.getBounds()
      return bounds !== undefined && bounds.width > 0 && bounds.height > 0 ? bounds : null
    },
    close: () => {
      stopWatching()
      tray?.destroy()
    },
  }
}

/** Electron finds the scaled variants in the same folder by itself. */
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
  return cut(textForSystem(text), maxLabelLength).replaceAll('&', '&&')
}
