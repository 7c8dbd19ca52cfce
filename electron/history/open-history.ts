import { archiveHistory } from '../platform/files/archive-history.ts'
import type { NotOpened } from '../store/open-database.ts'
import { openStore, type Store } from '../store/open-store.ts'
import { isDamage } from '../store/store-error.ts'

export type OpenedHistory =
  | {
      readonly kind: 'open'
      readonly store: Store
      /** The name of the file that was damaged and lies beside the new one now; null: it was sound. */
      readonly setAside: string | null
    }
  | NotOpened

/** Opens the history; a damaged one is set aside, and a new one begins. */
export function openHistory(file: string, now: () => number): OpenedHistory {
  const opened = openStore(file, { now })
  if (opened.kind === 'damaged') return startNewHistory(file, now)
  if (opened.kind !== 'open') return opened
  if (canBeRead(opened.store)) return { ...opened, setAside: null }
  opened.store.close()
  return startNewHistory(file, now)
}

/** Sets the file aside, which nobody may have open, and begins a new history. */
export function startNewHistory(file: string, now: () => number): OpenedHistory {
  const aside = archiveHistory(file, now())
  if (aside.kind === 'failed') return { kind: 'failed', reason: 'history-stuck' }
  const opened = openStore(file, { now })
  return opened.kind === 'open' ? { ...opened, setAside: aside.name } : opened
}

/** Reads what the app reads first: damage is better met here than while it starts. The rest may still be damaged. */
function canBeRead(store: Store): boolean {
  try {
    store.page({ before: null, limit: 50, unreadOnly: false })
    store.page({ before: null, limit: 50, unreadOnly: true })
    store.runningJobs(50)
    store.notificationQueue.groups()
    store.notificationQueue.expiring()
    store.downloads.running()
    store.latestStatus(null)
    store.rejectedEvents(50)
    return true
  } catch (error) {
    if (isDamage(error)) return false
    throw error
  }
}
