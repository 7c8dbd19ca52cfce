import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, test } from 'vitest'
import type { HistoryQuery } from '../../../electron/model/history-query.ts'
import { unreadableMessage } from '../../../electron/model/item.ts'
import { createFieldCipher } from '../../../electron/store/field-cipher.ts'
import { openReadOnly, type Store } from '../../../electron/store/open-store.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import {
  append,
  historyPath,
  isOnDisk,
  job,
  maintainAll,
  notification,
  openTestStore,
  raw,
  receive,
  runScript,
  source,
} from './store-fixture.ts'

const cipher = createFieldCipher(randomBytes(32))
const sealing = { cipher: () => cipher }
const newest: HistoryQuery = { before: null, limit: 500, unreadOnly: false }
const retention = { days: 36_500, items: 1_000_000 }

const encrypt = (store: Store) => store.apply({ type: 'set-encryption', isOn: true })
const decrypt = (store: Store) => store.apply({ type: 'set-encryption', isOn: false })

const words = ['Zebra-title', 'Walrus-message', 'ocelot-category', 'marmot-file', 'lynx-event', 'puma-screen']

/** Some of everything that has content. */
function fill(store: Store, mark = ''): void {
  const said = { title: `Zebra-title${mark}`, message: `Walrus-message${mark}`, category: 'ocelot-category' }
  const url = 'https://app.example.com/Walrus-message'
  const download = {
    ...{
      url: `https://app.example.com/marmot-file${mark}`,
      filename: 'marmot-file.csv',
      size: 1,
      sha256: null,
    },
    expiresAt: 5_000_000,
  }
  receive(store, notification(`n${mark}`, { ...said, url }))
  receive(store, job(`j${mark}`, 'running', { ...said, progress: 0.5 }))
  receive(store, job(`j${mark}`, 'succeeded', { ...said, download }))
  const key = store.itemById(`j${mark}`)?.key ?? 0
  const done = { kind: 'done', fileName: 'marmot-file.csv', bytes: 1, verified: false, at: 1 } as const
  store.apply({
    type: 'put-download',
    key,
    stored: { download: done, file: '/home/marmot-file.csv', validator: null, startedBy: 'rule' },
  })
  append(store, source, raw(null, '', `lynx-event${mark}`), {
    kind: 'rejected',
    reason: 'no JSON: lynx-event',
  })
  const shown = { title: 'puma-screen', keys: [key] }
  store.apply({ type: 'remember-shown', text: JSON.stringify({ notifications: [shown] }) })
}

/** Everything that is read of a history. */
const everything = (store: Store) => ({
  items: store.page(newest).items,
  categories: store.categories(50),
  ofCategory: store.page({ ...newest, category: 'ocelot-category' }).items.length,
  downloads: store.page(newest).items.map(({ key }) => store.downloads.find(key)),
  rejected: store.rejectedEvents(10),
  shown: store.rememberedShown(),
  pending: store.notificationQueue.entries(),
  results: store.notificationQueue.results(10),
  courses: store.page(newest).items.map(({ key }) => store.course(key)),
})

