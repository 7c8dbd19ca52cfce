import type { Item } from '../../../electron/model/item.ts'
import { defaultSettings, type Settings } from '../../../electron/model/settings.ts'
import type { WindowFilter } from '../../../electron/model/window-filter.ts'
import { noFilter } from '../../../renderer/history/filter.ts'
import { buildFeedStatus } from '../../support/build-status.ts'
import { buildServer, sourcesOf } from '../build-server.ts'
import { createFakeBridge, type FakeBridge } from '../fake-bridge.ts'
import { job, notification } from '../items.ts'
import { manyItems, mixedItems } from './scenario-items.ts'
import { spread, twoServers } from './scenario-servers.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const savedFilters: Settings['savedFilters'] = [
  { name: 'Billing', filter: { ...noFilter, category: 'billing' } },
  { name: 'This week', filter: { ...noFilter, dates: { kind: 'last-7-days' } } },
  {
    name: 'Failed exports of the last month',
    filter: { ...noFilter, show: 'failed', category: 'export', dates: { kind: 'last-30-days' } },
  },
]

/** Some pinned, some that come again, and servers of which notifications may be missing. */
function sortedItems(now: number): readonly Item[] {
  return mixedItems(now).map((item) => ({
    ...item,
    pinned: item.key === 16 || item.key === 12,
    ...(item.key === 14 && { notification: 'pending' as const, heldUntil: now + 4 * hour }),
  }))
}

function equalItems(now: number): readonly Item[] {
  const ready = (key: number, age: number, parts: Partial<Item> = {}) =>
    job({
      ...{ key, receivedAt: now - age, state: 'succeeded', title: 'Orders', category: 'export' },
      ...{ message: 'Your export is ready!', read: true, ...parts },
    })
  const disk = (key: number, age: number) =>
    notification({
      ...{ key, receivedAt: now - age, title: 'Disk almost full', priority: 'high' },
      ...{ message: 'Less than 5 % are free on db-2.', category: 'operations' },
    })
  return [
    ready(16, 2 * minute, { read: false, title: 'Customers' }),
    disk(15, 5 * minute),
    disk(14, 20 * minute),
    disk(13, 35 * minute),
    disk(12, 50 * minute),
    disk(11, 65 * minute),
    notification({ key: 10, receivedAt: now - 2 * hour, title: 'Mira shared a report with you', read: true }),
    ready(9, 3 * hour),
    ready(8, 3 * hour + minute),
    ready(7, 4 * hour),
    ready(6, day),
    ready(5, day + minute),
    job({ key: 4, receivedAt: now - day - hour, state: 'failed', title: 'Full backup', read: true }),
  ]
}

function jobItems(now: number): readonly Item[] {
  const backup = (key: number, age: number, parts: Partial<Item>) =>
    job({
      ...{ key, id: `backup-${key}`, receivedAt: now - age, title: 'Nightly backup', category: 'operations' },
      ...{ state: 'succeeded', read: true, ...parts },
    })
  return [
    job({ key: 9, receivedAt: now - minute, state: 'running', title: 'Orders', progress: 0.4 }),
    backup(8, 6 * hour, { message: '48 GB in 41 minutes', read: false }),
    notification({ key: 7, receivedAt: now - 8 * hour, title: 'Mira shared a report with you', read: true }),
    backup(6, day, { state: 'failed', message: 'The disk is full.' }),
    notification({
      ...{ key: 5, id: 'backup-6', receivedAt: now - day - minute, title: 'Slower than usual', read: true },
      ...{ message: 'The backup has been running for two hours.', category: 'operations' },
    }),
    job({ key: 4, receivedAt: now - day - hour, state: 'succeeded', title: 'Price list', read: true }),
    backup(3, 2 * day, { message: '47 GB in 40 minutes' }),
    job({ key: 2, receivedAt: now - 3 * day, state: 'succeeded', title: 'Price list', read: true }),
  ]
}

function filtered(now: number, filter: Partial<WindowFilter>, settings: Partial<Settings> = {}): FakeBridge {
  const servers = twoServers()
  return createFakeBridge(spread(sortedItems(now), sourcesOf(servers)), {
    ...{ servers, settings: { ...defaultSettings, ...settings } },
    windowState: { filter: { ...noFilter, ...filter }, anchor: null },
  })
}

/** Scenarios of finding and ordering. */
export const filterScenarios = {
  filtered: (now: number) =>
    filtered(now, {
      ...{ category: 'billing', source: twoServers()[0]?.id ?? null, priority: 'important' },
      ...{ dates: { kind: 'days', from: '2026-01-01', to: '2027-12-31' }, search: 'pay' },
    }),
  'saved-filters': (now: number) => filtered(now, { category: 'billing' }, { savedFilters }),
  'saved-filter-long': (now: number) => filtered(now, savedFilters[2]?.filter ?? {}, { savedFilters }),
  pinned: (now: number) => filtered(now, { show: 'pinned' }),
  snoozed: (now: number) => filtered(now, { show: 'snoozed' }),
  'none-pinned': (now: number) =>
    createFakeBridge(mixedItems(now), {
      windowState: { filter: { ...noFilter, show: 'pinned' }, anchor: null },
    }),
  'none-snoozed': (now: number) =>
    createFakeBridge(mixedItems(now), {
      windowState: { filter: { ...noFilter, show: 'snoozed' }, anchor: null },
    }),
  'none-today': (now: number) =>
    createFakeBridge(mixedItems(now - 3 * day), {
      windowState: { filter: { ...noFilter, dates: { kind: 'today' } }, anchor: null },
    }),
  'none-matching': (now: number) =>
    filtered(now, { category: 'billing', state: 'cancelled', dates: { kind: 'yesterday' } }),
  suggested: (now: number) =>
    createFakeBridge(mixedItems(now), {
      windowState: { filter: { ...noFilter, search: 'failed' }, anchor: null },
    }),
  'by-category': (now: number) =>
    createFakeBridge(sortedItems(now), { settings: { ...defaultSettings, groupBy: 'category' } }),
  'by-job': (now: number) =>
    createFakeBridge(jobItems(now), { settings: { ...defaultSettings, groupBy: 'job' } }),
  'many-by-category': (now: number) =>
    createFakeBridge(manyItems(now, 1500), { settings: { ...defaultSettings, groupBy: 'category' } }),
  equal: (now: number) => createFakeBridge(equalItems(now)),
  'two-gaps': (now: number) => {
    const servers = twoServers().map((server, index) =>
      buildServer({
        ...{ key: server.key, address: server.address, settings: server.settings },
        status: buildFeedStatus(
          { kind: 'open', since: now },
          { lastByteAt: now, gap: { at: now - (index === 0 ? 20 * minute : day), from: '17', to: '90' } },
        ),
      }),
    )
    return createFakeBridge(spread(mixedItems(now), sourcesOf(servers)), { servers })
  },
  'empty-gap': (now: number) =>
    createFakeBridge([], {
      servers: [
        buildServer({
          status: buildFeedStatus(
            { kind: 'open', since: now },
            { lastByteAt: now, gap: { at: now - minute, from: '17', to: '90' } },
          ),
        }),
      ],
    }),
}
