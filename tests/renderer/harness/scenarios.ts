import { explain } from '../../../electron/i18n/explain.ts'
import { explainFinding } from '../../../electron/i18n/explain-finding.ts'
import type { I18n } from '../../../electron/i18n/i18n.ts'
import type { ConnectionError } from '../../../electron/model/connection.ts'
import { checkOf, type Finding, severityOf } from '../../../electron/model/finding.ts'
import { defaultSettings } from '../../../electron/model/settings.ts'
import type { AppSnapshot } from '../../../electron/window/contract.ts'
import { noFilter } from '../../../renderer/history/filter.ts'
import { buildFeedStatus } from '../../support/build-status.ts'
import { createFakeBridge, type FakeBridge } from '../fake-bridge.ts'
import {
  japaneseItems,
  longItems,
  manyItems,
  mixedItems,
  resultItems,
  rightToLeftItems,
} from './scenario-items.ts'

const minute = 60_000
const refused: ConnectionError = { kind: 'refused' }
const rejected: ConnectionError = { kind: 'token-rejected' }

const findings: readonly Finding[] = [
  { code: 'name-ok' },
  { code: 'encryption-ok' },
  { code: 'http1' },
  { code: 'compressed', values: { encoding: 'gzip' } },
  { code: 'buffered', values: { seconds: 17 } },
]

function status(connection: AppSnapshot['status']['connection']): Pick<AppSnapshot, 'status'> {
  return { status: buildFeedStatus(connection) }
}

