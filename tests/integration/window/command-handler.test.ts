import { expect, onTestFinished, test } from 'vitest'
import { english } from '../../../electron/i18n/english.ts'
import type { HistoryFilter } from '../../../electron/model/history-query.ts'
import { defaultSettings, type Settings } from '../../../electron/model/settings.ts'
import { type CommandHandlerDeps, createCommandHandler } from '../../../electron/window/command-handler.ts'
import { waitFor } from '../../support/wait-for.ts'
import { localTimeIn } from '../../unit/model/wall-clock.ts'
import {
  allItems,
  append,
  createLocalWriter,
  deleteItems,
  job,
  markAllRead,
  notification,
  openTestStore,
  raw,
  source,
} from '../store/store-fixture.ts'

const now = Date.parse('2026-11-20T12:00:00+01:00')

/** The handler on a real store with two notifications, the first of which has a page. */
function startHandler(canOpenPages = true) {
  const store = openTestStore(undefined, { now: () => now, stopwatch: () => 0 })
  append(store, source, raw('1'), notification('n-1', { url: 'https://app.example.com/1' }))
  append(store, source, raw('2'), notification('n-2'))
  const opened: string[] = []
  const rows: number[] = []
  const told: string[] = []
  const copied: string[] = []
  const details: (number | null)[] = []
  const openedDownloads: number[] = []
  const saved: (HistoryFilter | null)[] = []
  const changes: Partial<Settings>[] = []
  const quietHours = { enabled: true, spans: [{ days: [5], from: 11 * 60, to: 13 * 60 }] } as const
  const nothing = () => {}
  const { writer, writeAll } = createLocalWriter(store)
  const deps: CommandHandlerDeps = {
    reader: store,
    writer,
    servers: {
      reconnect: nothing,
      check: nothing,
      connect: nothing,
      change: nothing,
      remove: nothing,
      signIn: nothing,
      cancelSignIn: nothing,
      signOut: nothing,
      forgetToken: nothing,
      dismissGap: nothing,
      chooseCertificate: (key, fingerprint) => told.push(`${fingerprint} for ${key}`),
      pageOf: (key) => (key === 1 ? new URL('https://app.example.com') : null),
    },
    proxyLogins: {
      enter: (proxy, { name, password }, remember) =>
        told.push(`${name}:${password} for ${proxy}${remember ? ', remembered' : ''}`),
      forget: (proxy) => told.push(`forgot ${proxy}`),
    },
    downloads: {
      ...{ start: nothing, cancel: nothing, show: nothing },
      open: (key) => openedDownloads.push(key),
      drag: (key) => told.push(`dragged ${key}`),
    },
    chooseFolder: (rule) => told.push(`folder of rule ${rule}`),
    history: {
      save: async (_format, filter) => {
        saved.push(filter)
      },
      dismissNotice: nothing,
    },
    settings: () => ({ ...defaultSettings, quietHours }),
    changeSettings: (change) => changes.push(change),
    testNotification: nothing,
    examineServer: nothing,
    copyReport: () => told.push('report copied'),
    trackerPage: new URL('https://tracker.example/issues'),
    copyText: (text) => copied.push(text),
    showLicenses: nothing,
    quit: nothing,
    localTime: localTimeIn('Europe/Berlin'),
    i18n: () => english,
    openPage: async (url: URL) => {
      opened.push(url.href)
      return canOpenPages
    },
    onPageNotOpened: () => told.push('not opened'),
    window: {
      open: () => rows.push(0),
      showItem: (key: number) => rows.push(key),
      showPage: nothing,
      showDetail: (key) => details.push(key),
      saveState: nothing,
      showsNewest: nothing,
      showDiagnostics: nothing,
    },
    now: () => now,
  }
  const handle = createCommandHandler(deps)
  const click = (keys: readonly number[]) => handle({ type: 'open-notification', keys })
  onTestFinished(() => store.close())
  return {
    ...{ store, opened, rows, told, copied, details, openedDownloads, saved, changes },
    ...{ writeAll, click, handle },
  }
}

test('a click on a notification is idempotent, and works however late it comes', () => {
  const { store, opened, rows, writeAll, click } = startHandler()
  click([1])
  click([1])
  writeAll()
  expect(opened).toEqual(['https://app.example.com/1', 'https://app.example.com/1'])
  expect(store.unread()).toBe(1)

  markAllRead(store)
  deleteItems(store, [2])
  click([2])
  click([1, 2])
  writeAll()
  expect(rows).toEqual([2, 0])
  expect(store.unread()).toBe(0)
})

