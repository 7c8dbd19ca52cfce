import { identityOf, type Receipt } from '../../../../resources/backend-kit/receipts.ts'
import type { ReceiptStore } from './receipt-store.ts'

const maxReceipts = 10_000
const maxListed = 200

/** The newest receipts of all users, in the memory of this process. */
export function createMemoryReceipts(): ReceiptStore {
  // Oldest first.
  const stored = new Map<string, { readonly user: string; readonly receipt: Receipt }>()
  const keyOf = (user: string, receipt: Receipt) => `${identityOf(receipt)} ${user}`

  return {
    newOf: async (user, receipts) => receipts.filter((receipt) => !stored.has(keyOf(user, receipt))),

    add: async (user, receipts) => {
      for (const receipt of receipts) {
        const key = keyOf(user, receipt)
        if (!stored.has(key)) stored.set(key, { user, receipt })
      }
      for (const oldest of stored.keys()) {
        if (stored.size <= maxReceipts) break
        stored.delete(oldest)
      }
    },

    of: async (user) =>
      [...stored.values()]
        .filter((entry) => entry.user === user)
        .slice(-maxListed)
        .map(({ receipt }) => receipt)
        .reverse(),
  }
}
