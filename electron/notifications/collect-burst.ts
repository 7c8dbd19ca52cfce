import type { Item } from '../model/item.ts'
import { type Silence, untilOf } from '../model/quiet-hours.ts'
import type { Settings } from '../model/settings.ts'
import { maxBatch } from '../store/history-reader.ts'
import type { HistoryWriter } from '../store/history-writer.ts'
import { type DigestParts, maxNamed } from './digest.ts'
import { byImportance, groupPending, type PendingItems, splitPending } from './pending.ts'
import { type DigestQueue, type NamedItem, readDigest } from './read-digest.ts'

export interface BurstOptions {
  readonly queue: DigestQueue
  readonly writer: HistoryWriter
  readonly settings: () => Settings
  readonly silence: () => Silence
  readonly isStopped: () => boolean
  /** Called once with everything that was collected, unless stopped or nothing was. */
  readonly onCollected: (parts: DigestParts) => Promise<unknown>
}

/**
 * Collects more pending items than one batch holds into a single digest. Each batch is recorded as shown before the next
 * one is read, so nothing blocks the main process for long. A critical item that arrives meanwhile ends it: it is
 * announced alone.
 */
export async function collectBurst(options: BurstOptions): Promise<void> {
  const { queue, writer, settings, silence, isStopped, onCollected } = options
  const groups: PendingItems[] = []
  const named: NamedItem[] = []
  const keys: Item['key'][] = []

  /** Returns false when the burst is over, or the disk refuses. */
  const collectBatch = async (): Promise<boolean> => {
    const { holdBack } = splitPending(groupPending(queue.entries(), settings()), silence())
    // Once these are held back, the next batch holds other items.
    if (holdBack.length > 0)
      return (
        (await writer.write({ type: 'hold-notifications', held: holdBack, until: untilOf(silence()) }))
          .kind === 'written'
      )
    const batch = readDigest(queue, settings(), silence(), false)
    if (batch === null) return false
    const recorded = await writer.write({
      type: 'set-notification',
      keys: batch.keys,
      state: 'shown',
      reason: null,
    })
    if (recorded.kind === 'failed') return false
    groups.push(...batch.groups)
    named.push(...batch.named)
    keys.push(...batch.keys)
    // What arrives after a batch that was not full is announced in the usual way.
    return batch.keys.length >= maxBatch
  }

  try {
    while (!isStopped() && (await collectBatch()));
  } finally {
    // Also when a damaged file makes a read throw: what was recorded as shown has to be shown.
    if (!isStopped() && keys.length > 0) {
      const mostImportant = byImportance(named).slice(0, maxNamed)
      await onCollected({ groups, named: mostImportant.map(({ item }) => item), keys })
    }
  }
}
