import type { EventBus } from './event-bus.ts'

/** What became of an item on the user's computer, as the app has written it. */
export interface Receipt {
  readonly id: string
  readonly what: 'shown' | 'clicked' | 'read' | 'failed'
  /** ISO 8601. */
  readonly at: string
  readonly attempt?: number
  readonly revision?: number
  /** Of `failed` only. */
  readonly reason?: string
}

export interface ReceiptLog {
  /** Resolves when they are stored. What came before, by this key or another, changes nothing. */
  add(user: string | null, key: string, receipts: readonly Receipt[]): Promise<void>
  /** Of one user, in the order in which they came. */
  of(user: string | null): readonly Receipt[]
}

const maxKeys = 1_000
const maxReceipts = 10_000

/** In memory, the newest only. What was read or clicked is published as `read`, for the user's other computers. */
export function createReceiptLog(bus: EventBus): ReceiptLog {
  /** Oldest first, as in the map of receipts. */
  const keys = new Set<string>()
  const stored = new Map<string, { readonly user: string | null; readonly receipt: Receipt }>()

  return {
    async add(user, key, receipts) {
      const batch = JSON.stringify([user, key])
      if (keys.has(batch)) return
      const added = receipts.filter((receipt) => !stored.has(identityOf(user, receipt)))
      const seen = added.filter(({ what }) => what === 'read' || what === 'clicked')
      const ids = [...new Set(seen.map(({ id }) => id))].filter((id) => !wasSeen(user, id, added))
      // Before they are stored: if it fails, the same batch comes again.
      if (ids.length > 0) await bus.publish({ type: 'read', ids }, user ?? undefined)
      keys.add(batch)
      for (const receipt of added) stored.set(identityOf(user, receipt), { user, receipt })
      removeOldest(keys, maxKeys)
      removeOldest(stored, maxReceipts)
    },

    of: (user) => [...stored.values()].filter((entry) => entry.user === user).map(({ receipt }) => receipt),
  }

  /** A click also reads: whichever of the two comes second, in this batch or a later one, is no news. */
  function wasSeen(user: string | null, id: string, added: readonly Receipt[]): boolean {
    const news = added.filter((receipt) => receipt.id === id)
    return news.every((receipt) =>
      (['read', 'clicked'] as const).some((what) => stored.has(identityOf(user, { ...receipt, what }))),
    )
  }
}

/** The user may read a job at the end of each attempt, and a notification in each revision. */
function identityOf(user: string | null, { id, what, attempt, revision }: Receipt): string {
  return JSON.stringify([user, id, what, attempt, revision])
}

function removeOldest(entries: Set<string> | Map<string, unknown>, max: number): void {
  for (const key of entries.keys()) {
    if (entries.size <= max) return
    entries.delete(key)
  }
}
