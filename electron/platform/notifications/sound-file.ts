import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The file of a sound in the freedesktop theme, which all other themes fall back to; null when it is not installed.
 * @param dataDirs the value of XDG_DATA_DIRS (XDG base directory specification)
 */
export function soundFile(name: string, dataDirs: string | undefined): string | null {
  const folders = dataDirs === undefined || dataDirs === '' ? '/usr/local/share:/usr/share' : dataDirs
  const files = folders.split(':').map((folder) => join(folder, 'sounds/freedesktop/stereo', `${name}.oga`))
  return files.find((file) => existsSync(file)) ?? null
}
