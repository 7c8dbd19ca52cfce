import { describe, expect, test } from 'vitest'
import type { Connection, ConnectionError } from '../../../electron/model/connection.ts'
import type { JobProgress } from '../../../electron/model/job.ts'
import type { Silence } from '../../../electron/model/quiet-hours.ts'
import type { Language } from '../../../electron/model/settings.ts'
import type { MonitoredJob } from '../../../electron/tray/job-monitor.ts'
import type { TrayEntry } from '../../../electron/tray/tray-entries.ts'
import { createTrayModel, type TrayServer, type TrayState } from '../../../electron/tray/tray-model.ts'
import { buildItem, buildItems } from '../../support/build-item.ts'
import { createI18n } from '../../support/i18n.ts'

const open: Connection = { kind: 'open', since: 0 }
const waiting: Connection = { kind: 'waiting', since: 0, error: { kind: 'refused' }, retryAt: 9 }
const off: Silence = { kind: 'off' }
const paused: Silence = { kind: 'on', reason: 'paused', until: null }
const server = (connection: Connection, parts: Partial<TrayServer> = {}): TrayServer => ({
  ...{ key: 1, name: 'app.example.com', offersSignIn: false, connection },
  ...parts,
})
const idle: TrayState = {
  ...{ servers: [server(open)], unread: 0, unreadFailed: 0, silence: off, hideContent: false, latest: [] },
  ...{ jobs: [], jobCounts: { queued: 0, running: 0 }, downloads: [], snoozed: [], now: 0 },
  ...{ jobs: [], jobCounts: { queued: 0, running: 0 }, downloads: [], snoozed: [] },
  quietHoursOffUntil: null,
  localTime: { weekday: 3, minutes: 600 },
}
const full: Connection = {
  ...{ kind: 'waiting', since: 0, retryAt: 9 },
  error: { kind: 'store-failed', detail: 'disk-full' },
}
const signedOut: Connection = { kind: 'signed-out', since: 0, error: { kind: 'token-rejected' } }
const stopped: Connection = { kind: 'stopped', since: 0, error: { kind: 'no-content' } }
const connecting = (error: ConnectionError): Connection => ({ kind: 'connecting', since: 0, error })

/** The counts are those of the given jobs, unless they are given as well. */
const model = (parts: Partial<TrayState>, language: Language = 'en') => {
  const count = (state: JobProgress['state']) =>
    (parts.jobs ?? []).filter((job) => job.state === state).length
  const jobCounts = { queued: count('queued'), running: count('running') }
  return createTrayModel(
    { ...idle, jobCounts, ...parts },
    createI18n(language, language === 'en' ? 'en-GB' : language),
  )
}
const labels = (entries: readonly TrayEntry[]) =>
  entries.flatMap((entry) => (entry.kind === 'separator' ? [] : [entry.label]))

const job = (parts: Partial<MonitoredJob>): MonitoredJob => ({
  ...{ key: 1, title: 'Orders', state: 'running', progress: 0.42, perSecond: null, leftMs: null },
  ...{ overdueAt: null, isOverdue: false, stalledSince: null, updatedAt: 0 },
  ...parts,
})

describe('the icon', () => {
  test.each<[string, Partial<TrayState>]>([
    ['connected', {}],
    ['unread', { unread: 3 }],
    ['connecting', { servers: [server({ kind: 'connecting', since: 0, error: null })] }],
    ['offline', { servers: [server(waiting)], unread: 3 }],
    ['offline', { servers: [] }],
    ['offline', { servers: [server({ kind: 'offline', since: 0, retryAt: 9 })] }],
    ['signed-out', { servers: [server({ kind: 'signed-out', since: 0, error: { kind: 'token-missing' } })] }],
    ['paused', { silence: paused, unread: 3 }],
    ['paused', { silence: { kind: 'on', reason: 'quiet-hours', until: 9 } }],
    ['offline', { servers: [server(waiting)], silence: paused }],
    ['attention', { servers: [server(full)], unread: 3, silence: paused }],
    ['attention', { servers: [server(stopped)] }],
    ['offline', { servers: [server({ kind: 'stopped', since: 0, error: null })] }],
    ['attention', { servers: [server(connecting({ kind: 'store-failed', detail: 'disk-full' }))] }],
    ['signed-out', { servers: [server(connecting({ kind: 'token-rejected' }))] }],
    ['connecting', { servers: [server(connecting({ kind: 'refused' }))] }],
  ])('is %s for %j', (icon, parts) => {
    expect(model(parts).icon).toBe(icon)
  })
})

