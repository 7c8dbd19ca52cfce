import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { app } from 'electron'
import type { AppUpdater } from 'electron-updater'
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

/** Loaded when the first update is looked for: a start without one has no use for it. */
type Library = typeof import('electron-updater')

interface OpenedLibrary {
  readonly kind: InstallationKind
  readonly updater: AppUpdater
  readonly library: Library
}

/**
 * Downloads by electron-updater, of what was signed; checks the file again at the last moment, and installs it.
 *
 * @param onMoved the installation changes the path of the app, as for an AppImage with a version in its name
 */
export function createUpdatePlatform(log: Log, onMoved: (path: string) => void): UpdatePlatform {
  let opened: OpenedLibrary | null = null
  let current: SignedUpdate | null = null
  let downloaded: DownloadedFile | null = null

  const open = async (): Promise<OpenedLibrary | null> => {
    const { platform, env, execPath: executable, resourcesPath: resources } = process
    const kind = opened?.kind ?? (await installationKind({ platform, env, executable, resources }))
    if (kind === null || opened !== null) return opened
    const { default: library } = await import('electron-updater')
    opened ??= { kind, updater: createLibraryUpdater(library, kind, log, () => current), library }
    return opened
  }

  const download = async (update: SignedUpdate, signal: AbortSignal): Promise<UpdateResult> => {
    const found = await open()
    if (found === null) return { kind: 'none' }
    const { updater, library } = found
    current = update
    updater.setFeedURL({ provider: 'custom', updateProvider: handOver(update, library.Provider) })
    const newer = await updater.checkForUpdates()
    // A version that was withdrawn after it was downloaded is not installed either.
    if (newer === null || !newer.isUpdateAvailable) downloaded = null
    if (newer === null || !newer.isUpdateAvailable || signal.aborted) return { kind: 'none' }
    const cancellation = new library.CancellationToken()
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
    if (downloaded === null || opened === null || exitCode !== 0) return
    try {
      installFile(opened, downloaded, onMoved)
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
      const found = await open()
      if (found === null) log.info('Updates: this installation does not update itself')
      if (found === null) return null
      return { platform: process.platform, arch: process.arch, fileEnding: fileEndings[found.kind] }
    },
    openEnvelope,
    download,
    discard: () => {
      downloaded = null
    },
  }
}

function createLibraryUpdater(
  library: Library,
  kind: InstallationKind,
  log: Log,
  current: () => SignedUpdate | null,
): AppUpdater {
  writeCommonClientId(log)
  const updater = new library[updaterNames[kind]]()
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

/** The library's class for each kind of installation. */
const updaterNames = {
  appimage: 'AppImageUpdater',
  deb: 'DebUpdater',
  rpm: 'RpmUpdater',
  nsis: 'NsisUpdater',
  mac: 'MacUpdater',
} as const satisfies Readonly<Record<InstallationKind, keyof Library>>

/** @throws Error when the file has changed since it was downloaded, or can't be installed */
function installFile(
  { kind, updater, library }: OpenedLibrary,
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
      if (updater instanceof library.BaseUpdater) updater.install(true, false)
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
