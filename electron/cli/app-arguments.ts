import { resolve } from 'node:path'

/**
 * The arguments of the app: those after the program or, when Electron runs the app from its folder, those after that
 * folder.
 *
 * @param appFolder null: the app is packaged
 */
export function appArguments(argv: readonly string[], appFolder: string | null): readonly string[] {
  const appIndex =
    appFolder === null ? 0 : argv.findIndex((argument, index) => index > 0 && resolve(argument) === appFolder)
  return argv.slice(Math.max(appIndex, 0) + 1)
}
