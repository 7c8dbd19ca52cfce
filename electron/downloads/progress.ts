import type { Clock } from '../model/clock.ts'
import type { Download } from '../model/download.ts'

export type Progress = Extract<Download, { kind: 'running' }>

/** Follows a running download, and how fast it is. */
export function createProgressMeter(resumedFrom: number, clock: Clock) {
  const speed = createSpeedMeter(resumedFrom, clock)
  return {
    /** @param received bytes that are on the disk now */
    progress: (received: number, total: number | null): Progress => ({
      kind: 'running',
      received,
      total,
      perSecond: speed(received),
    }),
  }
}

const windowMs = 10_000
const minSampleMs = 250
const minMeasuredMs = 500

/** Measures bytes per second over about the last ten seconds; null until there is enough to measure. */
function createSpeedMeter(resumedFrom: number, clock: Clock): (received: number) => number | null {
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
