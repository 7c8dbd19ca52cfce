import { app } from 'electron'
import electronUpdater from 'electron-updater'
import type { Log } from '../../model/log.ts'
import type { UpdateResult, Updater } from '../../updates/update-scheduler.ts'
import { canUpdateItself } from './installation.ts'

// An update is installed when the process ends, after everything has stopped. So the listeners stay until then, or until
// the app is started again in the same process.
let removeEarlierListeners = () => {}

// electron-updater tells the server a random number that it keeps for good, by which one installation can be recognised
// for ever. With a header of our own in its place all are alike.
const nobody = '00000000-0000-0000-0000-000000000000'

/**
 * Updates by electron-updater. An app that is not packaged, or was only unpacked, has no updates.
 *
 * @param onMoved the installation changes the path of the app, as for an AppImage with a version in its name
 */
export function createUpdater(log: Log, onMoved: (path: string) => void): Updater {
  const isUpdated = app.isPackaged && canUpdateItself(process.platform, process.env, process.resourcesPath)
  if (!isUpdated) {
    log.info('Updates: none for this installation')
    return { downloadNewer: async () => ({ kind: 'none' }), discard: () => {} }
  }

  const { autoUpdater, CancellationToken } = electronUpdater
  const info = (text: unknown) => log.info(`Updates: ${String(text)}`)
  const warn = (text: unknown) => log.warn(`Updates: ${String(text)}`)
  autoUpdater.logger = { info, warn, error: warn }
  autoUpdater.autoDownload = false
  autoUpdater.autoInstallOnAppQuit = true
  autoUpdater.autoRunAppAfterInstall = false
  autoUpdater.allowDowngrade = false
  autoUpdater.disableWebInstaller = true
  autoUpdater.requestHeaders = { 'x-user-staging-id': nobody }
  // Failures are also rejections, which are handled below; without a listener they would be thrown.
  const onError = () => {}
  removeEarlierListeners()
  autoUpdater.on('appimage-filename-updated', onMoved)
  autoUpdater.on('error', onError)
  removeEarlierListeners = () => {
    autoUpdater.off('appimage-filename-updated', onMoved)
    autoUpdater.off('error', onError)
  }

  const downloadNewer = async (signal: AbortSignal): Promise<UpdateResult> => {
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
    downloadNewer,
    discard: () => {
      autoUpdater.autoInstallOnAppQuit = false
    },
  }
}