test('the tooltip says in words what the icon shows', () => {
  const until = new Date(2026, 10, 22, 14, 30).getTime()
  expect(model({ unread: 3, silence: { ...paused, until } }).tooltip).toBe(
    'Tidings: Connected, 3 unread, Paused until 14:30',
  )
})

test('a failed job, an account that is signed out and a full disk look and read differently', () => {
  const states: readonly Partial<TrayState>[] = [
    { unread: 1, unreadFailed: 1 },
    { servers: [server(signedOut)] },
    { servers: [server(full)] },
    { servers: [server(stopped)] },
  ]
  expect(states.map((state) => model(state)).map(({ icon, tooltip }) => [icon, tooltip])).toEqual([
    ['unread', 'Tidings: Connected, 1 unread, 1 failed'],
    ['signed-out', 'Tidings: Access token needed'],
    ['attention', 'Tidings: New notifications can’t be saved: the disk is full'],
    ['attention', 'Tidings: Stopped'],
  ])
})

test('the menu leads to where a trouble can be ended', () => {
  const cure = (connection: Connection) => model({ servers: [server(connection)] }).menu[3]
  expect(cure(signedOut)).toMatchObject({
    label: 'Enter access token…',
    command: { type: 'open-page', page: 'sign-in' },
  })
  expect(cure(full)).toMatchObject({ label: 'See what’s wrong…', command: { type: 'open-window' } })
  expect(cure(waiting)).toMatchObject({ label: 'Reconnect now' })
})

describe('several servers', () => {
  const production = server(open, { key: 1, name: 'Production' })
  const staging = server(waiting, { key: 2, name: 'Staging' })
  const customer = server(signedOut, { key: 3, name: 'Customer', offersSignIn: true })

  test('look like the worst of them, and the tooltip tells each', () => {
    const { icon, tooltip } = model({ servers: [production, staging, customer] })
    expect(icon).toBe('signed-out')
    expect(tooltip).toBe(
      'Tidings: 1 of 3 servers connected, Production: Connected, ' +
        'Staging: Not connected, trying again, Customer: Sign in again',
    )
    expect(model({ servers: [production, staging] }).icon).toBe('offline')
    expect(model({ servers: [production, server(open, { key: 2 })] }).icon).toBe('connected')
  })

  test('each have their own way out of a trouble, by name', () => {
    const token = server(signedOut, { key: 4, name: 'Old' })
    expect(model({ servers: [production, customer, token] }).menu).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          label: 'Customer: Sign in…',
          command: { type: 'open-page', page: 'sign-in', server: 3 },
        }),
        expect.objectContaining({
          label: 'Old: Enter access token…',
          command: { type: 'open-page', page: 'sign-in', server: 4 },
        }),
      ]),
    )
  })

  test('of twenty a few are named, and the others are counted', () => {
    const servers = Array.from({ length: 20 }, (_, key) => server(signedOut, { key, name: `Server ${key}` }))
    const shown = labels(model({ servers }).menu)
    expect(shown.filter((label) => /^Server \d+: Access token needed$/.test(label))).toHaveLength(6)
    expect(shown).toContain('14 more servers')
    expect(shown.filter((label) => label.endsWith('Enter access token…'))).toHaveLength(3)
  })

  test('behind one proxy say what it asks, and lead to the window once', () => {
    const proxy = { proxy: 'proxy:3128', inClear: true, wasRejected: false }
    const error = { kind: 'proxy-login', ...proxy } as const
    const servers = [1, 2].map((key) =>
      server({ kind: 'waiting', since: 0, retryAt: 9, error }, { key, name: `Server ${key}` }),
    )
    const shown = labels(model({ servers }).menu)
    expect(shown).toContain('Server 2: The proxy needs a name and a password')
    expect(shown.filter((label) => label === 'See what’s wrong…')).toHaveLength(1)
  })

  test('that ask for a certificate say so, also while Tidings tries again', () => {
    const error = { kind: 'client-certificate', why: 'needed', label: null } as const
    const shown = labels(model({ servers: [server({ kind: 'connecting', since: 0, error })] }).menu)
    expect(shown).toContain('The server asks for a certificate')
  })

  test('can be reconnected together, as long as one is not connected', () => {
    expect(model({ servers: [production, staging] }).menu).toContainEqual(
      expect.objectContaining({ command: { type: 'reconnect', server: null } }),
    )
  })
})

