import type { Item } from '../model/item.ts'
import type { Silence } from '../model/quiet-hours.ts'
import type { Settings } from '../model/settings.ts'
import { maxBatch, type NotificationQueueReader } from '../store/history-reader.ts'
import type { HistoryWriter } from '../store/history-writer.ts'
import { type DigestParts, maxNamed } from './digest.ts'
import { byImportance, type PendingGroup, splitPending } from './pending.ts'
import { foremost } from './write-notification.ts'

export interface BurstOptions {
  readonly queue: Pick<NotificationQueueReader, 'groups' | 'newest' | 'keys'>
  readonly writer: HistoryWriter
  readonly settings: () => Settings
  readonly silence: () => Silence
  /** All is noted as announced; null: nothing was left to announce. */
  readonly onGathered: (parts: DigestParts | null) => void
}

/**
 * Notes a flood as announced, some thousand rows at a time so that nothing waits for it, and then tells what it was.
 * Returns what ends it before.
 */
export function collectBurst({ queue, writer, settings, silence, onGathered }: BurstOptions): () => void {
  const groups: PendingGroup[] = []
  const foremostSoFar: (PendingGroup & { readonly item: Item })[] = []
  const keys: Item['key'][] = []
  let stopped = false

  /** False: there is no more of it. */
  async function takeSome(): Promise<boolean> {
    const { announce, holdBack } = splitPending(queue.groups(), settings(), silence())
    // They make room for others, which are looked at next.
    if (holdBack.length > 0)
      return (await writer.write({ type: 'hold-notifications', held: holdBack })).kind === 'written'
    const named = announce.flatMap((group) => foremost([group], queue).map((item) => ({ ...group, item })))
    const some = queue.keys()
    if (
      some.length === 0 ||
      (await writer.write({ type: 'set-notification', keys: some, state: 'shown', reason: null })).kind ===
        'failed'
    )
      return false
    groups.push(...announce)
    foremostSoFar.push(...named)
    keys.push(...some)
    // Less than that is no flood any more: it has its own turn.
    return some.length >= maxBatch
  }

  async function gather(): Promise<void> {
    try {
      let isThereMore = true
      while (isThereMore && !stopped) isThereMore = await takeSome()
    } finally {
      // What was noted is told, also where a damaged file ended it.
      if (!stopped) finish()
    }
  }

  function finish(): void {
    const named = byImportance(foremostSoFar)
      .slice(0, maxNamed)
      .map(({ item }) => item)
    onGathered(keys.length === 0 ? null : { groups, named, keys })
  }

  void gather()
  return () => {
    stopped = true
  }
}
