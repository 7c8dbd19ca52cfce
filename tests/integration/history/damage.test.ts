import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createHistory } from '../../../electron/history/history.ts'
import { openHistory } from '../../../electron/history/open-history.ts'
import { english } from '../../../electron/i18n/english.ts'
import { defaultSettings } from '../../../electron/model/settings.ts'
import { archiveHistory } from '../../../electron/platform/files/archive-history.ts'
import { systemClock } from '../../../electron/platform/system/clock.ts'
import { waitFor } from '../../support/wait-for.ts'
import {
  allItems,
  appending,
  damage,
  historyPath,
  notification,
  openTestStore,
  raw,
  receive,
  source,
} from '../store/store-fixture.ts'

const now = () => Date.UTC(2026, 10, 22, 10, 0, 5)
const open = (path: string) => openHistory(path, { now }, archiveHistory)

/** A file whose history begins on its second page. */
function fillHistory(path: string): void {
  const store = openTestStore(path)
  for (let number = 1; number <= 500; number += 1) receive(store, notification(`n-${number}`))
  store.close()
}

/** The history of a running app, with its worker. */
function runHistory(path: string, archivedAs: string | null, onDamaged: () => void) {
  const history = createHistory({
    ...{ file: path, archivedAs, onDamaged, archive: archiveHistory, clock: systemClock },
    writerProgram: fileURLToPath(new URL('../../support/writer-worker.mjs', import.meta.url)),
    retention: () => defaultSettings.retention,
    chooseFile: async () => null,
    writeFile: async () => null,
    i18n: () => english,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    onChange: () => {},
    onFailed: () => {},
  })
  if (history.kind !== 'open') throw new Error(history.reason)
  onTestFinished(history.stop)
  const append = (number: number) =>
    history.writer.write(appending(source, raw(String(number)), notification(`n-${number}`)))
  return { ...history, append }
}

const newestPage = { before: null, limit: 50, unreadOnly: false }

describe('a damaged file', () => {
  test('is archived with its date, and a new history begins without a cursor', () => {
    const path = historyPath()
    writeFileSync(path, 'This is no history. '.repeat(500))
    const opened = open(path)
    if (opened.kind !== 'open') throw new Error(opened.reason)
    expect(opened.archivedAs).toBe('history.damaged-2026-11-22T10-00-05.db')
    expect(opened.store.cursor(source)).toBeNull()
    expect(opened.store.isFirstConnect(source)).toBe(true)
    opened.store.close()
    expect(readdirSync(dirname(path)).sort()).toEqual([
      'history.damaged-2026-11-22T10-00-05.db',
      'history.db',
    ])
    expect(readFileSync(`${dirname(path)}/${opened.archivedAs}`, 'utf8')).toContain('This is no history.')
  })

  test('whose first page is intact is recognised by what the app reads first', () => {
    const path = historyPath()
    fillHistory(path)
    damage(path)
    const opened = open(path)
    if (opened.kind !== 'open') throw new Error(opened.reason)
    expect(opened.archivedAs).toMatch(/damaged/)
    expect(allItems(opened.store)).toEqual([])
    opened.store.close()
  })

  test('that is met at the start is archived, and needs no restart', async () => {
    const path = historyPath()
    fillHistory(path)
    damage(path)
    let reports = 0
    const history = runHistory(path, null, () => {
      reports += 1
    })
    expect(history.archivedAs).toMatch(/damaged/)
    expect(await history.append(1)).toMatchObject({ kind: 'written', changed: 1 })
    expect(reports).toBe(0)
  })

  test('is archived together with its write-ahead log', () => {
    const path = historyPath()
    for (const part of ['', '-wal', '-shm']) writeFileSync(`${path}${part}`, part)
    archiveHistory(path, now())
    expect(readdirSync(dirname(path)).sort()).toEqual(
      ['', '-shm', '-wal'].map((part) => `history.damaged-2026-11-22T10-00-05.db${part}`),
    )
  })

  test('never overwrites an archived one', () => {
    const path = historyPath()
    const contents = ['one', 'two'].map((content) => {
      writeFileSync(path, content)
      const name = archiveHistory(path, now())
      return name === null ? null : readFileSync(`${dirname(path)}/${name}`, 'utf8')
    })
    expect(contents).toEqual(['one', 'two'])
    expect(readdirSync(dirname(path))).toHaveLength(2)
  })

  test('that can’t be renamed is no history to start with', () => {
    const path = historyPath()
    writeFileSync(path, 'This is no history. '.repeat(500))
    expect(openHistory(path, { now }, () => null)).toEqual({ kind: 'failed', reason: 'history-stuck' })
    expect(readdirSync(dirname(path))).toEqual(['history.db'])
  })

  test('is not confused with an intact one, which stays', () => {
    const path = historyPath()
    openTestStore(path).close()
    const opened = open(path)
    expect(opened).toMatchObject({ kind: 'open', archivedAs: null })
    if (opened.kind === 'open') opened.store.close()
  })

  test('that is met while the app runs is reported once, and after a restart there is a new history', async () => {
    const path = historyPath()
    fillHistory(path)
    let reports = 0
    const onDamaged = () => {
      reports += 1
    }
    const first = runHistory(path, null, onDamaged)
    await first.writer.write({ type: 'mark-read', keys: [] })
    damage(path)
    // The newest pages are in SQLite's cache by now.
    expect(() => first.reader.page({ ...newestPage, before: 100 })).toThrow(/malformed/)
    expect(await first.append(9)).toMatchObject({ kind: 'failed', damaged: true })
    expect(await first.append(10)).toMatchObject({ kind: 'failed', damaged: true })
    await waitFor('the report', () => reports === 1)

    first.stop()
    const archivedAs = archiveHistory(path, now())
    expect(archivedAs).toBe('history.damaged-2026-11-22T10-00-05.db')
    const second = runHistory(path, archivedAs, onDamaged)
    expect(second.archivedAs).toBe(archivedAs)
    expect(second.notice()).toContain(archivedAs)
    expect(await second.append(1)).toMatchObject({ kind: 'written', changed: 1 })
    expect(second.reader.page(newestPage).items).toHaveLength(1)
    expect(second.reader.notificationQueue.entries()).toHaveLength(1)
    expect(reports).toBe(1)
  })

  test('is not what a newer version has written', () => {
    const path = historyPath()
    const bare = new DatabaseSync(path)
    bare.exec('PRAGMA user_version = 99')
    bare.close()
    expect(open(path)).toMatchObject({ kind: 'newer' })
    expect(readdirSync(dirname(path))).toEqual(['history.db'])
  })
})
