import { expiresSoonFrom } from '../../electron/model/download.ts'
import type { Item } from '../../electron/model/item.ts'

const hourMs = 60 * 60_000

/** When the results among these items begin to expire soon, or expire, in order. Milliseconds since the epoch. */
export function expiriesOf(items: readonly Item[]): readonly number[] {
  const times: number[] = []
  for (const item of items) {
    if (item.offer === null) continue
    for (const at of [expiresSoonFrom(item), item.offer.expiresAt]) if (at !== null) times.push(at)
  }
  return times.sort((a, b) => a - b)
}

/** The first of these times that is still to come; null: none is. */
export function nextAfter(times: readonly number[], now: number): number | null {
  return times.find((at) => at > now) ?? null
}

/** How often to update the time left until then; null: it is shown in days or hours. */
export function expiryTickMs(expiryAt: number | null, now: number): number | null {
  return expiryAt !== null && expiryAt - now < 2 * hourMs ? 20_000 : null
}
