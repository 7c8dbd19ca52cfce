import type { Receipt } from '../../../../resources/backend-kit/receipts.ts'
import { database } from './database.ts'
import { createMemoryReceipts } from './memory-receipts.ts'
import { createPostgresReceipts } from './postgres-receipts.ts'

/** What became of each user's items on their computers. */
export interface ReceiptStore {
  /** Those of them that are not stored yet. */
  readonly newOf: (user: string, receipts: readonly Receipt[]) => Promise<readonly Receipt[]>
  /** Stores them, each once. */
  readonly add: (user: string, receipts: readonly Receipt[]) => Promise<void>
  /** The newest of this user. */
  readonly of: (user: string) => Promise<readonly Receipt[]>
}

declare global {
  var dashboardReceipts: ReceiptStore | undefined
}

/** In the database that all instances share, where there is one; otherwise in this process. */
export function receiptStore(): ReceiptStore {
  const pool = database()
  globalThis.dashboardReceipts ??= pool === null ? createMemoryReceipts() : createPostgresReceipts(pool)
  return globalThis.dashboardReceipts
}
