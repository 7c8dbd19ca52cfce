import type { MonotonicClock } from '../model/clock.ts'
import type { SourceId } from '../model/source.ts'

/** When the server has sent nothing for so long, it has sent everything that was there before. */
const quietMs = 2_000
/** A server may never be quiet. */
const maxMs = 60_000

/** Tells what a server sends at the first connection, because it was there before, from what comes afterwards. */
export function createFirstConnects({ elapsed }: Pick<MonotonicClock, 'elapsed'>) {
  const periods = new Map<SourceId, { readonly quietAt: number; readonly deadline: number }>()

  const extend = (source: SourceId): void => {
    const period = periods.get(source)
    if (period !== undefined) periods.set(source, { ...period, quietAt: elapsed() + quietMs })
  }
  const includes = (source: SourceId): boolean => {
    const period = periods.get(source)
    return period !== undefined && elapsed() < Math.min(period.quietAt, period.deadline)
  }

  return {
    connected: (source: SourceId, isFirstConnect: boolean): void => {
      if (isFirstConnect) periods.set(source, { quietAt: elapsed() + quietMs, deadline: elapsed() + maxMs })
      // The connection broke, perhaps while it sent those.
      else if (elapsed() < (periods.get(source)?.deadline ?? 0)) extend(source)
      else periods.delete(source)
    },
    arrived: (source: SourceId): void => {
      if (includes(source)) extend(source)
    },
    includes,
  }
}