test('the menu opens the window, shows the status, pauses, opens the settings and quits', () => {
  expect(labels(model({}).menu)).toEqual([
    ...['Open Tidings', 'Connected', 'Pause notifications', 'Settings', 'Quit'],
  ])
})

test('everything unread can be marked as read', () => {
  expect(model({ unread: 3 }).menu).toContainEqual({
    ...{ kind: 'command', label: 'Mark all as read', command: { type: 'mark-all-read' } },
  })
})

test('a pause can be short, long, for the night, or without an end', () => {
  const pause = model({}).menu.find((entry) => entry.kind === 'submenu')
  expect(pause?.kind === 'submenu' && labels(pause.entries)).toEqual([
    'For 30 minutes',
    'For 1 hour',
    'Until tomorrow morning',
    'Until I resume',
  ])
})

test('while there is no connection the menu offers to reconnect at once', () => {
  expect(labels(model({ servers: [server(waiting)] }).menu)).toContain('Reconnect now')
})

test('a pause in force can be ended; quiet hours end by themselves', () => {
  expect(labels(model({ silence: paused }).menu)).toContain('Resume notifications')
  const quiet: Silence = { kind: 'on', reason: 'quiet-hours', until: null }
  expect(labels(model({ silence: quiet }).menu)).toContain('Pause notifications')
})

test('quiet hours can be skipped until they end, and that can be taken back', () => {
  const until = new Date(2026, 10, 23, 7).getTime()
  const quiet: Silence = { kind: 'on', reason: 'quiet-hours', until }
  expect(model({ silence: quiet }).menu).toContainEqual({
    ...{ kind: 'command', label: 'Notify me anyway until 07:00', command: { type: 'skip-quiet-hours' } },
  })
  const skipped = model({ quietHoursOffUntil: until })
  expect(skipped.tooltip).toBe('Tidings: Connected, Quiet hours off until 07:00')
  expect(skipped.menu).toContainEqual({
    ...{ kind: 'command', label: 'Resume quiet hours', command: { type: 'keep-quiet-hours' } },
  })
  expect(labels(model({ silence: paused }).menu).join()).not.toContain('quiet hours')
})

