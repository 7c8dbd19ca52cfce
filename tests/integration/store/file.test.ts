import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Database } from '../../../electron/store/database.ts'
import { currentVersion } from '../../../electron/store/migrations.ts'
import { openDatabase } from '../../../electron/store/open-database.ts'
import { createStore, openStore } from '../../../electron/store/open-store.ts'
import {
  allItems,
  append,
  historyPath,
  logConnection,
  maintainAll,
  markAllRead,
  notification,
  onlyItem,
  openTestStore,
  pendingItems,
  raw,
  receive,
  runScript,
  source,
} from './store-fixture.ts'

/** The file, opened by SQLite alone. */
function openBare(path: string): Database {
  const database = new DatabaseSync(path)
  onTestFinished(() => {
    if (database.isOpen) database.close()
  })
  return database
}

/** What another process reads. */
async function readElsewhere(path: string): Promise<unknown> {
  const { stdout } = runScript('reader-process.ts', path, source)
  return stdout === null ? null : JSON.parse(await text(stdout))
}

/** Lets another process write until it has acknowledged this many events, and kills it there. */
async function writeUntilKilled(path: string, events: number): Promise<number> {
  const child = runScript('writer-process.ts', path, source)
  if (child.stdout === null) throw new Error('no output')
  let seen = 0
  let last = 0
  for await (const line of createInterface(child.stdout)) {
    last = Number(line)
    seen += 1
    if (seen === events) child.kill('SIGKILL')
  }
  return last
}

/** With each new beginning of the write-ahead log it has another number (SQLite file format, "WAL Header", salt). */
const beginningOfLog = (path: string) => readFileSync(`${path}-wal`).subarray(16, 24).toString('hex')

describe('the file', () => {
  // SQLite flushes the first write after that to the disk.
  test('has a log that begins anew when nobody waits, and never with an event', () => {
    const path = historyPath()
    const store = openTestStore(path)
    const rest = () => maintainAll(store, { days: 0, items: 0 })
    const receiveMany = (from: string) =>
      receive(store, ...Array.from({ length: 12 }, (_, index) => notification(`${from}-${index}`)))
    receiveMany('before')
    rest()
    const before = beginningOfLog(path)
    receiveMany('first')
    rest()
    const after = beginningOfLog(path)
    expect(after).not.toBe(before)
    receiveMany('then')
    expect(beginningOfLog(path)).toBe(after)
    expect(allItems(store)).toHaveLength(36)
  })

  test('is made where there is none, in the current format, with a write-ahead log', () => {
    const path = historyPath()
    openTestStore(path)
    const bare = openBare(path)
    expect(bare.prepare('PRAGMA user_version').get()).toEqual({ user_version: currentVersion })
    expect(bare.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
    expect(bare.prepare('PRAGMA auto_vacuum').get()).toEqual({ auto_vacuum: 2 })
  })

  test('has everything at the next start', () => {
    const path = historyPath()
    const first = openTestStore(path)
    append(first, source, raw('7'), notification('n-1'))
    const before = allItems(first)
    first.close()
    const second = openTestStore(path)
    expect(allItems(second)).toEqual(before)
    expect(second.cursor(source)).toBe('7')
    expect(second.unread()).toBe(1)
    expect(pendingItems(second)).toHaveLength(1)
  })

  test('stands alone once the store is closed, however often', () => {
    const path = historyPath()
    const store = openTestStore(path)
    receive(store, notification('n-1'))
    store.close()
    store.close()
    expect(readdirSync(dirname(path))).toEqual(['history.db'])
  })

  test('from a newer version is refused and left as it was', () => {
    const path = historyPath()
    const bare = openBare(path)
    bare.exec('CREATE TABLE future (x); PRAGMA user_version = 99')
    bare.close()
    const before = readFileSync(path)
    expect(openStore(path, { now: Date.now })).toMatchObject({ kind: 'newer' })
    expect(openStore(path, { now: Date.now, readOnly: true })).toMatchObject({ kind: 'newer' })
    expect(readFileSync(path)).toEqual(before)
  })

  test('whose first migration fails is left empty', () => {
    const path = historyPath()
    const bare = openBare(path)
    bare.exec('CREATE TABLE tombstone (x)')
    expect(openStore(path, { now: Date.now })).toMatchObject({ kind: 'failed' })
    expect(bare.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'tombstone' }])
    expect(bare.prepare('PRAGMA user_version').get()).toEqual({ user_version: 0 })
  })

  test('that is no database is refused in words', () => {
    const path = historyPath()
    writeFileSync(path, 'Dear diary, today no export ended. '.repeat(200))
    expect(openStore(path, { now: Date.now })).toEqual({
      kind: 'damaged',
      reason: 'history-damaged',
    })
  })

  test('in a folder that is not there is refused in words', () => {
    const path = join(dirname(historyPath()), 'nowhere', 'history.db')
    expect(openStore(path, { now: Date.now })).toEqual({
      kind: 'failed',
      reason: 'history-not-opened',
    })
  })
})

