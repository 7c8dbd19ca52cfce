import type { Completeness, ConnectionError } from './connection.ts'
import type { ReceiptProblem } from './receipt.ts'

/** What a server's developers could change, so that less is lost and breaks are noticed sooner. */
export type ServerHint =
  | 'no-ids'
  | 'no-replay'
  | 'no-heartbeat'
  | 'late-headers'
  | `receipts-${ReceiptProblem | 'dropped'}`

/** What was seen of a server. */
export interface ServerFacts {
  /** Whether anything was ever received. */
  readonly hasEvents: boolean
  readonly hasIds: boolean
  /** The longest usual pause between two signs of life in milliseconds; null: not known yet. */
  readonly usualPauseMs: number | null
  readonly completeness: Completeness['kind']
  /** The errors of its connections that are still logged. */
  readonly errors: readonly ConnectionError['kind'][]
  /** Why it gets no receipts; null: it gets them, or wants none. */
  readonly receiptProblem: ReceiptProblem | null
  /** How many were dropped since it was connected, because there were too many. */
  readonly droppedReceipts: number
}

/** Longer than this, and a dead connection is noticed after minutes only. */
const longestGoodPauseMs = 60_000

export function serverHints(facts: ServerFacts): readonly ServerHint[] {
  const { hasEvents, hasIds, usualPauseMs, completeness, errors, receiptProblem } = facts
  const isQuiet = errors.includes('idle') || (usualPauseMs ?? 0) > longestGoodPauseMs
  const hints: readonly (ServerHint | null)[] = [
    hasEvents && !hasIds ? 'no-ids' : null,
    hasIds && completeness === 'unknown' ? 'no-replay' : null,
    isQuiet ? 'no-heartbeat' : null,
    errors.includes('late-headers') ? 'late-headers' : null,
    receiptProblem === null ? null : `receipts-${receiptProblem}`,
    facts.droppedReceipts > 0 ? 'receipts-dropped' : null,
  ]
  return hints.filter((hint) => hint !== null)
}
