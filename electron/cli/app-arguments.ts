import { resolve } from 'node:path'

/**
 * The arguments that are the app's own: those after the program, or, when a bare Electron runs the app from its
 * folder, those after that folder.
 */
export function appArguments(argv: readonly string[], appFolder: string | null): readonly string[] {
  const at =
    appFolder === null ? 0 : argv.findIndex((argument, index) => index > 0 && resolve(argument) === appFolder)
  return argv.slice(Math.max(at, 0) + 1)
}
