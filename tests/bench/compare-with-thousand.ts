import { join } from 'node:path'
import type { Store } from '../../electron/store/open-store.ts'
import { fillHistory } from '../support/fill-history.ts'
import type { Quantity } from './report/quantity.ts'
import { medianOf } from './report/spread.ts'
import { sampleEvent } from './sample-events.ts'
import { one, open, query } from './store-work.ts'
import type { Timing } from './timing.ts'

const few = 1_000
const rounds = 9
const triesEach = 5

const reads: Readonly<Record<string, (store: Store, rows: number) => Timing>> = {
  'newest page': (store) => query(store, {}),
  'page in the middle': (store, rows) => query(store, { before: Math.round(rows / 2) }),
  'search, a frequent word': (store) => query(store, { search: 'invoice' }),
  'search, two words': (store) => query(store, { search: 'invoice refund' }),
  'search, a rare word': (store) => query(store, { search: 'zebra' }),
  'all the counts': (store) => one(() => store.counts()),
  'count the unread': (store) => one(() => store.unread()),
}

/**
 * How long a long history takes to read, compared with one of a thousand: in turn, each time the median of a few tries.
 *
 * @param folder with the long history, a file history.db of `rows` rows; the short one is made below it
 */
export function compareWithThousand(folder: string, source: string, rows: number): readonly Quantity[] {
  const fewFolder = join(folder, 'thousand')
  fillHistory(fewFolder, source, few, sampleEvent)
  const short = open(join(fewFolder, 'history.db'))
  const long = open(join(folder, 'history.db'))
  const base = `${few.toLocaleString('en')} rows`
  const subject = `${rows.toLocaleString('en')} rows`
  try {
    return Object.entries(reads).map(([name, read]): Quantity => {
      const usualMs = (store: Store, count: number) =>
        medianOf(Array.from({ length: triesEach }, () => read(store, count).totalMs))
      const samples = { [base]: [] as number[], [subject]: [] as number[] }
      // What is read the first time comes from the disk.
      for (let round = 0; round <= rounds; round += 1) {
        const fewMs = usualMs(short, few)
        const manyMs = usualMs(long, rows)
        if (round === 0) continue
        samples[base]?.push(fewMs)
        samples[subject]?.push(manyMs)
      }
      return { name, unit: 'ms', samples, subject, base, bar: { kind: 'ratio', most: 2 } }
    })
  } finally {
    short.close()
    long.close()
  }
}
