import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { app } from 'electron'
import electronUpdater, { type AppUpdater } from 'electron-updater'
import { assertNever } from '../../model/assert-never.ts'
import type { Log } from '../../model/log.ts'
import type { UpdateResult } from '../../updates/update-scheduler.ts'
import type { SignedUpdate, UpdatePlatform } from '../../updates/updater.ts'
import { openEnvelope } from './envelope.ts'
import { handOver } from './hand-over.ts'
import { type DownloadedFile, installPackage, readChecked, replaceAppImage } from './install-file.ts'
import { fileEndings, type InstallationKind, installationKind } from './installation.ts'
import { guardUpdateSession } from './update-session.ts'
import { readUpdateSource } from './update-source.ts'

// An update is installed when the process ends, after everything has stopped. So the listener stays until then, or until
// the app is started again in the same process.
let removeEarlierListener = () => {}

/**
 * Downloads by electron-updater, of what was signed; checks the file again at the last moment, and installs it.
 *
 * @param onMoved the installation changes the path of the app, as for an AppImage with a version in its name
 */
export function createUpdatePlatform(log: Log, onMoved: (path: string) => void): UpdatePlatform {
  const { CancellationToken } = electronUpdater
  let library: { readonly kind: InstallationKind; readonly updater: AppUpdater } | null = null
  let current: SignedUpdate | null = null
  let downloaded: DownloadedFile | null = null

  const open = async () => {
    const { platform, env, execPath: executable, resourcesPath: resources } = process
    const kind = library?.kind ?? (await installationKind({ platform, env, executable, resources }))
    if (kind !== null) library ??= { kind, updater: createLibraryUpdater(kind, log, () => current) }
    return library
  }

  const download = async (update: SignedUpdate, signal: AbortSignal): Promise<UpdateResult> => {
    const opened = await open()
    if (opened === null) return { kind: 'none' }
    const { updater } = opened
    current = update
    updater.setFeedURL({ provider: 'custom', updateProvider: handOver(update) })
    const found = await updater.checkForUpdates()
    // A version that was withdrawn after it was downloaded is not installed either.
    if (found === null || !found.isUpdateAvailable) downloaded = null
    if (found === null || !found.isUpdateAvailable || signal.aborted) return { kind: 'none' }
    const cancellation = new CancellationToken()
    const cancel = () => cancellation.cancel()
    signal.addEventListener('abort', cancel, { once: true })
    try {
      const [path = ''] = await updater.downloadUpdate(cancellation)
      const { size, sha512 } = update.file
      if (!signal.aborted) downloaded = { path, size, sha512 }
    } finally {
      signal.removeEventListener('abort', cancel)
    }
    return { kind: 'ready', version: update.version }
  }

  const install = (_event: unknown, exitCode: number) => {
    if (downloaded === null || library === null || exitCode !== 0) return
    try {
      installFile(library, downloaded, onMoved)
      log.info('Updates: the update was installed')
    } catch (error) {
      log.warn(`Updates: the update was not installed: ${String(error)}`)
    }
  }
  removeEarlierListener()
  app.on('quit', install)
  removeEarlierListener = () => app.off('quit', install)

  return {
    source: () => (app.isPackaged ? readUpdateSource(app.getAppPath()) : null),
    target: async () => {
      const opened = await open()
      if (opened === null) log.info('Updates: this installation does not update itself')
      if (opened === null) return null
      return { platform: process.platform, arch: process.arch, fileEnding: fileEndings[opened.kind] }
    },
    openEnvelope,
    download,
    discard: () => {
      downloaded = null
    },
  }
}

function createLibraryUpdater(
  kind: InstallationKind,
  log: Log,
  current: () => SignedUpdate | null,
): AppUpdater {
  writeCommonClientId(log)
  const updater = new (libraryClass(kind))()
  const info = (text: unknown) => log.info(`Updates: ${String(text)}`)
  const warn = (text: unknown) => log.warn(`Updates: ${String(text)}`)
  updater.logger = { info, warn, error: warn }
  updater.autoDownload = false
  // macOS itself holds the file from the download on, and installs it only with a signature of the same team.
  updater.autoInstallOnAppQuit = kind === 'mac'
  updater.autoRunAppAfterInstall = false
  updater.allowDowngrade = false
  updater.disableWebInstaller = true
  // Failures are also rejections, which are handled; without a listener they would be thrown.
  updater.on('error', () => {})
  guardUpdateSession(updater.netSession, current)
  return updater
}

function libraryClass(kind: InstallationKind): new () => AppUpdater {
  switch (kind) {
    case 'appimage':
      return electronUpdater.AppImageUpdater
    case 'deb':
      return electronUpdater.DebUpdater
    case 'rpm':
      return electronUpdater.RpmUpdater
    case 'nsis':
      return electronUpdater.NsisUpdater
    case 'mac':
      return electronUpdater.MacUpdater
    default:
      return assertNever(kind)
  }
}

/** @throws Error when the file has changed since it was downloaded, or can't be installed */
function installFile(
  { kind, updater }: { readonly kind: InstallationKind; readonly updater: AppUpdater },
  file: DownloadedFile,
  onMoved: (path: string) => void,
): void {
  switch (kind) {
    case 'appimage': {
      const oldPath = process.env.APPIMAGE ?? ''
      const newPath = replaceAppImage(file, oldPath)
      if (newPath !== oldPath) onMoved(newPath)
      return
    }
    case 'deb':
    case 'rpm':
      // This process answers nobody while the user types the password. A second start would ask Chromium's lock for an
      // answer, and end this process after twenty seconds without one, in the middle of the installation.
      app.releaseSingleInstanceLock()
      installPackage(file, kind)
      return
    case 'nsis':
      readChecked(file)
      if (updater instanceof electronUpdater.BaseUpdater) updater.install(true, false)
      return
    case 'mac':
      return
    default:
      assertNever(kind)
  }
}

/** electron-updater makes an id for each installation, to send it to the server; all of ours have the same one. */
function writeCommonClientId(log: Log): void {
  const file = join(app.getPath('userData'), '.updaterId')
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, '00000000-0000-4000-8000-000000000000')
  } catch (error) {
    log.warn(`Updates: ${file} could not be written: ${String(error)}`)
  }
}
