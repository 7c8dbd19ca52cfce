import type { Gap } from '../model/connection.ts'
import { limits } from '../model/limits.ts'
import type { ResumeLoss } from './with-cursor.ts'

const maxShownIdLength = limits.shown.gapId.max

/** The gap that a failed resume leaves. Its end may still be unknown. */
export function gapAfterLoss(loss: ResumeLoss, now: number): Gap {
  return {
    at: now,
    from: loss.from.slice(0, maxShownIdLength),
    to: loss.kind === 'elsewhere' ? (loss.to?.slice(0, maxShownIdLength) ?? null) : null,
  }
}

/**
 * The gap after an event was stored: the first event with an id is its end. When the event that we had last comes
 * again, the server sends everything again, and there is no gap. The same object if nothing changes.
 */
export function gapAfterEvent(gap: Gap | null, eventId: string | null): Gap | null {
  if (gap === null || eventId === null) return gap
  if (eventId.slice(0, maxShownIdLength) === gap.from) return null
  return gap.to === null ? { ...gap, to: eventId.slice(0, maxShownIdLength) } : gap
}
