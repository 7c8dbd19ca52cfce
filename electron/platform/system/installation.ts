import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Whether electron-updater knows how to update this installation. On Linux that is an AppImage, or a package, in which
 * electron-builder has written which kind it is; an unpacked archive is neither.
 *
 * @param env without the variables of other AppImages
 */
export function canUpdateItself(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  resourcesFolder: string,
): boolean {
  return (
    platform !== 'linux' || env.APPIMAGE !== undefined || existsSync(join(resourcesFolder, 'package-type'))
  )
}
