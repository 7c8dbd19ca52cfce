import { setTimeout as delay } from 'node:timers/promises'

export interface WaitForOptions {
  /** Gives up after this long. Default 10 s. */
  readonly timeoutMs?: number
  /** Pause between two looks. Default 25 ms. */
  readonly intervalMs?: number
}

/**
 * Looks until `look` gives something other than undefined, null or false, and returns that. A look that
 * throws counts as "not yet". When time is up it throws an Error that says what was waited for and what the
 * last look saw.
 *
 * @param what finishes the sentence "waited for …"
 */
export async function waitFor<T>(
  what: string,
  look: () => T | Promise<T>,
  options: WaitForOptions = {},
): Promise<Exclude<T, undefined | null | false>> {
  const { timeoutMs = 10_000, intervalMs = 25 } = options
  const giveUpAt = performance.now() + timeoutMs
  for (;;) {
    const seen = await lookOnce(look)
    if (seen.kind === 'found') return seen.value
    if (performance.now() >= giveUpAt) {
      throw new Error(`Waited ${timeoutMs} ms for ${what}; last seen: ${seen.description}`)
    }
    await delay(intervalMs)
  }
}

type Look<T> =
  | { readonly kind: 'found'; readonly value: Exclude<T, undefined | null | false> }
  | { readonly kind: 'not-yet'; readonly description: string }

async function lookOnce<T>(look: () => T | Promise<T>): Promise<Look<T>> {
  try {
    const value = await look()
    return isThere(value) ? { kind: 'found', value } : { kind: 'not-yet', description: String(value) }
  } catch (error) {
    return { kind: 'not-yet', description: error instanceof Error ? error.message : String(error) }
  }
}

function isThere<T>(value: T): value is Exclude<T, undefined | null | false> {
  return value !== undefined && value !== null && value !== false
}
