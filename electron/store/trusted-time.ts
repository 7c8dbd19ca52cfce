/** How long the clock must have run evenly before anything is deleted because of its age. */
export const minEvenMs = 15 * 60_000

/** More than a clock is corrected in small steps. */
const maxDriftMs = 60_000

/**
 * Returns a function that says whether the clock can be trusted to tell the age of things: since the start of the
 * program, or the last leap of the clock, it has run evenly for a quarter of an hour. A computer may start with a wrong
 * date, and somebody may set the clock ten years ahead for ten seconds. After sleep the clock has leapt as well.
 *
 * @param now milliseconds since the epoch, which may leap
 * @param monotonic milliseconds that only go forward, evenly
 */
export function createTrustedTime(now: () => number, monotonic: () => number): () => boolean {
  let evenSince = monotonic()
  let offset = now() - evenSince

  return () => {
    const at = monotonic()
    const newOffset = now() - at
    if (Math.abs(newOffset - offset) > maxDriftMs) evenSince = at
    offset = newOffset
    return at - evenSince >= minEvenMs
  }
}
