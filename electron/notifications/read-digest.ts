import type { Item } from '../model/item.ts'
import type { Silence } from '../model/quiet-hours.ts'
import type { Settings } from '../model/settings.ts'
import type { NotificationQueueReader, PendingEntry, PendingItems } from '../store/history-reader.ts'
import { type DigestParts, maxNamed } from './digest.ts'
import { byImportance, splitPending } from './pending.ts'

export type DigestQueue = Pick<NotificationQueueReader, 'entries' | 'items' | 'atOneMoment'>

/** An item that a digest may name, with what its importance depends on. */
export interface NamedItem extends PendingItems {
  readonly item: Item
}

export interface PendingDigest extends Omit<DigestParts, 'named'> {
  /** The most important items, at most `maxNamed`. */
  readonly named: readonly NamedItem[]
}

/** Pending items that are alike, with their keys, newest first. */
interface Group extends PendingItems {
  readonly keys: readonly Item['key'][]
}

/**
 * Reads what may be announced in one digest: the critical items, or those that are not. Groups, keys and items are
 * read at the same moment, so that the counts in the title are those of the keys. Null: there is nothing.
 */
export function readDigest(
  queue: DigestQueue,
  settings: Pick<Settings, 'mutedCategories'>,
  silence: Silence,
  ofCritical: boolean,
): PendingDigest | null {
  return queue.atOneMoment(() => {
    const entries = queue.entries().filter(({ priority }) => (priority === 'critical') === ofCritical)
    const pending = groupsOf(entries)
    const announced = new Set(splitPending(pending, settings, silence).announce)
    const groups = byImportance(pending.filter((group) => announced.has(group)))
    const keys = groups.flatMap((group) => group.keys)
    if (keys.length === 0) return null
    const named = groups
      .flatMap((group) => group.keys.slice(0, maxNamed).map((key) => ({ group, key })))
      .slice(0, maxNamed)
      .flatMap(({ group, key }) => queue.items([key]).map((item) => ({ ...group, item })))
    return { groups, keys, named }
  })
}

function groupsOf(entries: readonly PendingEntry[]): readonly Group[] {
  const groups = new Map<string, [PendingEntry, ...PendingEntry[]]>()
  for (const entry of entries) {
    const { priority, category, state, expiresSoon } = entry
    const name = JSON.stringify([priority, category, state, expiresSoon])
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [entry])
    else group.push(entry)
  }
  return [...groups.values()].map((alike) => {
    const { key: _, ...fields } = alike[0]
    return { ...fields, count: alike.length, keys: alike.map(({ key }) => key) }
  })
}
