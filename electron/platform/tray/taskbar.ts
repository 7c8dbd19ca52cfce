import { app, BrowserWindow, type NativeImage } from 'electron'
import { assertNever } from '../../model/assert-never.ts'
import type { TaskbarProgress } from '../../tray/taskbar-progress.ts'

/** What is to be seen on the app's icon in taskbar or dock. */
export interface TaskbarState {
  readonly progress: TaskbarProgress
  readonly unread: number
}

export interface Taskbar {
  readonly draw: (look: TaskbarState) => void
  readonly stop: () => void
}

/**
 * Taskbars draw on a window's button, so that there is something to see while a window is there; docks (macOS, some of
 * Linux) also draw the number without one.
 *
 * @param mark laid over the button on Windows, which has no place for a number
 */
export function createTaskbar(mark: NativeImage): Taskbar {
  let drawn: TaskbarState = { progress: { kind: 'none' }, unread: 0 }

  const drawOn = (window: BrowserWindow, { progress, unread }: TaskbarState) => {
    if (window.isDestroyed()) return
    window.setProgressBar(barOf(progress))
    if (process.platform === 'win32') window.setOverlayIcon(unread > 0 ? mark : null, `${unread} unread`)
  }
  const onWindow = (_event: unknown, window: BrowserWindow) => {
    window.once('show', () => drawOn(window, drawn))
  }
  app.on('browser-window-created', onWindow)

  return {
    draw: (look) => {
      if (JSON.stringify(look) === JSON.stringify(drawn)) return
      // Does nothing where there is no dock for it, and is not there at all on some platforms.
      if (look.unread !== drawn.unread && process.platform !== 'win32') app.setBadgeCount?.(look.unread)
      drawn = look
      for (const window of BrowserWindow.getAllWindows()) drawOn(window, look)
    },
    stop: () => {
      app.off('browser-window-created', onWindow)
      if (drawn.unread > 0 && process.platform !== 'win32') app.setBadgeCount?.(0)
    },
  }
}

/** Below 0 there is no bar, above 1 it only says that something is going on. */
function barOf(progress: TaskbarProgress): number {
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
