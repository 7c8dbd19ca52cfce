import {
  app,
  BrowserWindow,
  type NativeImage,
  nativeTheme,
  type Session,
  screen,
  session,
  type WebContents,
} from 'electron'
import { errorCodeOf } from '../../model/error-code.ts'
import { createEventHub } from '../../model/event-hub.ts'
import type { Rectangle } from '../../model/rectangle.ts'
import type { AppWindow } from '../../window/controller.ts'
import type { WindowBounds, WorkAreas } from '../../window/window-bounds.ts'
import { handleAccelerators } from './accelerators.ts'

/** The window, with what only the platform's own modules need. */
export interface PlatformWindow extends AppWindow {
  /** The page of the open window; null: the window is closed, and there is no renderer process. */
  readonly page: () => WebContents | null
  /** Closes the window and releases everything. */
  readonly dispose: () => void
}

export interface AppWindowOptions {
  readonly preload: string
  readonly icon: NativeImage
  /** The page to load: `app://tidings/index.html`, or the development server's. */
  readonly url: string
  readonly session: Session
  /** Resolves when a page may be loaded. */
  readonly ready: Promise<unknown>
  readonly allowDevTools: boolean
  /** Whether this is a Wayland session, where no window can come to the front by itself. */
  readonly isWayland: boolean
  /** Size and position for a new window. */
  readonly bounds: () => WindowBounds
  /** The window is about to close, with these bounds. */
  readonly onClose: (bounds: Rectangle) => void
}

/** They open native dialogs and windows of their own, and read and write files. */
const unneededFeatures = [
  'FileSystemAccess',
  'FileSystemAccessLocal',
  'FileSystemAccessOriginPrivate',
  'DocumentPictureInPictureAPI',
].join(',')

/**
 * The window is created when it is opened and destroyed when it is closed: while it is closed there is no renderer. Its
 * page can't navigate and gets no permissions.
 */
export function createAppWindow(options: AppWindowOptions): PlatformWindow {
  const events = createEventHub<{ readonly visibility: undefined }>()
  let window: BrowserWindow | null = null
  const onContents = (_event: unknown, contents: WebContents) => lockDown(contents)
  app.on('web-contents-created', onContents)

  const onVisibility = () => events.emit('visibility', undefined)

  const createWindow = (): BrowserWindow => {
    const created = new BrowserWindow({
      title: 'Tidings',
      ...options.bounds(),
      minWidth: 360,
      minHeight: 420,
      show: false,
      icon: options.icon,
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#14181b' : '#ffffff',
      webPreferences: {
        session: options.session,
        preload: options.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        spellcheck: false,
        devTools: options.allowDevTools,
        disableDialogs: true,
        disableBlinkFeatures: unneededFeatures,
      },
    })
    handleAccelerators(created.webContents, process.platform, options.allowDevTools)
    created.once('ready-to-show', () => created.show())
    for (const change of ['show', 'hide', 'minimize', 'restore'] as const) {
      // Each overload takes the name of one event; all four events have no arguments.
      created.on(change as 'show', onVisibility)
    }
    created.on('close', () => options.onClose(created.getNormalBounds()))
    created.on('closed', () => {
      window = null
      onVisibility()
    })
    // The page can't name the window: it could pass for another program.
    created.on('page-title-updated', (event) => event.preventDefault())
    // A crashed page is closed; a new window is created when it is opened again.
    created.webContents.on('render-process-gone', () => created.destroy())
    // A reload during development aborts the load before it, which is not a failure.
    void options.ready
      .then(() => (created.isDestroyed() ? undefined : created.loadURL(options.url)))
      .catch((error) => {
        if (errorCodeOf(error) !== 'ERR_ABORTED' && !created.isDestroyed()) created.destroy()
      })
    return created
  }

  return {
    open: () => {
      if (window === null) {
        window = createWindow()
        return
      }
      if (window.isMinimized()) window.restore()
      // On Wayland a window may come to the front only with a token from the program that the user clicked (see
      // freedesktop-notifications.ts), or when it is shown for the first time: so it is hidden and shown again.
      if (options.isWayland && !window.isFocused()) window.hide()
      window.show()
      window.focus()
    },
    isOpen: () => window !== null,
    page: () => window?.webContents ?? null,
    isVisible: () => window?.isVisible() === true && !window.isMinimized(),
    isFocused: () => window?.isFocused() === true,
    watchVisibility: (listener) => events.on('visibility', listener),
    dispose: () => {
      app.off('web-contents-created', onContents)
      window?.destroy()
      window = null
    },
  }
}

/** No page may navigate, open another page or embed one, send packets past its session, or keep the window open. */
function lockDown(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-prevent-unload', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}

/**
 * Keeps Chromium from sending requests of its own: it would download dictionaries for a spell checker that the app does
 * not use. Must be called before the session is used.
 */
export function disableSpellcheck(): void {
  // Disabling the spell checker is not enough: as long as it has a language it downloads the dictionary.
  session.defaultSession.setSpellCheckerLanguages([])
}

/** The area of each display without bars and docks, the primary display first. */
export function workAreas(): WorkAreas {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  return [primary.workArea, ...others.map(({ workArea }) => workArea)]
}
