/** Prints to standard output; resolves when it was taken, with false when nobody reads on (as after `| head`). */
export function printOut(text: string): Promise<boolean> {
  return new Promise((resolve) => {
    // Without a listener the error, which the callback reports as well, would end the process.
    if (process.stdout.listenerCount('error') === 0) process.stdout.on('error', () => {})
    process.stdout.write(text, (error) => resolve(error === null || error === undefined))
  })
}
