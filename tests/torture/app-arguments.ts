import { sandboxArguments } from '../support/sandbox-arguments.ts'
import { projectFolder } from '../support/tidings.ts'

/** What the app is started with, without a window. */
export function appArguments(userDataDir: string, streamUrl: string): readonly string[] {
  return [
    ...sandboxArguments(),
    projectFolder,
    '--user-data-dir',
    userDataDir,
    '--server',
    streamUrl,
    '--hidden',
  ]
}
