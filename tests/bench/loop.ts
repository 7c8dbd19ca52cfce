import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startCheckpoints } from '../../electron/app/history/checkpoints.ts'
import { inSteps } from '../../electron/app/history/in-steps.ts'
import { startTidying } from '../../electron/app/history/tidy-up.ts'
import { systemClock as clock } from '../../electron/desktop/clock.ts'
import type { HistoryQuery } from '../../electron/model/history-query.ts'
import type { Store } from '../../electron/store/open-store.ts'

export interface LoopOptions {
  readonly store: Store
  readonly path: string
  readonly append: (number: number) => void
  readonly firstNumber: number
  readonly retention: { readonly days: number; readonly items: number }
  readonly forMs: number
}

/** What a user types, one letter after the other, and clicks. */
const queries: readonly Partial<HistoryQuery>[] = [
  ...['i', 'in', 'inv', 'invo', 'invoice', 'invoice z', 'invoice zebra'].map((search) => ({ search })),
  { unreadOnly: true },
  { failedOnly: true, search: 'report' },
  { category: 'system', failedOnly: true, unreadOnly: true },
  { category: 'export', priority: 'low' },
  { search: '東京' },
]

/**
 * Everything that the running app does with its store at once: two hundred events a second, a user who searches and
 * marks, retention, the search index, and checkpoints on their thread. Returns how long the loop was held up: the longest
 * time, and the one that 99 % stay below, in milliseconds.
 */
export async function holdUps(options: LoopOptions): Promise<{ longestMs: number; usualMs: number }> {
  const { store, path } = options
  const checkpoints = startCheckpoints({
    store,
    historyFile: path,
    program: fileURLToPath(new URL('checkpoint-worker.mjs', import.meta.url)),
    clock,
    onFailed: (error) => {
      throw error
    },
  })
  const tidying = startTidying({
    store,
    retention: () => options.retention,
    clock,
    onRemoved: () => {},
    onFailed: (reason) => {
      throw new Error(reason)
    },
  })
  let number = options.firstNumber
  const traffic = setInterval(() => {
    options.append(number)
    number += 1
    checkpoints.changed()
    tidying.changed()
  }, 5)
  // Threads start, and code is compiled, once.
  await delay(1_000)
  const resolutionMs = 1
  const delays = monitorEventLoopDelay({ resolution: resolutionMs })
  delays.enable()
  const endsAt = performance.now() + options.forMs
  while (performance.now() < endsAt) {
    for (const query of queries) {
      const { items } = await inSteps(store.look({ before: null, limit: 50, unreadOnly: false, ...query }))
      const keys = items.map(({ key }) => key)
      store.markRead(keys)
      store.markUnread(keys)
      store.remove(keys)
      store.restore(keys)
      await delay(20)
    }
    store.markAllRead()
  }
  delays.disable()
  clearInterval(traffic)
  tidying.stop()
  checkpoints.stop()
  const ms = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolutionMs)
  return { longestMs: ms(delays.max), usualMs: ms(delays.percentile(99)) }
}
