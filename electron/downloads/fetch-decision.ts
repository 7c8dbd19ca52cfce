import { expiryOf, type SkipReason } from '../model/download.ts'
import type { Item } from '../model/item.ts'
import { limits } from '../model/limits.ts'
import type { FetchRule } from '../model/rule.ts'
import type { StoredDownload } from '../store/history-reader.ts'

export interface FetchFacts {
  readonly item: Pick<Item, 'state' | 'offer' | 'updatedAt' | 'notification'>
  /** What is stored of its download; null: nothing, it was never decided about. */
  readonly stored: StoredDownload | null
  /** The rule for it; null: it is not to be downloaded by itself. Called only where it matters. */
  readonly rule: () => FetchRule | null
  /** Whether the app connects to the server for the first time, so that it sends what was there before. */
  readonly isFirstConnect: boolean
  /** How many downloads by themselves run or wait. */
  readonly active: number
  /** Milliseconds since the epoch. */
  readonly now: number
}

export type FetchDecision =
  | { readonly kind: 'none' }
  | { readonly kind: 'fetch'; readonly rule: FetchRule }
  /** To be stored, so that it is not decided again and the user learns why. */
  | { readonly kind: 'skip'; readonly reason: SkipReason }

const none: FetchDecision = { kind: 'none' }
export const maxFetches = limits.stored.fetches.max

/**
 * Decides whether the result of a job is downloaded by itself: once, while its notification has not been raised yet. What
 * can be known only later, like the connection and the space on the disk, is looked at when the download begins.
 */
export function decideFetch(facts: FetchFacts): FetchDecision {
  const { item, stored, active, now } = facts
  const { offer } = item
  if (item.state !== 'succeeded' || offer === null || item.notification !== 'pending') return none
  if (expiryOf(item, now) === 'expired') return none
  if (stored !== null && !canGoOn(stored)) return none
  const rule = facts.rule()
  if (rule === null) return none
  if (facts.isFirstConnect) return skip({ kind: 'old-result' })
  const max = bytesOf(rule)
  if (offer.size !== null && offer.size > max) return skip({ kind: 'over-limit', max, size: offer.size })
  if (active >= maxFetches) return skip({ kind: 'too-many' })
  return { kind: 'fetch', rule }
}

/** The largest file that this rule allows, in bytes. */
export function bytesOf({ maxMegabytes }: Pick<FetchRule, 'maxMegabytes'>): number {
  return maxMegabytes * 1_000_000
}

/** Whether it is a download by a rule that was interrupted, for the first time, by the end of the last run of the app. */
function canGoOn({ download, startedBy }: StoredDownload): boolean {
  if (startedBy !== 'rule') return false
  const isInterrupted = download.kind === 'interrupted' && download.reason.kind === 'ended'
  // After a crash it is stored as it was.
  return isInterrupted || download.kind === 'running' || download.kind === 'queued'
}

function skip(reason: SkipReason): FetchDecision {
  return { kind: 'skip', reason }
}
