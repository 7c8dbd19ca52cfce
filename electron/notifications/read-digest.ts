import type { Item } from '../model/item.ts'
import type { Silence } from '../model/quiet-hours.ts'
import type { NotificationQueueReader } from '../store/history-reader.ts'
import { type DigestParts, maxNamed } from './digest.ts'
import { groupPending, type PendingItems, type RuleSettings, splitPending } from './pending.ts'

export type DigestQueue = Pick<NotificationQueueReader, 'entries' | 'items' | 'atOneMoment'>

/** An item that a digest may name, with what its importance depends on. */
export interface NamedItem extends PendingItems {
  readonly item: Item
}

export interface PendingDigest extends Omit<DigestParts, 'named'> {
  /** The most important items, at most `maxNamed`. */
  readonly named: readonly NamedItem[]
}

/**
 * Reads what may be announced in one digest: the critical items, or those that are not. Keys and items are read at the
 * same moment, so that the counts in the title are those of the keys. Null: there is nothing.
 */
export function readDigest(
  queue: DigestQueue,
  settings: RuleSettings,
  silence: Silence,
  ofCritical: boolean,
): PendingDigest | null {
  return queue.atOneMoment(() => {
    const entries = queue.entries().filter(({ priority }) => (priority === 'critical') === ofCritical)
    const groups = splitPending(groupPending(entries, settings), silence).announce
    const keys = groups.flatMap((group) => group.keys)
    if (keys.length === 0) return null
    const named = groups
      .flatMap((group) => group.keys.slice(0, maxNamed).map((key) => ({ group, key })))
      .slice(0, maxNamed)
      .flatMap(({ group, key }) => queue.items([key]).map((item) => ({ ...group, item })))
    return { groups, keys, named }
  })
}
