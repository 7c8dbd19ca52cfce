import { app } from 'electron'
import type { CommandResult } from '../../cli/run-command.ts'
import { printableLines } from '../../model/printable.ts'

/** Prints to standard output, nothing that controls the terminal. Resolves when it was written; false: the reader has closed it, as `| head` does. */
export function print(text: string): Promise<boolean> {
  return new Promise((resolve) => {
    process.stdout.write(printableLines(text), (error) => resolve(error === null || error === undefined))
  })
}

/** Prints to both standard streams and exits. It needs no window, no display and no network. */
export function printAndExit({ exitCode, output, error }: CommandResult): void {
  process.stderr.write(printableLines(error), () =>
    process.stdout.write(printableLines(output), () => app.exit(exitCode)),
  )
}
