import type { Clock } from '../model/clock.ts'

const windowMs = 10_000
const minSampleMs = 250
const minMeasuredMs = 500

/**
 * Measures bytes per second over about the last ten seconds, of the bytes that are on the disk at each call; null until
 * there is enough to measure.
 */
export function createSpeedMeter(resumedFrom: number, clock: Clock): (received: number) => number | null {
  let samples: readonly { readonly at: number; readonly received: number }[] = [
    { at: clock.now(), received: resumedFrom },
  ]
  return (received) => {
    const at = clock.now()
    const last = samples.at(-1)
    if (last !== undefined && at - last.at >= minSampleMs) {
      samples = [...samples.filter((sample) => sample.at > at - windowMs), { at, received }]
    }
    const [first] = samples
    if (first === undefined || at - first.at < minMeasuredMs) return null
    return Math.max(0, ((received - first.received) / (at - first.at)) * 1_000)
  }
}
