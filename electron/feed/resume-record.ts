import { type CompletenessFacts, completenessOf } from '../model/completeness.ts'
import type { Completeness, Gap } from '../model/connection.ts'
import type { Resume } from './with-cursor.ts'

/** What is known about missed events, over all streams of a feed. */
export type ResumeRecord = Omit<CompletenessFacts, 'gap'> & {
  /** The last stream ended before it was known whether it had resumed. */
  readonly unproven: { readonly since: number; readonly cursor: string | null } | null
}

/**
 * @param lastConnectedAt when an earlier run was last connected; null: never
 * @param unknownSince since when an earlier run could not know whether something was missed
 */
export function initialResumeRecord(
  lastConnectedAt: number | null,
  unknownSince: number | null = null,
): ResumeRecord {
  return {
    isOpen: false,
    interruptedAt: lastConnectedAt,
    unknownSince,
    cursor: null,
    isConfirmed: false,
    declaresReplay: null,
    unproven: null,
  }
}

export function afterOpen(record: ResumeRecord, resume: Resume): ResumeRecord {
  const { unproven } = record
  const cursor = resume.kind === 'resumed' ? resume.cursor : null
  // After the same cursor both interruptions are one: what proves the second one proves the first.
  const isSame = cursor !== null && cursor === unproven?.cursor
  return {
    ...record,
    isOpen: true,
    interruptedAt: isSame ? unproven.since : record.interruptedAt,
    unknownSince: isSame ? record.unknownSince : earliest(record.unknownSince, unproven?.since ?? null),
    cursor,
    isConfirmed: resume.kind === 'resumed' && resume.isConfirmed,
    declaresReplay: null,
    unproven: null,
  }
}

export function afterGreeting(record: ResumeRecord, declaresReplay: boolean | null): ResumeRecord {
  return { ...record, declaresReplay }
}

/** @param lastHeardAt when the stream was last known to be alive, milliseconds since the epoch */
export function afterClose(record: ResumeRecord, lastHeardAt: number): ResumeRecord {
  if (!record.isOpen) return record
  const known = completenessOf({ ...record, gap: null })
  const unproven =
    known.kind === 'unknown' && record.unknownSince === null
      ? { since: known.since, cursor: record.cursor }
      : null
  return { ...record, isOpen: false, interruptedAt: lastHeardAt, unproven }
}

/** The user has seen that something may be missing. */
export function afterAcknowledged(record: ResumeRecord): ResumeRecord {
  return {
    ...record,
    interruptedAt: record.isOpen ? null : record.interruptedAt,
    unknownSince: null,
    unproven: null,
  }
}

export function completenessOfRecord(record: ResumeRecord, gap: Gap | null): Completeness {
  // Between two streams the last one's doubt stands, until the next one can settle it.
  return completenessOf({
    ...record,
    unknownSince: record.unknownSince ?? record.unproven?.since ?? null,
    gap,
  })
}

function earliest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b
  return Math.min(a, b)
}
