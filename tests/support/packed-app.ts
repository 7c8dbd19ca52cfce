import { copyFileSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { projectFolder } from './tidings.ts'

export interface PackedApp {
  readonly executable: string
  /** Electron's `resources` of this app. */
  readonly resources: string
}

/**
 * The built app as packages hold it: with a program of its own name, by which Electron knows that it is packaged. Made of
 * links, so it costs nothing.
 *
 * @param electron the executable of Electron
 * @param folder must not exist yet
 * @param updatesUrl where it looks for updates
 */
export function packApp(electron: string, folder: string, updatesUrl = 'http://127.0.0.1:9/'): PackedApp {
  const runtime = dirname(electron)
  const resources = join(folder, 'resources')
  const executable = join(folder, 'tidings')
  mkdirSync(resources, { recursive: true })
  for (const name of readdirSync(runtime)) {
    if (name === 'resources' || name === basename(electron)) continue
    symlinkSync(join(runtime, name), join(folder, name))
  }
  // Not a link, which Electron would follow to find its files.
  copyFileSync(electron, executable)
  symlinkSync(projectFolder, join(resources, 'app'))
  writeFileSync(
    join(resources, 'app-update.yml'),
    `provider: generic\nurl: ${updatesUrl}\nupdaterCacheDirName: tidings-updater\n`,
  )
  return { executable, resources }
}
