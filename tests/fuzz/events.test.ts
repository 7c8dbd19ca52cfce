import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { chooseFormat } from '../../electron/feed/formats/choose-format.ts'
import { formats } from '../../electron/feed/formats/formats.ts'
import type { RawEvent } from '../../electron/model/event.ts'
import { parseSafeUrl } from '../../electron/model/safe-url.ts'
import { openStore } from '../../electron/store/open-store.ts'
import { type Arbitraries, play } from './arbitraries.ts'

const examples = [
  { type: 'connected', message: 'SSE Stream Active' },
  { type: 'notification', message: 'Your export is ready!' },
  {
    type: 'notification',
    id: 'n-981',
    title: 'Invoice run finished',
    message: '312 invoices were sent.',
    category: 'billing',
    priority: 'critical',
    createdAt: '2026-11-22T10:00:00Z',
    url: 'https://app.example.com/billing/runs/77',
  },
  { type: 'job', id: 'exp-42', state: 'running', title: 'Orders 2026', progress: 0.42 },
  {
    type: 'job',
    id: 'exp-42',
    state: 'succeeded',
    download: {
      url: 'https://app.example.com/exports/42/file',
      filename: 'orders-2026.csv',
      size: 734003200,
      sha256: 'a'.repeat(64),
      expiresAt: '2026-11-29T10:00:00Z',
    },
  },
  { type: 'read', ids: ['n-981'] },
  { type: 'withdraw', ids: ['n-980'] },
  {
    ...{ id: 'p0M5y6gcCYaB', time: 1764150020, expires: 1764193220, event: 'message', topic: 'exports' },
    ...{ message: 'Ready', priority: 5, sequence_id: 's', attachment: { url: 'https://example.com/a' } },
  },
  {
    ...{ specversion: '1.0', id: 'A234', source: '/exports', type: 'com.example.finished', subject: 'a' },
    data: { type: 'job', id: 'exp-42', state: 'running' },
  },
]

function rawEvent(wild: Arbitraries): RawEvent {
  const json = JSON.stringify(wild.spoil(wild.pick(examples))) ?? ''
  const data = wild.pick([() => json, () => json, () => wild.spoilText(json), wild.text])()
  // A stream can carry only whole characters, and no NUL or line break in an id.
  const id = Buffer.from(wild.text())
    .toString()
    .replaceAll(/[\0\r\n]/g, '')
  const eventId = wild.pick([null, id])
  return { type: wild.text(), data, lastEventId: eventId ?? '', eventId }
}

function recognized(raw: RawEvent) {
  return chooseFormat({ url: new URL('https://app.example.com/sse'), format: null }, () => {}).of(raw)
}

test('any event is decoded or rejected with a reason, and its links are safe', () => {
  play(5_000, (wild) => {
    const raw = rawEvent(wild)
    const format = wild.pick([...Object.values(formats), recognized(raw)])
    const decoded = format.decode(raw)
    const cursor = format.cursorAfter?.(raw, wild.pick([null, 'a'])) ?? ''
    expect(Buffer.byteLength(cursor) <= 1_024).toBe(true)
    if (decoded.kind === 'sign-of-life') return
    if (decoded.kind === 'rejected') {
      expect(decoded.reason.length > 0 && decoded.reason.length < 500).toBe(true)
      return
    }
    const { event } = decoded
    const links = [
      'url' in event ? event.url : null,
      'download' in event ? (event.download?.url ?? null) : null,
    ]
    for (const link of links) if (link !== null) expect(parseSafeUrl(link)?.href).toBe(link)
  })
})

test('any event is stored, the history stays readable, and no other file is written', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-fuzz-'))
  const opened = openStore(join(folder, 'history.db'), { now: () => Date.UTC(2026, 10, 22) })
  if (opened.kind !== 'open') throw new Error('The history could not be opened.')
  const { store } = opened
  try {
    const source = 'https://app.example.com/sse'
    play(600, (wild) => {
      const raw = rawEvent(wild)
      const decoded = recognized(raw).decode(raw)
      if (decoded.kind === 'sign-of-life') return
      const appended = store.apply({ type: 'append-events', source, events: [{ event: raw, decoded }] })
      expect(appended.kind).toBe('written')
      expect(store.cursor(source) ?? '').toBe(raw.lastEventId)
    })
    const { items } = store.page({ before: null, limit: 500, unreadOnly: false })
    expect(items.length).toBeGreaterThan(30)
    for (const { url, progress } of items) {
      if (url !== null) expect(parseSafeUrl(url)?.href).toBe(url)
      if (progress !== null) expect(progress >= 0 && progress <= 1).toBe(true)
    }
    expect(readdirSync(folder).filter((name) => !name.startsWith('history.db'))).toEqual([])
  } finally {
    store.close()
    rmSync(folder, { recursive: true })
  }
})
