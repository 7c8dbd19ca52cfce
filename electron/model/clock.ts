/** Time as an argument: tests bring their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Runs `task` once after `ms`; returns what cancels it. */
  readonly after: (ms: number, task: () => void) => () => void
}
