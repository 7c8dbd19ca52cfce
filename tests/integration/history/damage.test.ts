import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, test } from 'vitest'
import { lastingStore } from '../../../electron/history/lasting-store.ts'
import { openHistory } from '../../../electron/history/open-history.ts'
import { archiveHistory } from '../../../electron/platform/files/archive-history.ts'
import {
  allItems,
  damage,
  historyPath,
  notification,
  openTestStore,
  raw,
  receive,
  source,
} from '../store/store-fixture.ts'

const now = () => Date.UTC(2026, 10, 22, 10, 0, 5)

describe('a damaged file', () => {
  test('is set aside with its date, and a new history begins without a cursor', () => {
    const path = historyPath()
    writeFileSync(path, 'This is no history. '.repeat(500))
    const opened = openHistory(path, now)
    if (opened.kind !== 'open') throw new Error(opened.reason)
    expect(opened.setAside).toBe('history.damaged-2026-11-22T10-00-05.db')
    expect(opened.store.cursor(source)).toBeNull()
    expect(opened.store.isFirstConnect(source)).toBe(true)
    opened.store.close()
    expect(readdirSync(dirname(path)).sort()).toEqual([
      'history.damaged-2026-11-22T10-00-05.db',
      'history.db',
    ])
    expect(readFileSync(`${dirname(path)}/${opened.setAside}`, 'utf8')).toContain('This is no history.')
  })

  test('whose first page is sound is known by what the app reads first', () => {
    const path = historyPath()
    const filling = openTestStore(path)
    for (let number = 1; number <= 500; number += 1) receive(filling, notification(`n-${number}`))
    filling.close()
    damage(path)
    const opened = openHistory(path, now)
    if (opened.kind !== 'open') throw new Error(opened.reason)
    expect(opened.setAside).toMatch(/damaged/)
    expect(allItems(opened.store)).toEqual([])
    opened.store.close()
  })

  test('takes its write-ahead log along', () => {
    const path = historyPath()
    for (const part of ['', '-wal', '-shm']) writeFileSync(`${path}${part}`, part)
    archiveHistory(path, now())
    expect(readdirSync(dirname(path)).sort()).toEqual(
      ['', '-shm', '-wal'].map((part) => `history.damaged-2026-11-22T10-00-05.db${part}`),
    )
  })

  test('never overwrites an earlier one', () => {
    const path = historyPath()
    const names = ['one', 'two'].map((content) => {
      writeFileSync(path, content)
      const aside = archiveHistory(path, now())
      return aside.kind === 'set-aside' ? readFileSync(`${dirname(path)}/${aside.name}`, 'utf8') : aside.kind
    })
    expect(names).toEqual(['one', 'two'])
    expect(readdirSync(dirname(path))).toHaveLength(2)
  })

  test('is opened once more than it has to be: a sound one is not set aside', () => {
    const path = historyPath()
    openTestStore(path).close()
    const opened = openHistory(path, now)
    expect(opened).toMatchObject({ kind: 'open', setAside: null })
    if (opened.kind === 'open') opened.store.close()
  })

  test('that shows only while the app runs is noticed at the first touch, once', () => {
    const path = historyPath()
    const filling = openTestStore(path)
    for (let number = 1; number <= 500; number += 1) receive(filling, notification(`n-${number}`))
    filling.close()
    let told = 0
    const { store, replace } = lastingStore(openTestStore(path), () => {
      told += 1
    })
    damage(path)
    expect(() => store.page({ before: null, limit: 50, unreadOnly: false })).toThrow(/malformed/)
    expect(store.append(source, raw('9'), notification('n-9'))).toMatchObject({
      kind: 'failed',
      damaged: true,
    })
    expect(told).toBe(1)

    const { page, notificationQueue } = store
    replace(openTestStore())
    expect(store.append(source, raw('1'), notification('n-1'))).toMatchObject({ kind: 'stored' })
    expect(page({ before: null, limit: 50, unreadOnly: false }).items).toHaveLength(1)
    expect(notificationQueue.keys()).toHaveLength(1)
    expect(told).toBe(1)
  })

  test('is not what a newer version has written', () => {
    const path = historyPath()
    const bare = new DatabaseSync(path)
    bare.exec('PRAGMA user_version = 99')
    bare.close()
    expect(openHistory(path, now)).toMatchObject({ kind: 'newer' })
    expect(readdirSync(dirname(path))).toEqual(['history.db'])
  })
})