describe('running jobs in the menu', () => {
  test('show the same progress as the window', () => {
    const label = (parts: Partial<MonitoredJob>) => labels(model({ jobs: [job(parts)] }).menu)[2]
    expect(label({ progress: 0.421 })).toMatch(/^Orders: 42\s?%$/)
    expect(label({ progress: 0.999 })).toMatch(/^Orders: 99\s?%$/)
    expect(label({ progress: 0.466, leftMs: 180_000 })).toMatch(/47\s?%, about 3\u00a0min left$/)
    expect(label({ progress: null })).toBe('Orders: running')
    expect(label({ state: 'queued' })).toBe('Orders: waiting')
    expect(label({ stalledSince: 1 })).toBe('Orders: no update for a while')
    const updatedAt = new Date(2026, 10, 22, 15, 30).getTime()
    expect(label({ progress: 0.466, isOverdue: true, updatedAt })).toMatch(/47\s?%, last update at 15:30$/)
  })

  test('are a few at most', () => {
    const jobs = Array.from({ length: 12 }, (_, key) => job({ key, title: `Job ${key}` }))
    const shown = labels(model({ jobs }).menu)
    expect(shown.filter((label) => label.startsWith('Job '))).toHaveLength(3)
    expect(shown).toContain('and 9 more running')
  })

  test('are all counted, however many there are', () => {
    const jobs = Array.from({ length: 50 }, (_, key) => job({ key }))
    const shown = labels(model({ jobs, jobCounts: { running: 511, queued: 0 } }).menu)
    expect(shown).toContain('and 508 more running')
  })

  test('come before those that wait, which are counted for themselves', () => {
    const waits = Array.from({ length: 4 }, (_, key) => job({ key, state: 'queued', title: `Queued ${key}` }))
    const shown = labels(model({ jobs: [...waits, job({ key: 9 })] }).menu)
    expect(shown.slice(2, 6)).toEqual([
      ...[
        expect.stringMatching(/^Orders: 42/),
        'Queued 0: waiting',
        'Queued 1: waiting',
        'and 2 more waiting',
      ],
    ])
  })

  test('with a title of the other reading direction leave the rest of the line in its place', () => {
    const label = (title: string, language: Language) =>
      labels(model({ jobs: [job({ title, progress: null })] }, language).menu)[2]
    expect(label('تصدير الطلبات', 'en')).toBe('\u2068تصدير الطلبات\u2069: running')
    expect(label('Orders', 'en')).toBe('Orders: running')
    expect(label('Orders', 'ar')).toBe('\u200f\u2068Orders\u2069: \u2068قيد التنفيذ\u2069')
    expect(label('تصدير الطلبات', 'ar')).toMatch(/^\u200f\u2068تصدير الطلبات\u2069: /)
  })
})

describe('downloads in the menu', () => {
  const running = (received: number, total: number | null) =>
    ({ kind: 'running', received, total, perSecond: null }) as const
  const waits = { kind: 'queued', received: 0, total: null } as const

  test('show their progress and lead to their rows', () => {
    const downloads = [
      { key: 1, name: 'orders.csv', download: running(47, 100) },
      { key: 2, name: null, download: running(47, null) },
      { key: 3, name: 'later.csv', download: waits },
      { key: 4, name: 'last.csv', download: waits },
    ]
    const { menu } = model({ downloads })
    expect(labels(menu).slice(2, 6)).toEqual([
      expect.stringMatching(/^↓ orders\.csv: 47\s?%$/),
      '↓ Job: running',
      '↓ later.csv: waiting',
      'and 1 more waiting',
    ])
    expect(menu).toContainEqual(expect.objectContaining({ command: { type: 'show-item', key: 3 } }))
  })
})

describe('the latest items in the menu', () => {
  test('are five at most, unread ones marked, and do the same as a click on their notification', () => {
    const latest = [buildItem({ key: 9, message: 'Read', read: true }), ...buildItems(8, { message: 'New' })]
    const entries = model({ latest }).menu.filter(
      (entry) => entry.kind === 'command' && entry.command.type === 'open-notification',
    )
    expect(labels(entries)).toEqual(['Read', '● New', '● New', '● New', '● New'])
    expect(entries[0]).toMatchObject({ command: { type: 'open-notification', keys: [9] } })
  })

  test('are cut to one short line', () => {
    const latest = [buildItem({ message: `Two\nlines ${'and more '.repeat(50)}`, read: true })]
    const [, , line = ''] = labels(model({ latest }).menu)
    expect(line).toMatch(/^Two lines and more/)
    expect(line.length).toBeLessThanOrEqual(48)
  })

  test('do not include jobs that are still running', () => {
    const latest = [buildItem({ state: 'running', title: 'Orders' })]
    expect(labels(model({ latest }).menu)).not.toContain('Orders')
  })
})

