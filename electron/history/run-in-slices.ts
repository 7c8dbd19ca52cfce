/** Runs work in slices and lets the event loop turn between them. */
export async function runInSlices<T>(slices: Iterator<unknown, T>): Promise<T> {
  for (;;) {
    const slice = slices.next()
    if (slice.done === true) return slice.value
    await new Promise((next) => setImmediate(next))
  }
}
