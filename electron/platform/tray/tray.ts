import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron'
import { assertNever } from '../../model/assert-never.ts'
import type { Rectangle } from '../../model/window-bounds.ts'
import type { TrayAction, TrayEntry, TrayIcon, TrayModel } from '../../tray/tray-model.ts'

export interface Tray_ {
  /** Makes the tray look like this; draws only what differs. */
  readonly draw: (face: TrayModel) => void
  /** Where its icon is on the screen; null where the platform does not tell. */
  readonly place: () => Rectangle | null
  readonly close: () => void
}

export interface TrayOptions {
  readonly iconPath: (icon: TrayIcon) => string
  readonly onAction: (action: TrayAction) => void
  readonly now: () => number
}

// A platform that never says that its menu was closed must not keep an old menu for ever.
const longestOpenMs = 60_000

/** Puts the app into the tray. A click does what the menu's first entry does: it opens the window. */
export function createTray(first: TrayModel, { iconPath, onAction, now }: TrayOptions): Tray_ {
  const tray = new Tray(nativeImage.createFromPath(iconPath(first.icon)))
  tray.on('click', () => onAction({ type: 'open-window' }))

  let drawn: Partial<TrayModel> = { icon: first.icon }
  let wanted = first
  let openSince: number | null = null

  /** A menu that somebody is looking at stays as it is: setting it anew would close or move it. */
  const isMenuOpen = () => openSince !== null && now() - openSince < longestOpenMs

  const drawMenu = () => {
    if (isMenuOpen() || JSON.stringify(drawn.menu) === JSON.stringify(wanted.menu)) return
    const menu = Menu.buildFromTemplate(wanted.menu.map((entry) => menuItem(entry, onAction)))
    menu.on('menu-will-show', () => {
      openSince = now()
    })
    menu.on('menu-will-close', () => {
      openSince = null
      // The entry that was chosen has to be told first.
      setImmediate(() => draw(wanted))
    })
    // Linux shows no change of a menu in place: it has to be set again.
    tray.setContextMenu(menu)
    drawn = { ...drawn, menu: wanted.menu }
  }

  const draw = (face: TrayModel) => {
    wanted = face
    if (tray.isDestroyed()) return
    if (drawn.icon !== face.icon) tray.setImage(nativeImage.createFromPath(iconPath(face.icon)))
    if (drawn.tooltip !== face.tooltip) tray.setToolTip(face.tooltip)
    drawn = { ...drawn, icon: face.icon, tooltip: face.tooltip }
    drawMenu()
  }
  draw(first)

  const place = () => {
    const bounds = tray.getBounds()
    return bounds.width > 0 && bounds.height > 0 ? bounds : null
  }

  return { draw, place, close: () => tray.destroy() }
}

function menuItem(entry: TrayEntry, onAction: (action: TrayAction) => void): MenuItemConstructorOptions {
  switch (entry.kind) {
    case 'separator':
      return { type: 'separator' }
    case 'text':
      return { label: labelOf(entry.label), enabled: false }
    case 'action':
      return { label: labelOf(entry.label), click: () => onAction(entry.action) }
    case 'submenu':
      return {
        label: labelOf(entry.label),
        submenu: entry.entries.map((child) => menuItem(child, onAction)),
      }
    default:
      return assertNever(entry)
  }
}

/** A single ampersand would mark the letter behind it as an access key. */
function labelOf(text: string): string {
  return text.replaceAll('&', '&&')
}
