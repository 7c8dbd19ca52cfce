import { completenessOf } from '../../electron/model/completeness.ts'
import type { Connection, FeedStatus } from '../../electron/model/connection.ts'

/** The status of a feed in this state, where nothing has been missed but for the gap. */
export function buildFeedStatus(connection: Connection, parts: Partial<FeedStatus> = {}): FeedStatus {
  const isOpen = connection.kind === 'open'
  const gap = parts.gap ?? null
  return {
    connection,
    lastByteAt: null,
    lastEventAt: null,
    gap,
    disconnectedSince: isOpen ? null : connection.since,
    completeness: completenessOf({
      isOpen,
      gap,
      interruptedAt: null,
      unknownSince: null,
      cursor: null,
      isConfirmed: false,
      declaresReplay: null,
    }),
    ...parts,
  }
}
