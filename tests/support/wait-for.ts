import { setTimeout as delay } from 'node:timers/promises'

export interface WaitForOptions {
  /** Gives up after this long. Default 30 s: it only has to end some time, also on a busy machine. */
  readonly timeoutMs?: number
  /** Pause between two checks. Default 25 ms. */
  readonly intervalMs?: number
}

/**
 * Calls `check` until it returns something other than undefined, null or false, and returns that. A check that
 * throws counts as "not yet".
 *
 * Wait for a state that stays. One that passes by itself can come and go between two checks, above all on a busy
 * machine: hold it (see `holdAt` of the stand-in backend), or wait for its lasting effect.
 *
 * @param what finishes the sentence "waited for …"
 * @throws Error that says what was waited for, and what the last check found
 */
export async function waitFor<T>(
  what: string,
  check: () => T | Promise<T>,
  options: WaitForOptions = {},
): Promise<Exclude<T, undefined | null | false>> {
  const { timeoutMs = 30_000, intervalMs = 25 } = options
  const giveUpAt = performance.now() + timeoutMs
  for (;;) {
    const result = await checkOnce(check)
    if (result.kind === 'found') return result.value
    if (performance.now() >= giveUpAt) {
      throw new Error(`Waited ${timeoutMs} ms for ${what}; last found: ${result.description}`)
    }
    await delay(intervalMs)
  }
}

type Check<T> =
  | { readonly kind: 'found'; readonly value: Exclude<T, undefined | null | false> }
  | { readonly kind: 'not-yet'; readonly description: string }

async function checkOnce<T>(check: () => T | Promise<T>): Promise<Check<T>> {
  try {
    const value = await check()
    return isThere(value) ? { kind: 'found', value } : { kind: 'not-yet', description: String(value) }
  } catch (error) {
    return { kind: 'not-yet', description: error instanceof Error ? error.message : String(error) }
  }
}

function isThere<T>(value: T): value is Exclude<T, undefined | null | false> {
  return value !== undefined && value !== null && value !== false
}

/**
 * True when the field has the value.
 *
 * @throws Error with what was found instead, for `waitFor` to report
 */
export function expectField<T extends object, K extends keyof T>(
  seen: T | undefined,
  field: K,
  value: T[K],
): true {
  if (seen?.[field] === value) return true
  throw new Error(`${String(field)} is not ${String(value)}: ${JSON.stringify(seen)}`)
}
