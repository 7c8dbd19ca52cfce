import type { Tidings } from '../support/tidings.ts'

/** How late the main process of the app came to what was due, in milliseconds. */
export interface LoopDelay {
  readonly longestMs: number
  /** What 99 % of the delays stay below. */
  readonly usualMs: number
}

/** Begins to measure the main process of the app. */
export function watchLoop({ app }: Tidings): Promise<void> {
  return app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    Reflect.set(globalThis, 'delayOfBench', delay)
  })
}

/** What it came to since the last reading. */
export async function readLoop({ app }: Tidings): Promise<LoopDelay> {
  // No named function in here: what tsx makes of one can't be carried into another process.
  const [longest = 0, usual = 0] = await app.evaluate(() => {
    const delay: { max: number; percentile: (percentage: number) => number; reset: () => void } = Reflect.get(
      globalThis,
      'delayOfBench',
    )
    const read = [delay.max, delay.percentile(99)]
    delay.reset()
    return read
  })
  return { longestMs: longest / 1e6, usualMs: usual / 1e6 }
}