describe('a write that the disk refuses', () => {
  test('for lack of space is a value, stores neither row nor cursor, and reads go on', () => {
    const opened = openDatabase(historyPath(), false)
    if (opened.kind !== 'open') throw new Error(opened.reason)
    const { database } = opened
    const store = createStore(database, { now: Date.now })
    onTestFinished(store.close)
    append(store, source, raw('1'), notification('n-1'))
    const { page_count } = database.prepare('PRAGMA page_count').get()
    database.exec(`PRAGMA max_page_count = ${page_count}`)

    const large = notification('n-2', { message: 'x'.repeat(100_000) })
    const revision = store.revision()
    expect(append(store, source, raw('2'), large)).toEqual({ kind: 'failed', reason: 'disk-full' })
    expect(store.cursor(source)).toBe('1')
    expect(onlyItem(store).id).toBe('n-1')
    expect(store.unread()).toBe(1)
    expect(store.revision()).toBe(revision)

    database.exec('PRAGMA max_page_count = 100000')
    expect(append(store, source, raw('2'), large)).toMatchObject({ kind: 'written', changed: 1 })
    expect(store.cursor(source)).toBe('2')
  })

  test('because another program holds the file is a value, and works once it lets go', () => {
    const path = historyPath()
    const store = openTestStore(path)
    const bare = openBare(path)
    bare.exec('BEGIN IMMEDIATE')
    expect(append(store, source, raw('1'), notification('n-1'))).toEqual({
      kind: 'failed',
      reason: 'history-locked',
    })
    bare.exec('ROLLBACK')
    expect(append(store, source, raw('1'), notification('n-1'))).toMatchObject({ kind: 'written' })
  })

  test('because the store is closed is a value', () => {
    const store = openTestStore()
    store.close()
    expect(append(store, source, raw('1'), notification('n-1'))).toEqual({
      kind: 'failed',
      reason: 'history-closed',
    })
  })
})

describe('another process that reads', () => {
  test('sees what the running app has stored', async () => {
    const path = historyPath()
    const store = openTestStore(path)
    append(store, source, raw('7'), notification('n-1'))
    logConnection(store, source, { kind: 'open', since: 5 })
    const completeness = { kind: 'not-known-yet' }
    expect(await readElsewhere(path)).toEqual({
      ids: ['n-1'],
      unread: 1,
      cursor: '7',
      status: { source, at: 1001, connection: { kind: 'open', since: 5 }, gap: null, completeness },
    })
    expect(append(store, source, raw('8'), notification('n-2'))).toMatchObject({ kind: 'written' })
  })

  test('sees what an app that has quit left behind', async () => {
    const path = historyPath()
    const store = openTestStore(path)
    append(store, source, raw('7'), notification('n-1'))
    store.close()
    expect(await readElsewhere(path)).toMatchObject({ ids: ['n-1'], cursor: '7' })
  })

  test('sees what a killed app left behind', async () => {
    const path = historyPath()
    const acknowledged = await writeUntilKilled(path, 20)
    expect(existsSync(`${path}-wal`)).toBe(true)
    const seen = await readElsewhere(path)
    expect(seen).toMatchObject({ cursor: expect.stringMatching(/^\d+$/), status: null })
    expect(JSON.stringify(seen)).toContain(`"n-${acknowledged}"`)
  })

  test('finds nothing where there is no history, and makes none', () => {
    const path = historyPath()
    expect(openStore(path, { now: Date.now, readOnly: true })).toMatchObject({ kind: 'missing' })
    expect(readdirSync(dirname(path))).toEqual([])
  })

  test('finds nothing in an empty file, and leaves it empty', () => {
    const path = historyPath()
    writeFileSync(path, '')
    expect(openStore(path, { now: Date.now, readOnly: true })).toMatchObject({ kind: 'missing' })
    expect(readFileSync(path)).toHaveLength(0)
  })

  test('can not write', () => {
    const path = historyPath()
    receive(openTestStore(path), notification('n-1'))
    const reader = openTestStore(path, { readOnly: true })
    expect(markAllRead(reader)).toEqual({
      kind: 'failed',
      reason: 'history-read-only',
    })
    expect(reader.unread()).toBe(1)
  })
})

test('killed in mid-stream, the store has all it acknowledged and all below its cursor', async () => {
  const path = historyPath()
  for (const events of [1, 37, 150, 400]) {
    const acknowledged = await writeUntilKilled(path, events)
    const store = openTestStore(path)
    const cursor = Number(store.cursor(source))
    expect(cursor).toBeGreaterThanOrEqual(acknowledged)
    expect(store.unread()).toBe(cursor)
    for (let number = 1; number <= cursor; number += 1) expect(store.itemById(`n-${number}`)).not.toBeNull()
    store.close()
  }
})
