import type { HistoryQuery } from '../../electron/model/history-query.ts'
import { openStore, type Store } from '../../electron/store/open-store.ts'
import { measure, type Timing, timed } from './timing.ts'

export const keepAll = { days: 36_500, items: 10_000_000 }

export function open(path: string): Store {
  const opened = openStore(path, { now: Date.now })
  if (opened.kind !== 'open') throw new Error(opened.reason)
  return opened.store
}

export function maintain(store: Store, retention = keepAll, most = Number.POSITIVE_INFINITY): Timing {
  return measure(() => {
    const steps: number[] = []
    for (let done = false; !done && steps.length < most; ) {
      steps.push(
        timed(() => {
          const step = store.maintain(retention)
          if (step.kind === 'failed') throw new Error(step.reason)
          done = step.done
        }),
      )
    }
    return steps
  })
}

/** Queries a page in its steps, a few times over; the total is that of the quickest time. */
export function query(store: Store, wanted: Partial<HistoryQuery>): Timing {
  const tries = Array.from({ length: 5 }, () =>
    measure(() => {
      const steps: number[] = []
      const stepping = store.pageInSteps({ before: null, limit: 50, unreadOnly: false, ...wanted })
      for (let done = false; !done; ) {
        steps.push(
          timed(() => {
            done = stepping.next().done === true
          }),
        )
      }
      return steps
    }),
  )
  const quickest = Math.min(...tries.map(({ totalMs }) => totalMs))
  return { totalMs: quickest, longestMs: Math.max(...tries.map(({ longestMs }) => longestMs)) }
}

/** One step. */
export const one = (work: () => unknown): Timing => measure(() => [timed(work)])
