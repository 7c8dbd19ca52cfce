import type { HistoryReader } from './history-reader.ts'
import { isDamage } from './store-error.ts'

/**
 * The same reader, which also reports that the file is damaged: at the first read that meets the damage, and only
 * once. That read still throws.
 */
export function reportDamage(reader: HistoryReader, onDamaged: () => void): HistoryReader {
  let isReported = false
  const inspect = (error: unknown) => {
    if (isReported || !isDamage(error)) return
    isReported = true
    onDamaged()
  }

  function guard<Arguments extends readonly unknown[], Result>(read: (...given: Arguments) => Result) {
    return (...given: Arguments): Result => {
      try {
        return read(...given)
      } catch (error) {
        inspect(error)
        throw error
      }
    }
  }

  function guardSteps<Arguments extends readonly unknown[], Step, Result>(
    read: (...given: Arguments) => Generator<Step, Result>,
  ) {
    return function* (...given: Arguments): Generator<Step, Result> {
      try {
        return yield* read(...given)
      } catch (error) {
        inspect(error)
        throw error
      }
    }
  }

  const { notificationQueue, downloads } = reader
  return {
    page: guard(reader.page),
    pageInSteps: guardSteps(reader.pageInSteps),
    everything: guardSteps(reader.everything),
    item: guard(reader.item),
    itemById: guard(reader.itemById),
    unread: guard(reader.unread),
    anyUnread: guard(reader.anyUnread),
    categories: guard(reader.categories),
    runningJobs: guard(reader.runningJobs),
    notificationQueue: {
      groups: guard(notificationQueue.groups),
      newest: guard(notificationQueue.newest),
      keys: guard(notificationQueue.keys),
      anyHeld: guard(notificationQueue.anyHeld),
      nextSnoozedAt: guard(notificationQueue.nextSnoozedAt),
      expiring: guard(notificationQueue.expiring),
    },
    downloads: {
      serverOf: guard(downloads.serverOf),
      find: guard(downloads.find),
      running: guard(downloads.running),
    },
    cursor: guard(reader.cursor),
    isFirstConnect: guard(reader.isFirstConnect),
    usualPause: guard(reader.usualPause),
    latestStatus: guard(reader.latestStatus),
    connectionLog: guard(reader.connectionLog),
    rejectedEvents: guard(reader.rejectedEvents),
    rejectedCount: guard(reader.rejectedCount),
  }
}
