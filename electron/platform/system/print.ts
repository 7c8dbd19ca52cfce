import { app } from 'electron'
import type { CommandResult } from '../../cli/run-command.ts'

/** Prints to standard output. Resolves when it was written; false: the reader has closed it, as `| head` does. */
export function print(text: string): Promise<boolean> {
  return new Promise((resolve) => {
    process.stdout.write(text, (error) => resolve(error === null || error === undefined))
  })
}

/** Prints to both standard streams and exits. It needs no window, no display and no network. */
export function printAndExit({ exitCode, output, error }: CommandResult): void {
  process.stderr.write(error, () => process.stdout.write(output, () => app.exit(exitCode)))
}
