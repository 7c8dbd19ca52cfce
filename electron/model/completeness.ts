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
}

/**
 * Says only what is proven: a server that resumes without saying so is not distinguishable from one that does not. Ids
 * in an unbroken sequence prove nothing, because many servers number an event only when they send it to someone.
 */
export function completenessOf(facts: CompletenessFacts): Completeness {
  const { gap, interruptedAt, unknownSince } = facts
  if (gap !== null) return { kind: 'gap', at: gap.at, from: gap.from, to: gap.to }
  if (unknownSince !== null) return { kind: 'unknown', since: unknownSince }
  if (!facts.isOpen) return { kind: 'not-known-yet' }
  if (interruptedAt === null || hasResumed(facts)) return { kind: 'proven' }
  return { kind: 'unknown', since: interruptedAt }
}

function hasResumed({ cursor, isConfirmed, declaresReplay }: CompletenessFacts): boolean {
  return cursor !== null && (isConfirmed || declaresReplay === true)
}
