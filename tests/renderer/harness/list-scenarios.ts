import type { Item } from '../../../electron/model/item.ts'
import type { JobProgress } from '../../../electron/model/job.ts'
import { defaultSettings } from '../../../electron/model/settings.ts'
import type { AppSnapshot } from '../../../electron/window/contract.ts'
import { noFilter } from '../../../renderer/history/filter.ts'
import { sourcesOf } from '../build-server.ts'
import { createFakeBridge } from '../fake-bridge.ts'
import { job, notification } from '../items.ts'
import { manyItems, mixedItems } from './scenario-items.ts'
import { spread, twoServers } from './scenario-servers.ts'

const minute = 60_000
const hour = 60 * minute

/** Rows with everything that a row can have. */
function rowItems(now: number): readonly Item[] {
  return [
    notification({
      key: 49,
      receivedAt: now - minute,
      title: 'Deployment finished',
      message: 'See https://app.example.com/deployments/4711 (or https://status.example.com), then go on.',
      category: 'operations',
      pinned: true,
    }),
    job({
      key: 48,
      receivedAt: now - 8 * minute,
      updatedAt: now - 3 * minute,
      createdAt: now - 9 * minute,
      state: 'running',
      title: 'Recalculate prices',
      message: '12,400 of 31,000 articles',
      progress: 0.4,
      category: 'import',
      read: true,
    }),
    job({
      key: 47,
      receivedAt: now - 20 * minute,
      createdAt: now - 26 * minute,
      state: 'running',
      title: 'Customers with open invoices in all countries of the region',
      message: '42,000 of 100,000 rows',
      progress: 0.62,
      category: 'export',
      read: true,
    }),
    job({
      key: 46,
      receivedAt: now - 45 * minute,
      state: 'queued',
      title: 'Full backup',
      message: null,
      read: true,
    }),
    notification({
      key: 45,
      receivedAt: now - 50 * minute,
      title: 'Contract with Fabrikam expires at the end of the month',
      message: 'Renew it before the 30th, or the prices of last year apply no longer.',
      priority: 'high',
      notification: 'pending',
      heldUntil: now + 20 * hour,
      category: 'sales',
      read: true,
    }),
    notification({
      key: 44,
      receivedAt: now - hour,
      title: 'Payment provider unreachable',
      message: 'Card payments have been failing since 11:58.',
      priority: 'critical',
      category: 'billing',
    }),
    job({
      key: 43,
      receivedAt: now - 2 * hour,
      createdAt: now - 2.6 * hour,
      updatedAt: now - 1.5 * hour,
      state: 'failed',
      progress: 0.37,
      title: 'Invoice run, November',
      message: 'The printer service did not answer. 118 of 312 invoices were sent.',
      category: 'billing',
      url: 'https://app.example.com/billing/runs/77',
      read: true,
    }),
    job({ key: 42, receivedAt: now - 3 * hour, state: 'cancelled', title: 'Thumbnails', read: true }),
    notification({ key: 41, receivedAt: now - 4 * hour, title: null, message: 'Your export is ready!' }),
  ]
}

function rowJobs(now: number): readonly JobProgress[] {
  const known = { state: 'running', perSecond: 0.001 } as const
  return [
    {
      ...known,
      ...{ key: 48, title: 'Recalculate prices', progress: 0.4, leftMs: 400_000 },
      ...{ overdueAt: now - minute, stalledSince: null },
    },
    {
      ...known,
      ...{ key: 47, title: 'Customers', progress: 0.62, leftMs: 130_000 },
      ...{ overdueAt: now + minute, stalledSince: null },
    },
    {
      ...{ key: 46, title: 'Full backup', state: 'queued', progress: null, perSecond: null, leftMs: null },
      ...{ overdueAt: null, stalledSince: now - 45 * minute },
    },
  ]
}

const compact = { settings: { ...defaultSettings, density: 'compact' } } as const

function rows(now: number, changes: Partial<AppSnapshot> = {}) {
  const servers = twoServers()
  const items = spread(rowItems(now), sourcesOf(servers))
  return createFakeBridge(items, { servers, jobs: rowJobs(now), ...changes })
}

export const listScenarios = {
  rows: (now: number) => rows(now),
  'rows-compact': (now: number) => rows(now, compact),
  compact: (now: number) => createFakeBridge(mixedItems(now), compact),
  'many-compact': (now: number) => createFakeBridge(manyItems(now, 5000), compact),
  'unread-filter': (now: number) =>
    createFakeBridge(mixedItems(now), {
      windowState: { filter: { ...noFilter, show: 'unread' }, anchor: null },
    }),
}
