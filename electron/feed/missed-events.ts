import type { Completeness, Gap } from '../model/connection.ts'
import type { Opened } from './connection-options.ts'
import type { EarlierRun } from './feed-options.ts'
import { gapAfterEvent, gapAfterLoss } from './gap.ts'
import {
  afterAcknowledged,
  afterClose,
  afterGreeting,
  afterOpen,
  completenessOfRecord,
  initialResumeRecord,
} from './resume-record.ts'

/** Follows what may have been missed over all streams of a feed, and which cursor is of no use any more. */
export interface MissedEvents {
  readonly gap: () => Gap | null
  readonly completeness: () => Completeness
  /** The stored cursor, unless the server can't use it. */
  readonly usable: (storedCursor: string | null) => string | null
  readonly streamOpened: (opened: Opened) => void
  /** @param replay what the greeting declares */
  readonly greeted: (replay: boolean | null) => void
  readonly eventCame: (eventId: string | null) => void
  /**
   * The stream ended.
   *
   * @param lastHeardAt when it was last known to be alive, milliseconds since the epoch
   * @param wasUseful it lived long enough to show that the server works
   */
  readonly streamClosed: (lastHeardAt: number, wasUseful: boolean) => void
  /** The user has seen that something may be missing. */
  readonly dismissed: () => void
}

/** @param now milliseconds since the epoch */
export function createMissedEvents(
  { lastConnectedAt, unknownSince, gap: earlierGap }: EarlierRun,
  now: () => number,
): MissedEvents {
  let record = initialResumeRecord(lastConnectedAt, unknownSince)
  let gap = earlierGap
  let expiredCursor: string | null = null
  /** Not sent with this stream, to find out whether it makes the server fail. */
  let withheldCursor: string | null = null

  function expire(from: string): void {
    expiredCursor = from
    gap = gapAfterLoss({ kind: 'expired', from }, now())
  }

  /** The server works without the cursor that was sent before: the cursor made it fail. */
  function blameWithheldCursor(): void {
    if (withheldCursor !== null) expire(withheldCursor)
    withheldCursor = null
  }

  return {
    gap: () => gap,
    completeness: () => completenessOfRecord(record, gap),
    usable: (storedCursor) => (storedCursor === expiredCursor ? null : storedCursor),
    streamOpened: ({ resume, withheldCursor: withheld }) => {
      withheldCursor = withheld
      record = afterOpen(record, resume)
      if (resume.kind === 'expired') expire(resume.from)
      else if (resume.kind !== 'from-now' && resume.kind !== 'resumed') gap = gapAfterLoss(resume, now())
    },
    greeted: (replay) => {
      record = afterGreeting(record, replay)
    },
    eventCame: (eventId) => {
      // The server has it after all.
      if (eventId === expiredCursor) expiredCursor = null
      blameWithheldCursor()
      gap = gapAfterEvent(gap, eventId)
    },
    streamClosed: (lastHeardAt, wasUseful) => {
      if (wasUseful) blameWithheldCursor()
      withheldCursor = null
      record = afterClose(record, lastHeardAt)
    },
    dismissed: () => {
      gap = null
      record = afterAcknowledged(record)
    },
  }
}
