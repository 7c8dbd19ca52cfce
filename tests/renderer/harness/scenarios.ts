import { explain } from '../../../electron/i18n/explain.ts'
import { explainFinding } from '../../../electron/i18n/explain-finding.ts'
import type { I18n } from '../../../electron/i18n/i18n.ts'
import type { ConnectionError } from '../../../electron/model/connection.ts'
import { checkOf, type Finding, severityOf } from '../../../electron/model/finding.ts'
import { defaultSettings, maxServers, serverColours } from '../../../electron/model/settings.ts'
import type { AppSnapshot, Diagnostics } from '../../../electron/window/contract.ts'
import { noFilter } from '../../../renderer/history/filter.ts'
import { buildMute, buildRule } from '../../support/build-rule.ts'
import { buildFeedStatus } from '../../support/build-status.ts'
import { buildServer, sourcesOf } from '../build-server.ts'
import { createFakeBridge, type FakeBridge } from '../fake-bridge.ts'
import { listScenarios } from './list-scenarios.ts'
import { loginScenarios } from './login-scenarios.ts'
import { filterScenarios } from './scenario-filters.ts'
import {
  japaneseItems,
  longItems,
  manyItems,
  mixedItems,
  resultItems,
  rightToLeftItems,
} from './scenario-items.ts'
import { serverRules, someRules } from './scenario-rules.ts'
import {
  fiveServers,
  oneServer,
  signIns,
  signingIn,
  sourcesWithRemoved,
  spread,
  twoServers,
} from './scenario-servers.ts'

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

/** Diagnostics of the first server, with something of everything. */
function diagnosticsOf(now: number, i18n: I18n): Diagnostics {
  return {
    server: 1,
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
  }
}

/** A history that the organization wants to be encrypted. */
function encrypted(now: number, encryption: Partial<AppSnapshot['encryption']>) {
  const counts = { all: 41_230, unread: 3, failed: 1, jobs: 4, pinned: 0, snoozed: 0 }
  return createFakeBridge(mixedItems(now), {
    counts,
    settings: { ...defaultSettings, encryptHistory: true, deleteHistoryAtSignOut: true },
    encryption: { state: { kind: 'off' }, problem: null, isAvailable: true, ...encryption },
  })
}

