/** Does work in steps and lets everything else have its turn between them. */
export async function runInSlices<T>(steps: Iterator<unknown, T>): Promise<T> {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    await new Promise((next) => setImmediate(next))
  }
}
