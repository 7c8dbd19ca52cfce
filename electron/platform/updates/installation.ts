import { execFile } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** How the app was installed, as far as it can update itself. */
export type InstallationKind = 'appimage' | 'deb' | 'rpm' | 'nsis' | 'mac'

/** How the name of the file ends that updates an installation. */
export const fileEndings: Readonly<Record<InstallationKind, string>> = {
  appimage: '.AppImage',
  deb: '.deb',
  rpm: '.rpm',
  nsis: '.exe',
  mac: '.zip',
}

export interface InstallationFacts {
  readonly platform: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly executable: string
  /** Where electron-builder wrote the type of the package, on Linux. */
  readonly resources: string
}

/**
 * How the app was installed; null: it was not, like one that was unpacked from a zip or a tar.gz. Such an app must not
 * update: the update would be a second installation beside it.
 */
export async function installationKind(facts: InstallationFacts): Promise<InstallationKind | null> {
  const { platform, env, executable, resources } = facts
  if (platform === 'darwin') return 'mac'
  if (platform === 'win32') {
    const uninstaller = `Uninstall ${basename(executable)}`
    return existsSync(join(dirname(executable), uninstaller)) ? 'nsis' : null
  }
  // The file of the type is in the AppImage too, because all packages are made of one folder. And programs that are
  // AppImages themselves pass their variables on to what they start: the app must really run from that AppImage.
  const { APPIMAGE: appImage = '', APPDIR: mountedAt = '' } = env
  if (appImage !== '' && mountedAt !== '' && dirname(executable) === realPath(mountedAt)) return 'appimage'
  const type = packageType(resources)
  if (type === 'deb' && (await succeeds('dpkg-query', ['--search', executable]))) return 'deb'
  if (type === 'rpm' && (await succeeds('rpm', ['--query', '--file', executable]))) return 'rpm'
  return null
}

function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

function packageType(resources: string): string {
  try {
    return readFileSync(join(resources, 'package-type'), 'utf8').trim()
  } catch {
    return ''
  }
}

function succeeds(command: string, args: readonly string[]): Promise<boolean> {
  return run(command, [...args]).then(
    () => true,
    () => false,
  )
}
