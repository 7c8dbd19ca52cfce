import type { Clock } from '../model/clock.ts'

/** Bytes a second over about the last ten seconds. */
export function createSpeedMeter(from: number, clock: Clock): (received: number) => number | null {
  const windowMs = 10_000
  let samples: readonly { readonly at: number; readonly received: number }[] = [
    { at: clock.now(), received: from },
  ]
  return (received) => {
    const at = clock.now()
    const last = samples.at(-1)
    if (last !== undefined && at - last.at >= 250) {
      samples = [...samples.filter((sample) => sample.at > at - windowMs), { at, received }]
    }
    const [first] = samples
    if (first === undefined || at - first.at < 500) return null
    return Math.max(0, ((received - first.received) / (at - first.at)) * 1_000)
  }
}
