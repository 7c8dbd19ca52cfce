import type { HistoryQuery } from '../../electron/model/history-query.ts'
import type { Store } from '../../electron/store/open-store.ts'
import { one, query } from './store-work.ts'
import type { Row } from './table.ts'

const filters: readonly (readonly [name: string, query: Partial<HistoryQuery>])[] = [
  ['newest page', {}],
  ['unread', { unreadOnly: true }],
  ['failed', { failedOnly: true }],
  ['failed and unread', { failedOnly: true, unreadOnly: true }],
  ['jobs', { type: 'job' }],
  ['category', { category: 'billing' }],
  ['search "invoice"', { search: 'invoice' }],
  ['search "zebra" (rare)', { search: 'zebra' }],
  ['search for what is absent', { search: 'xylophone' }],
]

/** The window's filters among the items of one server. */
export function queryBySource(store: Store, name: string, source: string): readonly Row[] {
  return filters.map(([filter, wanted]) => [`${name}: ${filter}`, query(store, { ...wanted, source })])
}

/** The same among all, and whatever else is read all the time, while a deleted server's rows are still in the file. */
export function queryBehindDeleted(store: Store): readonly Row[] {
  const name = 'behind a deleted server'
  return [
    ...filters.map(([filter, wanted]): Row => [`${name}: ${filter}`, query(store, wanted)]),
    [`${name}: pending notifications`, one(() => store.notificationQueue.entries())],
    [`${name}: expiring results`, one(() => store.notificationQueue.expiring())],
    [`${name}: held notifications`, one(() => store.notificationQueue.anyHeld())],
    [`${name}: categories`, one(() => store.categories(100))],
    [`${name}: the servers`, one(() => store.sources())],
    [`${name}: items that came`, one(() => store.itemsAfter(store.newestPosition() - 100))],
    [`${name}: an item by its SSE id`, one(() => store.itemById('17'))],
  ]
}
