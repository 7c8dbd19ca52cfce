import { app } from 'electron'
import electronUpdater from 'electron-updater'
import type { Log } from './log.ts'

/** What a look for a newer version came to. */
export type Fetched =
  /** There is none, or this way of installing the app has its own updates. */
  | { readonly kind: 'none' }
  /** It lies here, checked, and is installed when the app ends. */
  | { readonly kind: 'ready'; readonly version: string }
  | { readonly kind: 'failed'; readonly reason: string }

export interface Updater {
  /** Looks where the package says, fetches what is newer, and checks it. Never rejects. */
  readonly fetchNewer: (signal: AbortSignal) => Promise<Fetched>
  /** What was fetched is not installed after all. */
  readonly forget: () => void
}

/**
 * Must be called at most once; an app that was not packed has no updates.
 *
 * @param onMoved the program lies at another path after the installation, as an AppImage with a version in its name
 */
export function createUpdater(log: Log, onMoved: (path: string) => void): Updater {
  if (!app.isPackaged) return { fetchNewer: async () => ({ kind: 'none' }), forget: () => {} }

  const { autoUpdater, CancellationToken } = electronUpdater
  autoUpdater.logger = {
    info: (text: unknown) => log.info(`Updates: ${String(text)}`),
    warn: (text: unknown) => log.warn(`Updates: ${String(text)}`),
    error: (text: unknown) => log.warn(`Updates: ${String(text)}`),
  }
  autoUpdater.autoDownload = false
  autoUpdater.autoInstallOnAppQuit = true
  autoUpdater.autoRunAppAfterInstall = false
  autoUpdater.allowDowngrade = false
  autoUpdater.disableWebInstaller = true
  autoUpdater.on('appimage-filename-updated', onMoved)
  // The same failures come as rejections; without a listener they would be thrown as well.
  autoUpdater.on('error', () => {})

  const fetchNewer = async (signal: AbortSignal): Promise<Fetched> => {
    try {
      const found = await autoUpdater.checkForUpdates()
      if (found === null || !found.isUpdateAvailable || signal.aborted) return { kind: 'none' }
      autoUpdater.autoInstallOnAppQuit = true
      const cancellation = new CancellationToken()
      const cancel = () => cancellation.cancel()
      signal.addEventListener('abort', cancel, { once: true })
      try {
        await autoUpdater.downloadUpdate(cancellation)
      } finally {
        signal.removeEventListener('abort', cancel)
      }
      return { kind: 'ready', version: found.updateInfo.version }
    } catch (error) {
      return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) }
    }
  }

  return {
    fetchNewer,
    forget: () => {
      autoUpdater.autoInstallOnAppQuit = false
    },
  }
}
