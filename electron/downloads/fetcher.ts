import type { MonotonicClock } from '../model/clock.ts'
import type { Item } from '../model/item.ts'
import type { ChosenFolder, Rule } from '../model/rule.ts'
import type { HistoryReader, NotificationQueueReader } from '../store/history-reader.ts'
import type { HistoryWriter } from '../store/history-writer.ts'
import type { DownloadStarter, Downloads } from './downloads.ts'
import { bytesOf, decideFetch, maxFetches } from './fetch-decision.ts'
import { createFileWait } from './file-wait.ts'
import { createFirstConnects } from './first-connects.ts'
import { failed, skipped, storeDownload } from './stored-download.ts'

export interface FetcherOptions {
  readonly reader: Pick<HistoryReader, 'downloads' | 'notificationQueue'>
  readonly writer: HistoryWriter
  readonly downloads: Pick<Downloads, 'fetch' | 'fetchCount'>
  /** The rule that counts for this item now; null: there is none. */
  readonly ruleOf: (item: Item) => Rule | null
  readonly folders: () => readonly ChosenFolder[]
  readonly clock: MonotonicClock
  /** Items that have waited for their file may be announced now. */
  readonly onRelease: () => void
  /** A download has ended that the user has to be told of: the notification of the item did not wait for it. */
  readonly onEnded: (item: Item) => void
}

/**
 * Downloads the results for which a rule says so by itself, and lets their notifications wait for the files. To be created
 * before the notifications: what an earlier run has left goes on before it can be announced.
 */
export function createFetcher(options: FetcherOptions) {
  const { reader, writer, downloads, clock } = options
  const wait = createFileWait(clock, options.onRelease)
  const firstConnects = createFirstConnects(clock)
  // An order that was given but has not reached `downloads` yet.
  let ordered = 0
  let isStopped = false

  /** What it begins is begun by the returned function, which may be called later. */
  const consider = (item: Item): (() => void) | null => {
    const { key, source } = item
    const decision = decideFetch({
      item,
      stored: reader.downloads.find(key),
      rule: () => options.ruleOf(item)?.fetch ?? null,
      isFirstConnect: firstConnects.includes(source),
      active: downloads.fetchCount() + ordered,
      now: clock.now(),
    })
    switch (decision.kind) {
      case 'none':
        return null
      case 'skip':
        void storeDownload(writer, key, skipped(decision.reason))
        return null
      case 'fetch': {
        const { folder: id } = decision.rule
        const folder = options.folders().find((one) => one.id === id)?.path ?? null
        if (folder === null && id !== null) {
          // It is never replaced by another folder.
          void storeDownload(writer, key, failed({ kind: 'chosen-folder-missing', folder: `${id}` }))
          return null
        }
        const order = { maxBytes: bytesOf(decision.rule), folder }
        // Nothing critical waits, and nothing that is always announced.
        const isUrgent = item.priority === 'critical' || options.ruleOf(item)?.notify === 'always'
        if (!isUrgent) wait.add(key)
        ordered += 1
        return () => {
          ordered -= 1
          if (!isStopped) downloads.fetch(key, order)
        }
      }
    }
  }

  const orders = reader.notificationQueue.results(maxFetches).flatMap((item) => consider(item) ?? [])
  // The downloads of the last run are stored as interrupted only after that.
  if (orders.length > 0) {
    void writer.flush().then(() => {
      for (const begin of orders) begin()
    })
  }

  return {
    /** A connection to this server has opened. */
    connected: firstConnects.connected,
    /** An item was stored for which a notification is due. To be called before the notifier hears of it. */
    arrived: (item: Item): void => {
      firstConnects.arrived(item.source)
      consider(item)?.()
    },
    /** A download has ended, or was cancelled. */
    ended: (item: Item, startedBy: DownloadStarter): void => {
      const hasWaited = wait.end(item.key)
      if (startedBy === 'user' || (!hasWaited && item.notification === 'shown')) options.onEnded(item)
    },
    /** The pending notifications without those that wait for their file. */
    withoutWaiting: (queue: NotificationQueueReader): NotificationQueueReader => ({
      ...queue,
      entries: () => queue.entries().filter(({ key }) => !wait.has(key)),
    }),
    stop: (): void => {
      isStopped = true
      wait.stop()
    },
  }
}
