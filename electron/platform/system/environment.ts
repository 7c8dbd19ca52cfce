import { realpathSync } from 'node:fs'
import { dirname } from 'node:path'

type Environment = Record<string, string | undefined>

const binaryVariables = [
  ...['npm_config_arch', 'npm_config_platform', 'LIBC', 'ARM_VERSION', 'PREBUILDS_ONLY'],
  '@PHOTOSTRUCTURE/SQLITE_PREBUILD',
]

/**
 * Removes from the environment what libraries would trust although it was meant for another program: the app may have
 * been started from an editor's terminal or by a chat app, which are AppImages themselves. Must run before anything
 * else reads the environment.
 *
 * @param executable the path of this program, without symbolic links
 */
export function dropForeignVariables(env: Environment, executable: string): void {
  // electron-updater replaces the file that APPIMAGE names, and start at login starts it. Only our own AppImage counts:
  // its executable lies in APPDIR itself. A folder further up does not count, or APPDIR=/ would always fit.
  if (folderOf(env.APPDIR) !== dirname(executable)) {
    delete env.APPIMAGE
    delete env.APPDIR
  }
  // Chromium writes the keys of all connections there, with which the access token can be read from recorded traffic.
  delete env.SSLKEYLOGFILE
  // electron-updater starts this program as the administrator to install a package.
  delete env.ELECTRON_BUILDER_LINUX_PACKAGE_MANAGER
  delete env.TEST_UPDATER_ARCH
  // The binary of the database is looked for by these, which npm sets for other programs that it starts.
  for (const name of binaryVariables) delete env[name]
}

/** What the environment says to the app itself. */
export interface OwnVariables {
  readonly TIDINGS_SERVER: string | undefined
  readonly TIDINGS_TOKEN: string | undefined
}

/**
 * Reads and removes the variables that hold secrets, so that no program that the app starts inherits them: the browser,
 * and what the browser starts. The address of a server may hold a token too.
 */
export function takeOwnVariables(env: Environment): OwnVariables {
  const { TIDINGS_SERVER, TIDINGS_TOKEN } = env
  delete env.TIDINGS_SERVER
  delete env.TIDINGS_TOKEN
  return { TIDINGS_SERVER, TIDINGS_TOKEN }
}

function folderOf(path: string | undefined): string | null {
  try {
    return path === undefined ? null : realpathSync(path)
  } catch {
    return null
  }
}