/** Each scenario is a state of the main process at the time `now`. */
export const scenarios = {
  connected: (now) => createFakeBridge(mixedItems(now)),
  'quiet-hours': (now) =>
    createFakeBridge(mixedItems(now), {
      silence: { kind: 'on', reason: 'quiet-hours', until: now + 9 * 60 * minute },
    }),
  'quiet-hours-off': (now) =>
    createFakeBridge(mixedItems(now), {
      settings: { ...defaultSettings, quietHoursOffUntil: now + 9 * 60 * minute },
    }),
  'do-not-disturb': (now) =>
    createFakeBridge(mixedItems(now), {
      silence: { kind: 'on', reason: 'do-not-disturb', until: null },
      notificationProblem:
        'No notification can appear: this desktop has no notification service. Install dunst, then sign out and in again.',
      notice: 'The history was damaged. What could be read was kept; the rest lies in history-damaged.db.',
    }),
  'trouble-not-found': (now, i18n) => troubled(now, i18n, { kind: 'status', status: 404 }),
  'trouble-forbidden': (now, i18n) => troubled(now, i18n, { kind: 'status', status: 403 }),
  'trouble-redirected': (now, i18n) =>
    troubled(now, i18n, { kind: 'redirected', to: 'https://events.example.com/api/notifications' }),
  'trouble-web-page': (now, i18n) => troubled(now, i18n, { kind: 'not-a-stream', contentType: 'text/html' }),
  'trouble-connecting': (now, i18n) =>
    createFakeBridge(
      mixedItems(now),
      oneServer(
        { kind: 'connecting', since: now, error: { kind: 'not-a-stream', contentType: 'text/html' } },
        i18n,
      ),
    ),
  'first-run-windows': () => createFakeBridge([], { servers: [], platform: 'windows' }),
  'first-run-mac': () => createFakeBridge([], { servers: [], platform: 'mac' }),
  'first-run-waiting': (now, i18n) => firstConnection(now, i18n, 'waiting'),
  'first-run-connecting': (now, i18n) => firstConnection(now, i18n, 'connecting'),
  'first-run-token': (now, i18n) => firstConnection(now, i18n, 'signed-out'),
  'token-rejected': () =>
    createFakeBridge([], {
      servers: [],
      check: {
        address: 'https://app.example.com/notifications',
        result: {
          kind: 'token-rejected',
          reason: 'The server does not accept this access token. Check that it was copied whole.',
        },
      },
    }),
  'token-asked': () =>
    createFakeBridge([], {
      servers: [],
      check: { address: 'https://app.example.com/notifications', result: { kind: 'token-needed' } },
    }),
  'unread-none': (now) => createFakeBridge(mixedItems(now).map((item) => ({ ...item, read: true }))),
  empty: () => createFakeBridge(),
  'empty-connecting': (now) =>
    createFakeBridge([], oneServer({ kind: 'connecting', since: now, error: null })),
  waiting: (now, i18n) =>
    createFakeBridge(
      mixedItems(now),
      oneServer({ kind: 'waiting', since: now - minute, error: refused, retryAt: now + 12_000 }, i18n),
    ),
  'signed-out': (now, i18n) =>
    createFakeBridge(
      mixedItems(now),
      oneServer({ kind: 'signed-out', since: now - 5 * minute, error: rejected }, i18n),
    ),
  offline: (now) =>
    createFakeBridge(
      mixedItems(now),
      oneServer({ kind: 'offline', since: now - minute, retryAt: now + minute }),
    ),
  stopped: (now, i18n) =>
    createFakeBridge(
      mixedItems(now),
      oneServer({ kind: 'stopped', since: now - minute, error: { kind: 'no-content' } }, i18n),
    ),
  'no-server': () => createFakeBridge([], { servers: [] }),
  paused: (now) =>
    createFakeBridge(mixedItems(now), { pause: { kind: 'until', at: now + 30 * minute }, rejectedCount: 2 }),
  'waiting-paused': (now, i18n) =>
    createFakeBridge(mixedItems(now), {
      ...oneServer({ kind: 'waiting', since: now - minute, error: refused, retryAt: now + 12_000 }, i18n),
      pause: { kind: 'until-resumed' },
      rejectedCount: 1,
    }),
  gap: (now) =>
    createFakeBridge(mixedItems(now), {
      servers: [
        buildServer({
          status: buildFeedStatus(
            { kind: 'open', since: now },
            {
              lastByteAt: now,
              lastEventAt: now,
              gap: { at: now - 20 * minute, from: '17', to: '90' },
            },
          ),
        }),
      ],
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
          overdueAt: now + minute,
          stalledSince: null,
        },
        {
          key: 27,
          title: 'Stock levels',
          state: 'running',
          progress: 0.3,
          perSecond: null,
          leftMs: null,
          overdueAt: now - 37 * minute,
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
      settings: { ...defaultSettings, rules: [buildMute('export')] },
      windowState: { filter: { ...noFilter, show: 'jobs', category: 'export' }, anchor: null },
    }),
  noticed: (now, i18n) =>
    createFakeBridge(mixedItems(now), {
      notice: i18n.t('notice.history-damaged', { file: 'history-damaged.db' }),
    }),
  checked: () =>
    createFakeBridge([], {
      servers: [],
      check: { address: 'https://app.example.com/notifications', result: { kind: 'stream' } },
    }),
  'check-failed': (_now, i18n) =>
    createFakeBridge([], {
      servers: [],
      tokensKeptIn: 'memory',
      check: {
        address: 'https://app.example.com/notifications',
        result: {
          kind: 'problem',
          reason: explain({ kind: 'unknown-host' }, i18n),
        },
      },
    }),
  'encryption-under-way': (now) => encrypted(now, { state: { kind: 'encrypting', left: 41_230 } }),
  'encryption-done': (now) => encrypted(now, { state: { kind: 'encrypted' } }),
  'encryption-undone': (now) => encrypted(now, { state: { kind: 'decrypting', left: 1 } }),
  'encryption-missing': (now) => encrypted(now, { isAvailable: false, problem: 'no-keychain' }),
  settings: (now, i18n) =>
    createFakeBridge(mixedItems(now), {
      servers: [buildServer({ token: { present: true, keptIn: 'keychain' } })],
      categories: ['billing', 'export', 'operations'],
      settings: {
        ...defaultSettings,
        rules: someRules,
        quietHours: { ...defaultSettings.quietHours, enabled: true },
      },
      diagnostics: diagnosticsOf(now, i18n),
    }),
  'two-servers': (now) => {
    const servers = twoServers()
    return createFakeBridge(spread(mixedItems(now), sourcesOf(servers)), { servers })
  },
  'five-servers': (now, i18n) => {
    const servers = fiveServers(now, i18n)
    const sources = sourcesWithRemoved(servers)
    const diagnostics = diagnosticsOf(now, i18n)
    const warehouse = { when: { source: 'https://warehouse.example.com/notifications' } }
    const settings = {
      ...defaultSettings,
      rules: [buildRule({ ...warehouse, notify: 'never' }), ...serverRules],
    }
    return createFakeBridge(spread(mixedItems(now), sources), { servers, sources, diagnostics, settings })
  },
  'twenty-servers': (now) => {
    const servers = Array.from({ length: maxServers }, (_, index) =>
      buildServer({
        key: index + 1,
        address: `https://server-${index + 1}.example.com/sse`,
        settings: { colour: serverColours[index % serverColours.length] ?? 'grey' },
        ...(index % 3 === 0 && { connection: { kind: 'connecting', since: now, error: null } }),
      }),
    )
    return createFakeBridge(spread(mixedItems(now), sourcesOf(servers)), { servers })
  },
  'source-empty': (now) => {
    const servers = twoServers()
    const source = servers[1]?.id ?? null
    return createFakeBridge(mixedItems(now), {
      servers,
      windowState: { filter: { ...noFilter, show: 'failed', source }, anchor: null },
    })
  },
  'two-filters': (now, i18n) => {
    const servers = fiveServers(now, i18n).map((server) => ({ ...server, problem: null }))
    const source = servers[2]?.id ?? null
    return createFakeBridge(mixedItems(now), {
      servers,
      windowState: { filter: { ...noFilter, category: 'operations', source }, anchor: null },
    })
  },
  'sign-in-needed': (now, i18n) =>
    createFakeBridge(mixedItems(now), { servers: [signingIn(now, i18n, { kind: 'none' })] }),
  'sign-in-preparing': (now, i18n) => signInScenario(now, i18n, 'preparing'),
  'sign-in-in-browser': (now, i18n) => signInScenario(now, i18n, 'in-browser'),
  'sign-in-code': (now, i18n) => signInScenario(now, i18n, 'code'),
  'sign-in-finishing': (now, i18n) => signInScenario(now, i18n, 'finishing'),
  'sign-in-failed': (now, i18n) => signInScenario(now, i18n, 'failed'),
  'sign-in-several': (now, i18n) => {
    const [first, , ...others] = fiveServers(now, i18n)
    const second = {
      ...signingIn(now, i18n, signIns(now).code),
      key: 2,
      id: 'https://two.example/',
      name: 'Billing',
    }
    const servers = first === undefined ? [] : [first, second, ...others]
    return createFakeBridge(spread(mixedItems(now), sourcesOf(servers)), { servers })
  },
  'sign-in-offered': () =>
    createFakeBridge([], {
      servers: [],
      check: { address: 'https://app.example.com/notifications', result: { kind: 'sign-in-offered' } },
    }),
  'signed-in': (now) =>
    createFakeBridge(mixedItems(now), {
      servers: [
        buildServer({
          account: { provider: 'login.example.com', user: 'ann@example.com' },
          token: { present: true, keptIn: 'memory' },
          offersSignIn: true,
        }),
      ],
    }),
  japanese: (now) => createFakeBridge(japaneseItems(now), { language: 'ja' }),
  ...filterScenarios,
  many: (now) => createFakeBridge(manyItems(now, 5000)),
  long: (now) => createFakeBridge(longItems(now)),
  ...listScenarios,
  ...loginScenarios,
  'right-to-left': (now) => createFakeBridge(rightToLeftItems(now), { language: 'ar' }),
} as const satisfies Record<string, (now: number, i18n: I18n) => FakeBridge>

