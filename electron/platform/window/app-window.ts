import { app, BrowserWindow, type NativeImage, nativeTheme, session, type WebContents } from 'electron'
import type { Rectangle, WindowBounds } from '../../model/window-bounds.ts'

export interface AppWindow {
  /** Opens the window, or brings it to the front. */
  readonly open: () => void
  /** The page of the open window; null when there is none, and then no renderer process either. */
  readonly page: () => WebContents | null
  readonly isVisible: () => boolean
  readonly close: () => void
}

export interface WindowOptions {
  readonly preload: string
  readonly icon: NativeImage
  /** The page to load: `app://tidings/index.html`, or the development server's. */
  readonly url: string
  readonly allowDevTools: boolean
  /** Whether this is a session in which no window comes to the front by itself. */
  readonly isWayland: boolean
  /** Where a new window belongs. */
  readonly place: () => WindowBounds
  /** The window closes; this is where it was. */
  readonly onPlace: (place: Rectangle) => void
  /** The window appeared, vanished or was covered. */
  readonly onVisibility: () => void
}

/**
 * The window is made when it is opened and destroyed when it is closed: at rest there is no renderer. Its page can
 * go nowhere else and is granted nothing. Must be called once.
 */
export function createAppWindow(options: WindowOptions): AppWindow {
  let window: BrowserWindow | null = null
  denyPermissions()
  app.on('web-contents-created', (_event, contents) => lockDown(contents))

  const make = (): BrowserWindow => {
    const made = new BrowserWindow({
      title: 'Tidings',
      ...options.place(),
      minWidth: 360,
      minHeight: 420,
      show: false,
      icon: options.icon,
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#14181b' : '#ffffff',
      autoHideMenuBar: true,
      webPreferences: {
        preload: options.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        spellcheck: false,
        devTools: options.allowDevTools,
      },
    })
    made.once('ready-to-show', () => made.show())
    for (const change of ['show', 'hide', 'minimize', 'restore'] as const) {
      // The overloads name one event each; all four have no arguments.
      made.on(change as 'show', options.onVisibility)
    }
    made.on('close', () => options.onPlace(made.getNormalBounds()))
    made.on('closed', () => {
      window = null
      options.onVisibility()
    })
    // A crashed page is thrown away; the next opening makes a new one.
    made.webContents.on('render-process-gone', () => made.destroy())
    // Loading anew, as developers do, ends the load before it: that one is over, and has not failed.
    void made.loadURL(options.url).catch((error) => {
      if (error.code !== 'ERR_ABORTED' && !made.isDestroyed()) made.destroy()
    })
    return made
  }

  return {
    open: () => {
      if (window === null) {
        window = make()
        return
      }
      if (window.isMinimized()) window.restore()
      // There a window may come before others when the user asked for that, which only the program that was clicked can
      // prove (see open-toasts.ts). One that appears anew may too.
      if (options.isWayland && !window.isFocused()) window.hide()
      window.show()
      window.focus()
    },
    page: () => window?.webContents ?? null,
    isVisible: () => window?.isVisible() === true && !window.isMinimized(),
    close: () => window?.destroy(),
  }
}

// No page may go elsewhere, open another or embed one.
function lockDown(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
  session.defaultSession.setDevicePermissionHandler(() => false)
}
