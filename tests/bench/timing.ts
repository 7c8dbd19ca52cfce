/** Work in steps: how long all of it took, and its longest step. */
export interface Timing {
  readonly totalMs: number
  readonly longestMs: number
}

export function timed(work: () => unknown): number {
  const startedAt = performance.now()
  work()
  return performance.now() - startedAt
}

/** Adds up steps that were timed. */
export function measure(work: () => readonly number[]): Timing {
  let totalMs = 0
  let longestMs = 0
  for (const step of work()) {
    totalMs += step
    longestMs = Math.max(longestMs, step)
  }
  return { totalMs, longestMs }
}
