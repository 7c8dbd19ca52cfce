import type { Item } from './item.ts'

/** How a job that has not ended is getting on, as far as it can be told. */
export interface JobProgress {
  readonly key: Item['key']
  readonly title: string | null
  readonly state: 'queued' | 'running'
  /** 0 to 1; null when unknown. */
  readonly progress: number | null
  /** Parts of the whole a second; null when it can't be told. */
  readonly perSecond: number | null
  /** Milliseconds; null when it can't be told. */
  readonly leftMs: number | null
  /** When the last news came, if that is longer ago than it should be; else null. */
  readonly stalledSince: number | null
}
