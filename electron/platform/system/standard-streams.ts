/**
 * Goes on without standard output and standard error: their terminal may be closed while the app runs, or their reader
 * may end, as `| head` does. Without a listener every such error would be thrown, logged to the same stream, and so on
 * for ever.
 */
export function ignoreStreamErrors(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}