/** Each scenario is a state of the main process at the time `now`. */
export const scenarios = {
  connected: (now) => createFakeBridge(mixedItems(now)),
  'unread-none': (now) => createFakeBridge(mixedItems(now).map((item) => ({ ...item, read: true }))),
  empty: () => createFakeBridge(),
  'empty-connecting': (now) => createFakeBridge([], status({ kind: 'connecting', since: now, error: null })),
  waiting: (now, i18n) =>
    createFakeBridge(mixedItems(now), {
      ...status({ kind: 'waiting', since: now - minute, error: refused, retryAt: now + 12_000 }),
      problem: explain(refused, i18n),
    }),
  'signed-out': (now, i18n) =>
    createFakeBridge(mixedItems(now), {
      ...status({ kind: 'signed-out', since: now - 5 * minute, error: rejected }),
      problem: explain(rejected, i18n),
    }),
  offline: (now) =>
    createFakeBridge(
      mixedItems(now),
      status({ kind: 'offline', since: now - minute, retryAt: now + minute }),
    ),
  stopped: (now, i18n) =>
    createFakeBridge(mixedItems(now), {
      ...status({ kind: 'stopped', since: now - minute, error: { kind: 'no-content' } }),
      problem: explain({ kind: 'no-content' }, i18n),
    }),
  'no-server': (now) =>
    createFakeBridge([], { ...status({ kind: 'stopped', since: now, error: null }), server: null }),
  paused: (now) =>
    createFakeBridge(mixedItems(now), { pause: { kind: 'until', at: now + 30 * minute }, rejectedCount: 2 }),
  'waiting-paused': (now, i18n) =>
    createFakeBridge(mixedItems(now), {
      ...status({ kind: 'waiting', since: now - minute, error: refused, retryAt: now + 12_000 }),
      problem: explain(refused, i18n),
      pause: { kind: 'until-resumed' },
      rejectedCount: 1,
    }),
  gap: (now) =>
    createFakeBridge(mixedItems(now), {
      status: buildFeedStatus(
        { kind: 'open', since: now },
        {
          lastByteAt: now,
          lastEventAt: now,
          gap: { at: now - 20 * minute, from: '17', to: '90' },
        },
      ),
    }),
  results: (now) =>
    createFakeBridge(resultItems(now), {
      jobs: [
        {
          key: 28,
          title: 'Customers',
          state: 'running',
          progress: 0.62,
          perSecond: 0.004,
          leftMs: 95_000,
          stalledSince: null,
        },
        {
          key: 27,
          title: 'Stock levels',
          state: 'running',
          progress: 0.3,
          perSecond: null,
          leftMs: null,
          stalledSince: now - 38 * minute,
        },
      ],
    }),
  searched: (now) =>
    createFakeBridge(mixedItems(now), {
      windowState: { filter: { ...noFilter, search: 'inv' }, anchor: null },
    }),
  'not-found': (now) =>
    createFakeBridge(mixedItems(now), {
      windowState: { filter: { ...noFilter, search: 'zebra' }, anchor: null },
    }),
  'all-read': (now) =>
    createFakeBridge(
      mixedItems(now).map((item) => ({ ...item, read: true })),
      { windowState: { filter: { ...noFilter, show: 'unread' }, anchor: null } },
    ),
  category: (now) =>
    createFakeBridge(mixedItems(now), {
      settings: { ...defaultSettings, mutedCategories: ['export'] },
      windowState: { filter: { ...noFilter, show: 'jobs', category: 'export' }, anchor: null },
    }),
  noticed: (now, i18n) =>
    createFakeBridge(mixedItems(now), {
      notice: i18n.t('notice.history-damaged', { file: 'history-damaged.db' }),
    }),
  checked: (now) =>
    createFakeBridge([], {
      ...status({ kind: 'stopped', since: now, error: null }),
      server: null,
      check: { server: 'https://app.example.com/notifications', result: { kind: 'stream' } },
    }),
  'check-failed': (now, i18n) =>
    createFakeBridge([], {
      ...status({ kind: 'stopped', since: now, error: null }),
      server: null,
      token: { present: false, keptIn: 'memory' },
      check: {
        server: 'https://app.example.com/notifications',
        result: {
          kind: 'problem',
          reason: explain({ kind: 'unknown-host' }, i18n),
        },
      },
    }),
  settings: (now, i18n) =>
    createFakeBridge(mixedItems(now), {
      token: { present: true, keptIn: 'keychain' },
      categories: ['billing', 'export', 'operations'],
      settings: {
        ...defaultSettings,
        mutedCategories: ['operations', 'import'],
        quietHours: { ...defaultSettings.quietHours, enabled: true },
      },
      diagnostics: {
        connections: [
          { at: now - minute, kind: 'open', problem: null },
          { at: now - 2 * minute, kind: 'connecting', problem: null },
          { at: now - 9 * minute, kind: 'waiting', problem: explain(refused, i18n) },
          { at: now - 300 * minute, kind: 'open', problem: null },
        ],
        hints: [i18n.t('hint.no-ids')],
        sandbox: 'off',
        examination: {
          kind: 'done',
          isFit: false,
          findings: findings.map((finding) => ({
            ...{ code: finding.code, check: checkOf(finding), severity: severityOf(finding) },
            ...explainFinding(finding, i18n),
          })),
        },
        rejectedEvents: [
          {
            at: now - 5 * minute,
            reason: 'The event has no "type".',
            data: '{"message":"Your export is ready!"}',
            count: 3,
          },
        ],
        cursor: '1044',
        versions: { Tidings: '0.1.0', Electron: '45.4.1', Chromium: '146.0', System: 'Linux x64' },
      },
    }),
  japanese: (now) => createFakeBridge(japaneseItems(now), { language: 'ja' }),
  many: (now) => createFakeBridge(manyItems(now, 5000)),
  long: (now) => createFakeBridge(longItems(now)),
  'right-to-left': (now) => createFakeBridge(rightToLeftItems(now), { language: 'ar' }),
} as const satisfies Record<string, (now: number, i18n: I18n) => FakeBridge>

export type ScenarioName = keyof typeof scenarios

export function isScenario(name: string | null): name is ScenarioName {
  return name !== null && Object.hasOwn(scenarios, name)
}
