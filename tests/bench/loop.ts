import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { runInSlices } from '../../electron/history/history.ts'
import type { HistoryQuery } from '../../electron/model/history-query.ts'
import { systemClock as clock } from '../../electron/platform/system/clock.ts'
import type { HistoryChange } from '../../electron/store/history-writer.ts'
import type { Store } from '../../electron/store/open-store.ts'
import { startHistoryWriter } from '../../electron/store/writer-client.ts'

export interface LoopOptions {
  readonly store: Store
  readonly path: string
  /** What is to be appended as the n-th event. */
  readonly event: (number: number) => HistoryChange
  readonly firstNumber: number
  readonly retention: { readonly days: number; readonly items: number }
  readonly forMs: number
}

export interface LoopDelays {
  /** Milliseconds by which the event loop was delayed: the longest delay, and what 99 % stay below. */
  readonly longestMs: number
  readonly usualMs: number
  /** Milliseconds until an event was in the file: the longest time. */
  readonly longestWriteMs: number
}

/** What a user types, one letter after the other, and clicks. */
const queries: readonly Partial<HistoryQuery>[] = [
  ...['i', 'in', 'inv', 'invo', 'invoice', 'invoice z', 'invoice zebra'].map((search) => ({ search })),
  { unreadOnly: true },
  { state: 'failed', search: 'report' },
  { category: 'system', state: 'failed', unreadOnly: true },
  { category: 'export', type: 'job' },
  { search: '東京' },
]

/**
 * Everything that the running app does with its history at once: two hundred events a second, a user who searches and
 * marks, retention and the search index.
 */
export async function measureLoop(options: LoopOptions): Promise<LoopDelays> {
  const { store, path } = options
  const { write, stop } = startHistoryWriter({
    file: path,
    program: fileURLToPath(new URL('../support/writer-worker.mjs', import.meta.url)),
    retention: options.retention,
    clock,
    onChange: () => {},
    onDamaged: () => fail('The file is damaged'),
    onMaintenanceFailed: fail,
    onRestarted: ({ message }) => fail(message),
    onFailed: ({ message }) => fail(message),
  })
  let number = options.firstNumber
  let longestWriteMs = 0
  const append = async () => {
    const requestedAt = performance.now()
    number += 1
    const appended = await write(options.event(number))
    if (appended.kind === 'failed') fail(appended.reason)
    longestWriteMs = Math.max(longestWriteMs, performance.now() - requestedAt)
  }
  const traffic = setInterval(() => void append(), 5)
  // Threads start, and code is compiled, once.
  await delay(2_000)
  longestWriteMs = 0
  const resolutionMs = 1
  const delays = monitorEventLoopDelay({ resolution: resolutionMs })
  delays.enable()
  const endsAt = performance.now() + options.forMs
  while (performance.now() < endsAt) {
    for (const query of queries) {
      const { items } = await runInSlices(
        store.pageInSteps({ before: null, limit: 50, unreadOnly: false, ...query }),
      )
      const keys = items.map(({ key }) => key)
      await write({ type: 'mark-read', keys })
      await write({ type: 'mark-unread', keys })
      await write({ type: 'delete', keys })
      await write({ type: 'undo-delete', keys })
      await delay(20)
    }
    await write({ type: 'mark-all-read' })
  }
  delays.disable()
  clearInterval(traffic)
  stop()
  const ms = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolutionMs)
  return { longestMs: ms(delays.max), usualMs: ms(delays.percentile(99)), longestWriteMs }
}

function fail(reason: string): never {
  throw new Error(reason)
}
