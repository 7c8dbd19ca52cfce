import { join } from 'node:path'
import { app, BrowserWindow, nativeImage } from 'electron'
import { assertNever } from '../../model/assert-never.ts'
import type { Taskbar, TaskbarProgress, TaskbarState } from '../../tray/taskbar.ts'

/**
 * The taskbar of Windows, and the dock of macOS. A taskbar draws on the button of a window, so it shows nothing while
 * there is no window; a dock shows the number without one as well.
 *
 * @param iconsFolder the folder of the tray's icons
 */
export function createTaskbar(iconsFolder: string, platform: NodeJS.Platform): Taskbar {
  const isWindows = platform === 'win32'
  // Windows can't draw a number: it lays this picture over the button.
  const unreadMark = nativeImage.createFromPath(join(iconsFolder, 'unread.png'))
  let drawn: TaskbarState = { progress: { kind: 'none' }, unread: 0, isUrgent: false }

  const drawOn = (window: BrowserWindow, { progress, unread }: TaskbarState) => {
    if (window.isDestroyed()) return
    window.setProgressBar(progressBarValue(progress))
    if (isWindows) window.setOverlayIcon(unread > 0 ? unreadMark : null, `${unread} unread`)
  }
  const onWindow = (_event: unknown, window: BrowserWindow) => {
    window.once('show', () => drawOn(window, drawn))
  }
  app.on('browser-window-created', onWindow)

  return {
    draw: (state) => {
      if (JSON.stringify(state) === JSON.stringify(drawn)) return
      if (state.unread !== drawn.unread && !isWindows) app.setBadgeCount?.(state.unread)
      drawn = state
      for (const window of BrowserWindow.getAllWindows()) drawOn(window, state)
    },
    stop: () => {
      app.off('browser-window-created', onWindow)
      if (drawn.unread > 0 && !isWindows) app.setBadgeCount?.(0)
    },
  }
}

/** Electron draws no bar below 0, and an indeterminate one above 1. */
function progressBarValue(progress: TaskbarProgress): number {
  switch (progress.kind) {
    case 'none':
      return -1
    case 'unknown':
      return 2
    case 'part':
      return progress.part
    default:
      return assertNever(progress)
  }
}
