import type { Item } from './item.ts'

/** How long a result can still be fetched. */
export type Expiry = 'never' | 'later' | 'soon' | 'expired'

const dayMs = 24 * 60 * 60_000

/** When an item's download begins to be about to expire: a day before or, of a short life, when 20 % are left. */
export function expiresSoonFrom(item: Pick<Item, 'offer' | 'updatedAt'>): number | null {
  const expiresAt = item.offer?.expiresAt ?? null
  if (expiresAt === null) return null
  const lifeMs = expiresAt - item.updatedAt
  return lifeMs > dayMs ? expiresAt - dayMs : expiresAt - 0.2 * lifeMs
}

export function expiryOf(item: Pick<Item, 'offer' | 'updatedAt'>, now: number): Expiry {
  const expiresAt = item.offer?.expiresAt ?? null
  if (expiresAt === null) return 'never'
  if (now >= expiresAt) return 'expired'
  const soonFrom = expiresSoonFrom(item)
  return soonFrom !== null && now >= soonFrom ? 'soon' : 'later'
}