describe('a history that is encrypted', () => {
  test('reads as it did, and holds none of its texts in clear; decrypted it does again', () => {
    const path = historyPath()
    const store = openTestStore(path, sealing)
    for (let index = 0; index < 50; index += 1) fill(store, `-${index}`)
    maintainAll(store, retention)
    const before = everything(store)
    expect(before.items[0]).toMatchObject({ title: 'Zebra-title-49', download: { kind: 'done' } })
    for (const word of words) expect(isOnDisk(path, word)).toBe(true)

    encrypt(store)
    expect(store.encryption()).toEqual({ kind: 'encrypting', left: 100 })
    expect(everything(store)).toEqual(before)
    maintainAll(store, retention)
    expect(store.encryption()).toEqual({ kind: 'encrypted' })
    expect(everything(store)).toEqual(before)
    expect(words.filter((word) => isOnDisk(path, word))).toEqual([])

    decrypt(store)
    maintainAll(store, retention)
    expect(store.encryption()).toEqual({ kind: 'off' })
    expect(everything(store)).toEqual(before)
    expect(store.page({ ...newest, search: 'walrus mess' }).items).toHaveLength(100)
    for (const word of words) expect(isOnDisk(path, word)).toBe(true)
  })

  test('leaves nothing of five thousand items in the file', { timeout: 60_000 }, () => {
    const path = historyPath()
    const store = openTestStore(path, sealing)
    for (let index = 0; index < 5_000; index += 1) {
      const message = `Walrus-message ${'x'.repeat((index * 37) % 3_000)}`
      receive(store, notification(`n-${index}`, { title: `Zebra-title ${index}`, message }))
    }
    maintainAll(store, retention)
    encrypt(store)
    maintainAll(store, retention)
    expect(store.encryption()).toEqual({ kind: 'encrypted' })
    expect(words.filter((word) => isOnDisk(path, word))).toEqual([])
    expect(isOnDisk(path, 'xxxxxxxx')).toBe(false)
    expect(store.page({ ...newest, search: 'zebra-title 4711' }).items).toHaveLength(1)
  })

  test('takes what comes while it is being encrypted, sealed', () => {
    const path = historyPath()
    const store = openTestStore(path, sealing)
    for (let index = 0; index < 500; index += 1) receive(store, notification(`n-${index}`))
    encrypt(store)
    fill(store)
    expect(words.filter((word) => isOnDisk(path, word))).toEqual([])
    expect(store.page({ ...newest, category: 'ocelot-category' }).items).toHaveLength(2)
    expect(store.categories(9)).toEqual(['ocelot-category'])
    maintainAll(store, retention)
    expect(store.page(newest).items[0]).toMatchObject({ message: 'Walrus-message', offer: { size: 1 } })
  })

  test('goes on after a restart in the middle, both ways, and changes its mind', () => {
    const path = historyPath()
    const first = openTestStore(path, sealing)
    for (let index = 0; index < 300; index += 1) fill(first, `-${index}`)
    maintainAll(first, retention)
    const before = everything(first)
    encrypt(first)
    first.maintain(retention)
    first.close()

    const second = openTestStore(path, sealing)
    expect(second.encryption().kind).toBe('encrypting')
    expect(everything(second)).toEqual(before)
    maintainAll(second, retention)
    decrypt(second)
    second.maintain(retention)
    encrypt(second)
    second.maintain(retention)
    second.close()

    const third = openTestStore(path, sealing)
    maintainAll(third, retention)
    expect(third.encryption()).toEqual({ kind: 'encrypted' })
    expect(everything(third)).toEqual(before)
    expect(words.filter((word) => isOnDisk(path, word))).toEqual([])
  })

  test('is not read without the key, but what it counts is', () => {
    const path = historyPath()
    const store = openTestStore(path, sealing)
    fill(store)
    encrypt(store)
    maintainAll(store, retention)
    store.close()
    const opened = openReadOnly(path)
    if (opened.kind !== 'open') throw new Error(opened.reason)
    const { items } = opened.store.page(newest)
    expect(items.map(({ message, title }) => [message, title])).toEqual([
      [unreadableMessage, null],
      [unreadableMessage, null],
    ])
    expect(opened.store.counts()).toMatchObject({ all: 2 })
    expect(opened.store.categories(9)).toEqual([])
    opened.store.close()
  })

  test('shows what was changed from outside as unreadable, and all else', () => {
    const path = historyPath()
    const store = openTestStore(path, sealing)
    fill(store, '-1')
    fill(store, '-2')
    encrypt(store)
    maintainAll(store, retention)
    const database = new DatabaseSync(path)
    // The content of another item, which was sealed with the right key, and a value that was not.
    database.exec(`UPDATE item SET sealed = (SELECT sealed FROM item WHERE id = 'n-2') WHERE id = 'n-1'`)
    database.exec(`UPDATE item SET sealed = x'0102' WHERE id = 'j-1'`)
    database.close()
    const titles = store.page(newest).items.map(({ id, title, message }) => [id, title, message])
    expect(titles).toEqual([
      ['j-2', 'Zebra-title-2', 'Walrus-message-2'],
      ['n-2', 'Zebra-title-2', 'Walrus-message-2'],
      ['j-1', null, unreadableMessage],
      ['n-1', null, unreadableMessage],
    ])
    expect(store.page({ ...newest, search: 'zebra' }).items).toHaveLength(2)
  })

  test('refuses to write without its key', () => {
    const path = historyPath()
    const store = openTestStore(path, sealing)
    encrypt(store)
    maintainAll(store, retention)
    store.close()
    expect(() => receive(openTestStore(path), notification('n', { message: 'Walrus-message' }))).toThrow()
    expect(readFileSync(path, 'latin1')).not.toContain('Walrus-message')
  })
})