test('what reminds later is in the menu with its time, and leads to its row', () => {
  const at = new Date(2026, 10, 22, 15, 30).getTime()
  const snoozed = [buildItem({ key: 7, title: 'Orders 2026', heldUntil: at })]
  expect(model({ snoozed, now: at - 24 * 60 * 60_000 + 1 }).menu).toContainEqual({
    ...{ kind: 'command', label: 'Orders 2026: reminder at 15:30' },
    command: { type: 'show-item', key: 7 },
  })
  expect(labels(model({ snoozed, now: at - 24 * 60 * 60_000 }).menu)).toContainEqual(
    expect.stringMatching(/^Orders 2026: reminder on Sun,? 22 Nov at 15:30$/),
  )
})

test('a reminder can be cancelled in the menu: the only one at once, of several each', () => {
  const at = new Date(2026, 10, 22, 15, 30).getTime()
  const [one, two] = [1, 2].map((key) => buildItem({ key, title: `Job ${key}`, heldUntil: at }))
  const cancel = (key: number) => ({ type: 'cancel-snooze', keys: [key] })
  const now = at - 60_000
  expect(model({ snoozed: one === undefined ? [] : [one], now }).menu).toContainEqual({
    ...{ kind: 'command', label: 'Cancel reminder', command: cancel(1) },
  })
  const both = [one, two].flatMap((item) => (item === undefined ? [] : [item]))
  expect(model({ snoozed: both, now }).menu).toContainEqual({
    ...{ kind: 'submenu', label: 'Cancel reminder' },
    entries: [1, 2].map((key) => ({
      ...{ kind: 'command', label: `Job ${key}: reminder at 15:30`, command: cancel(key) },
    })),
  })
})

describe('the reminder of the newest unread item', () => {
  const remind = (parts: Partial<TrayState>) =>
    model(parts).menu.find((entry) => entry.kind === 'submenu' && entry.label.startsWith('Remind me'))
  const latest = [
    buildItem({ key: 3, title: 'Read', read: true }),
    buildItem({ key: 2, title: 'Later', read: false, notification: 'pending', heldUntil: 9 }),
    buildItem({ key: 1, title: 'Orders 2026', read: false, notification: 'shown' }),
  ]

  test('is offered at five times', () => {
    const menu = remind({ latest })
    expect(menu).toMatchObject({ label: 'Remind me: Orders 2026' })
    const entries = menu?.kind === 'submenu' ? menu.entries : []
    expect(entries).toEqual([
      ...(
        [
          ['In 1\u00a0hour', { kind: 'for', ms: 3_600_000 }],
          ['This evening', { kind: 'this-evening' }],
          ['Tomorrow morning', { kind: 'tomorrow' }],
          ['On Monday', { kind: 'next-week' }],
        ] as const
      ).map(([label, until]) => ({
        ...{ kind: 'command', label },
        command: { type: 'snooze', keys: [1], until },
      })),
      { kind: 'command', label: 'Pick a time…', command: { type: 'pick-reminder', key: 1 } },
    ])
  })

  test('names nothing with hidden content', () => {
    expect(remind({ latest, hideContent: true })).toMatchObject({ label: 'Remind me' })
  })

  test('is not offered where there is none', () => {
    expect(remind({ latest: latest.slice(0, 2) })).toBeUndefined()
  })
})

test('while the user is away the tray says that notifications wait', () => {
  const { icon, tooltip } = model({ silence: { kind: 'on', reason: 'away', until: null } })
  expect(icon).toBe('paused')
  expect(tooltip).toContain('Notifications wait until you’re back')
})

test('with hidden content the menu names nothing, but still shows how jobs and downloads go', () => {
  const item = buildItem({ title: 'Secret', message: 'Secret', heldUntil: 9 })
  const download = { kind: 'running', received: 1, total: 4, perSecond: null } as const
  const { menu, tooltip } = model({
    hideContent: true,
    unread: 1,
    jobs: [job({ title: 'Secret' })],
    downloads: [{ key: 1, name: 'secret.csv', download }],
    snoozed: [item],
    latest: [item],
  })
  expect(JSON.stringify([menu, tooltip])).not.toMatch(/secret/i)
  expect(labels(menu)).toEqual(expect.arrayContaining(['1 unread', 'Job: 42%', '↓ Job: 25%']))
})
