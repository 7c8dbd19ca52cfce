import type { NotOpened } from '../store/open-database.ts'
import { openStore, type Store, type StoreOptions } from '../store/open-store.ts'
import { isDamage } from '../store/store-error.ts'

export type OpenedHistory =
  | {
      readonly kind: 'open'
      readonly store: Store
      /** The name under which a damaged file was archived beside the new one; null: it was sound. */
      readonly archivedAs: string | null
    }
  | NotOpened

/** Renames the history file, which nobody has open; null when the system refuses. Returns its new name. */
export type ArchiveHistory = (file: string, now: number) => string | null

/** Opens the history; a damaged one is archived, and a new one begins. */
export function openHistory(file: string, options: StoreOptions, archive: ArchiveHistory): OpenedHistory {
  const opened = openStore(file, options)
  if (opened.kind === 'open') {
    if (canBeRead(opened.store)) return { ...opened, archivedAs: null }
    opened.store.close()
  } else if (opened.kind !== 'damaged') return opened

  const archivedAs = archive(file, options.now())
  if (archivedAs === null) return { kind: 'failed', reason: 'history-stuck' }
  const again = openStore(file, options)
  return again.kind === 'open' ? { ...again, archivedAs } : again
}

/** Reads what the app reads first, so that damage there shows before the app starts. The rest may still be damaged. */
function canBeRead(store: Store): boolean {
  try {
    store.page({ before: null, limit: 50, unreadOnly: false })
    store.page({ before: null, limit: 50, unreadOnly: true })
    store.runningJobs(50)
    store.notificationQueue.entries()
    store.notificationQueue.expiring()
    store.downloads.unfinished()
    for (const { id } of store.sources()) store.latestStatus(id)
    store.rejectedEvents(50)
    return true
  } catch (error) {
    if (isDamage(error)) return false
    throw error
  }
}