test('killed at any moment while it is converted, it loses nothing', { timeout: 60_000 }, async () => {
  const path = historyPath()
  const key = randomBytes(32)
  const keyed = { cipher: () => createFieldCipher(key) }
  const first = openTestStore(path, keyed)
  for (let index = 0; index < 800; index += 1) fill(first, `-${index}`)
  const before = everything(first)
  first.close()
  const random = seededRandom(7)
  const seen = new Set<string>()
  for (let round = 0; round < 8; round += 1) {
    const child = runScript('converting-process.ts', path, key.toString('hex'))
    const steps = 1 + Math.floor(random() * 40)
    let count = 0
    child.stdout?.on('data', (lines: Buffer) => {
      count += lines.toString().split('\n').length - 1
      if (count >= steps) child.kill('SIGKILL')
    })
    await once(child, 'exit')
    const store = openTestStore(path, keyed)
    seen.add(store.encryption().kind)
    expect(everything(store)).toEqual(before)
    store.close()
  }
  expect([...seen].some((kind) => kind.endsWith('ing'))).toBe(true)

  const last = openTestStore(path, keyed)
  maintainAll(last, retention)
  encrypt(last)
  maintainAll(last, retention)
  expect(last.encryption()).toEqual({ kind: 'encrypted' })
  expect(everything(last)).toEqual(before)
  expect(words.filter((word) => isOnDisk(path, word))).toEqual([])
})

test('a search finds the same with and without encryption', () => {
  const random = seededRandom(20_261_122)
  const pick = <T>(from: readonly T[]): T => {
    const one = from[Math.floor(random() * from.length)]
    if (one === undefined) throw new Error('nothing to pick from')
    return one
  }
  const parts = [
    'Straße',
    'STRASSE',
    'été',
    'ete',
    '請求書',
    'العربية',
    'a',
    'ab',
    'abc',
    '+1',
    '🧾',
    'I',
    'ı',
    '-',
  ]
  const textOf = (count: number) =>
    Array.from({ length: count }, () => pick(parts)).join(pick(['', ' ', '\n']))
  const [plain, sealed] = [openTestStore(), openTestStore(historyPath(), sealing)]
  encrypt(sealed)
  for (let index = 0; index < 400; index += 1) {
    const said = {
      title: textOf(3),
      message: textOf(index % 40 === 0 ? 3_000 : 8),
      category: pick([null, 'été', 'ab']),
    }
    const id = pick([null, `id-${index}`])
    for (const store of [plain, sealed]) receive(store, notification(id, said))
  }
  for (const store of [plain, sealed]) maintainAll(store, retention)
  const positions = (store: Store, query: Partial<HistoryQuery>) =>
    store.page({ ...newest, ...query }).items.map(({ position }) => position)
  let found = 0
  for (let round = 0; round < 150; round += 1) {
    const search = pick([textOf(1), textOf(2), 'id-1', 'local', textOf(1).slice(0, 2)])
    const query = { search, ...pick([{}, { category: 'été' }, { unreadOnly: true }]) }
    const expected = positions(plain, query)
    expect([search, positions(sealed, query)]).toEqual([search, expected])
    found += expected.length
  }
  expect(found).toBeGreaterThan(1_000)
})
