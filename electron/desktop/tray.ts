import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron'
import { assertNever } from '../model/assert-never.ts'
import type { Clock } from '../model/clock.ts'
import type { TrayAction, TrayEntry, TrayFace, TrayIcon } from '../notify/tray-face.ts'

export interface TrayShell {
  /** Makes the tray look like this; draws only what differs, at most twice a second. */
  readonly draw: (face: TrayFace) => void
  readonly close: () => void
}

const redrawMs = 500

/** Puts the app into the tray. A click does what the menu's first entry does: it opens the window. */
export function openTray(
  iconPath: (icon: TrayIcon) => string,
  first: TrayFace,
  onAction: (action: TrayAction) => void,
  clock: Clock,
): TrayShell {
  const tray = new Tray(nativeImage.createFromPath(iconPath(first.icon)))
  tray.on('click', () => onAction({ type: 'open-window' }))

  let drawn: TrayFace | null = null
  let wanted = first
  let cancelRedraw: (() => void) | null = null

  const drawNow = () => {
    if (drawn?.icon !== wanted.icon) tray.setImage(nativeImage.createFromPath(iconPath(wanted.icon)))
    if (drawn?.tooltip !== wanted.tooltip) tray.setToolTip(wanted.tooltip)
    // Linux shows no change of a menu in place: it has to be set again.
    if (JSON.stringify(drawn?.menu) !== JSON.stringify(wanted.menu)) {
      tray.setContextMenu(Menu.buildFromTemplate(wanted.menu.map((entry) => menuItem(entry, onAction))))
    }
    drawn = wanted
    cancelRedraw = clock.after(redrawMs, () => {
      cancelRedraw = null
      if (drawn !== wanted) drawNow()
    })
  }
  drawNow()

  return {
    draw: (face) => {
      if (JSON.stringify(face) === JSON.stringify(wanted)) return
      wanted = face
      if (cancelRedraw === null) drawNow()
    },
    close: () => {
      cancelRedraw?.()
      tray.destroy()
    },
  }
}

function menuItem(entry: TrayEntry, onAction: (action: TrayAction) => void): MenuItemConstructorOptions {
  switch (entry.kind) {
    case 'separator':
      return { type: 'separator' }
    case 'text':
      return { label: entry.label, enabled: false }
    case 'action':
      return { label: entry.label, click: () => onAction(entry.action) }
    case 'submenu':
      return { label: entry.label, submenu: entry.entries.map((child) => menuItem(child, onAction)) }
    default:
      return assertNever(entry)
  }
}
