import type { Completeness, Gap } from './connection.ts'

/** What is known about the current stream and the interruption before it. */
export interface CompletenessFacts {
  readonly isOpen: boolean
  readonly gap: Gap | null
  /** When the stream before this one was last heard; null: there was none, so nothing can have been missed. */
  readonly interruptedAt: number | null
  /** An older interruption of which nothing can be learned any more; null: none. */
  readonly unknownSince: number | null
  /** The id that was sent to resume after; null: the server has given none. */
  readonly cursor: string | null
  /** The response named this same id as the one it resumes after. */
  readonly isConfirmed: boolean
  /** What the greeting declares about replaying; null: nothing. */
  readonly declaresReplay: boolean | null
  /** The first id that came is the number after the cursor. */
  readonly continuesInOrder: boolean
}

/** Says only what is proven: a server that resumes without saying so is not distinguishable from one that does not. */
export function completenessOf(facts: CompletenessFacts): Completeness {
  const { gap, interruptedAt, unknownSince } = facts
  if (gap !== null) return { kind: 'gap', at: gap.at, from: gap.from, to: gap.to }
  if (!facts.isOpen) return { kind: 'not-known-yet' }
  if (unknownSince !== null) return { kind: 'unknown', since: unknownSince }
  if (interruptedAt === null || hasResumed(facts)) return { kind: 'proven' }
  return { kind: 'unknown', since: interruptedAt }
}

function hasResumed({ cursor, isConfirmed, declaresReplay, continuesInOrder }: CompletenessFacts): boolean {
  return cursor !== null && (isConfirmed || declaresReplay === true || continuesInOrder)
}

/**
 * Whether `id` is the whole number after `cursor`. Longer numbers prove nothing: they may be times, where one event
 * follows another by one second though a third was sent in between.
 */
export function isNextNumber(cursor: string, id: string): boolean {
  const isCount = (text: string) => /^\d{1,9}$/.test(text)
  return isCount(cursor) && isCount(id) && Number(id) === Number(cursor) + 1
}