test('a page that no browser opens has its row shown, unread, and the user is told', async () => {
  const { store, rows, told, writeAll, click } = startHandler(false)
  click([1])
  await waitFor('the row', () => rows.length > 0)
  writeAll()
  expect(rows).toEqual([1])
  expect(told).toEqual(['not opened'])
  expect(store.unread()).toBe(2)
})

test('a link is opened and copied by its place in the message, and no other', async () => {
  const { store, handle, opened, copied, told } = startHandler(false)
  const message = 'See https://a.example/1, http://b.example/ and https://b.example/2.'
  append(store, source, raw('3'), notification('n-3', { message }))
  for (const index of [1, 0, 2]) handle({ type: 'open-link', key: 3, index })
  handle({ type: 'open-link', key: 99, index: 0 })
  expect(opened).toEqual(['https://b.example/2', 'https://a.example/1'])
  await waitFor('the notice', () => told.length > 1)
  handle({ type: 'copy-link', key: 3, index: 1 })
  handle({ type: 'copy-link', key: 3, index: 7 })
  handle({ type: 'copy-link', key: 3, index: null })
  handle({ type: 'copy-link', key: 1, index: null })
  expect(copied).toEqual(['https://b.example/2', 'https://app.example.com/1'])
})

test('texts are copied in the order of the list, without those that are gone', () => {
  const { store, handle, copied } = startHandler()
  append(
    store,
    source,
    raw('3'),
    notification('n-3', { title: 'Invoices', message: '312 were sent.\nAll of them.' }),
  )
  append(store, source, raw('4'), notification('n-4', { title: 'Same', message: 'Same' }))
  append(store, source, raw('5'), job('j-5', 'failed'))
  deleteItems(store, [2])
  handle({ type: 'copy-text', keys: [1, 2, 3, 4, 5, 99] })
  expect(copied).toEqual(['Failed: a job\n\nSame\n\nInvoices\n312 were sent.\nAll of them.\n\nHello'])
  handle({ type: 'copy-text', keys: [2] })
  expect(copied).toHaveLength(1)
})

test('"remind me" is at the local time that it names, for several items, and can be cancelled', () => {
  const { store, handle, writeAll } = startHandler()
  handle({ type: 'snooze', keys: [1, 2], until: { kind: 'this-evening' } })
  writeAll()
  const evening = Date.parse('2026-11-20T18:00:00+01:00')
  expect(allItems(store).map(({ heldUntil }) => heldUntil)).toEqual([evening, evening])
  handle({ type: 'cancel-snooze', keys: [1] })
  writeAll()
  expect(store.snoozed(5).map(({ key }) => key)).toEqual([2])
})

test('marking what is shown, pins, details, downloads and exports go where they belong', () => {
  const { store, handle, writeAll, details, openedDownloads, saved } = startHandler()
  handle({ type: 'pin', keys: [1] })
  handle({ type: 'mark-matching-read', filter: { unreadOnly: false, pinnedOnly: true } })
  writeAll()
  expect([store.unread(), store.markedRead()]).toEqual([1, { count: 1, at: now }])
  handle({ type: 'undo-mark-read' })
  handle({ type: 'unpin', keys: [1] })
  writeAll()
  expect([store.unread(), store.counts().pinned]).toEqual([2, 0])
  handle({ type: 'show-detail', key: 2 })
  handle({ type: 'show-detail', key: null })
  handle({ type: 'open-download', key: 2 })
  handle({ type: 'export-history', format: 'csv' })
  handle({ type: 'export-history', format: 'csv', filter: { unreadOnly: true } })
  expect([details, openedDownloads, saved]).toEqual([[2, null], [2], [null, { unreadOnly: true }]])
})

test('quiet hours are skipped until they end, and apply again when the user changes them', () => {
  const { changes, handle } = startHandler(true)
  handle({ type: 'skip-quiet-hours' })
  handle({ type: 'keep-quiet-hours' })
  const quietHours = { enabled: true, spans: [] }
  handle({ type: 'change-settings', change: { quietHours } })
  handle({ type: 'change-settings', change: { theme: 'dark' } })
  expect(changes).toEqual([
    { quietHoursOffUntil: now + 60 * 60_000 },
    { quietHoursOffUntil: null },
    { quietHours, quietHoursOffUntil: null },
    { theme: 'dark' },
  ])
})

test('a server is opened in the browser by its key, and a problem is reported with its report', async () => {
  const { opened, told, handle } = startHandler(false)
  handle({ type: 'open-server-page', server: 2 })
  handle({ type: 'open-server-page', server: 1 })
  handle({ type: 'report-problem' })
  expect(opened).toEqual(['https://app.example.com/', 'https://tracker.example/issues'])
  await waitFor('both', () => told.length === 3)
  expect(told).toEqual(['report copied', 'not opened', 'not opened'])
})
