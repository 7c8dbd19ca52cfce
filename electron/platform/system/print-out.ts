/** Prints to standard output. Resolves when it was written; false: the reader has closed it, as `| head` does. */
export function printOut(text: string): Promise<boolean> {
  return new Promise((resolve) => {
    // The callback reports the error as well; without a listener it would end the process.
    if (process.stdout.listenerCount('error') === 0) process.stdout.on('error', () => {})
    process.stdout.write(text, (error) => resolve(error === null || error === undefined))
  })
}
