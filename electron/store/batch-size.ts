/** How long one step of a search may take: short enough that an event or a click in between is not felt. */
const stepMs = 6
const first = 1_000
const shortest = 250

/**
 * How many positions the next step of a walk through the history looks at: longer while steps are quick, shorter
 * once one was slow. Careful, because one stretch may be full of matches and the next one of none.
 */
export function nextBatchSize(length: number | null, tookMs: number): number {
  if (length === null) return first
  if (tookMs < stepMs / 12) return length * 4
  if (tookMs < stepMs / 3) return length * 2
  if (tookMs > stepMs) return Math.max(shortest, Math.round((length * stepMs) / tookMs))
  return length
}
