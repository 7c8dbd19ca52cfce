import { expiresSoonFrom } from '../../electron/model/download.ts'
import type { Item } from '../../electron/model/item.ts'

const hourMs = 60 * 60_000

/** When the next of these results begins to expire soon, or expires; null: none will. Milliseconds since the epoch. */
export function nextExpiryAt(items: readonly Item[], now: number): number | null {
  let next: number | null = null
  for (const item of items) {
    for (const at of [expiresSoonFrom(item), item.offer?.expiresAt ?? null]) {
      if (at !== null && at > now && (next === null || at < next)) next = at
    }
  }
  return next
}

/** How often to update the time left until then; null: it is shown in days or hours. */
export function expiryTickMs(expiryAt: number | null, now: number): number | null {
  return expiryAt !== null && expiryAt - now < 2 * hourMs ? 20_000 : null
}