/** The only server can't be reached, for this reason. */
function troubled(now: number, i18n: I18n, error: ConnectionError): FakeBridge {
  return createFakeBridge(
    mixedItems(now),
    oneServer({ kind: 'waiting', since: now - minute, error, retryAt: now + 12_000 }, i18n),
  )
}

/** The first server, to which there has been no connection yet. */
function firstConnection(now: number, i18n: I18n, kind: 'waiting' | 'connecting' | 'signed-out'): FakeBridge {
  const connections = {
    waiting: { kind: 'waiting', since: now, error: refused, retryAt: now + 12_000 },
    connecting: { kind: 'connecting', since: now, error: null },
    'signed-out': { kind: 'signed-out', since: now, error: rejected },
  } as const
  const connection = connections[kind]
  return createFakeBridge([], {
    servers: [
      buildServer({
        status: buildFeedStatus(connection, { lastByteAt: null }),
        problem: connection.error === null ? null : explain(connection.error, i18n),
      }),
    ],
  })
}

/** A sign-in to the only server. */
function signInScenario(now: number, i18n: I18n, state: keyof ReturnType<typeof signIns>): FakeBridge {
  return createFakeBridge(mixedItems(now), { servers: [signingIn(now, i18n, signIns(now)[state])] })
}

export type ScenarioName = keyof typeof scenarios

export function isScenario(name: string | null): name is ScenarioName {
  return name !== null && Object.hasOwn(scenarios, name)
}
