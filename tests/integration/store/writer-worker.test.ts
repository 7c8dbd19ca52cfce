import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startNewHistory } from '../../../electron/history/open-history.ts'
import { systemClock as clock } from '../../../electron/platform/system/clock.ts'
import { startWriter, type WriterOptions } from '../../../electron/store/writer.ts'
import { waitFor } from '../../support/wait-for.ts'
import {
  allItems,
  damage,
  historyPath,
  job,
  notification,
  openTestStore,
  raw,
  receive,
  source,
} from './store-fixture.ts'

const program = fileURLToPath(new URL('../../support/writer-worker.mjs', import.meta.url))

/** A history as the app keeps it: read here, written elsewhere. */
function start(path = historyPath(), options: Partial<WriterOptions> = {}) {
  const store = openTestStore(path)
  const heard = { changes: 0, damages: 0, lost: [] as string[], untidy: [] as string[] }
  const writer = startWriter({
    file: path,
    program,
    store,
    retention: () => ({ days: 36_500, items: 1_000 }),
    clock,
    onChange: () => {
      heard.changes += 1
    },
    onDamaged: () => {
      heard.damages += 1
    },
    onTidyingFailed: (reason) => heard.untidy.push(reason),
    onThreadLost: ({ message }) => heard.lost.push(message),
    ...options,
  })
  onTestFinished(writer.stop)
  const append = (number: number, said = {}) =>
    writer.writes.append(source, raw(String(number)), notification(`n-${number}`, said))
  return { path, store, writer, writes: writer.writes, append, heard }
}

describe('the history is written by a thread of its own', () => {
  test('in the order it was asked for, and what was answered can be read', async () => {
    const { store, writes, append } = start()
    const first = append(1)
    const marked = writes.markAllRead()
    const second = append(2)
    expect(await first).toMatchObject({ kind: 'stored', arrival: { id: 'n-1', read: false } })
    expect(await marked).toEqual({ kind: 'written', changed: 1 })
    await second
    expect(allItems(store).map(({ id, read }) => [id, read])).toEqual([
      ['n-2', false],
      ['n-1', true],
    ])
    expect(store.cursor(source)).toBe('2')
  })

  test('and whoever waits for what came before knows it is on file', async () => {
    const { store, writes, append } = start()
    for (let number = 1; number <= 50; number += 1) void append(number)
    await writes.settled()
    expect(store.cursor(source)).toBe('50')
  })

  test('while this one goes on reading, however long the disk takes', async () => {
    const { path, store, append } = start()
    await append(1)
    const other = new DatabaseSync(path)
    onTestFinished(() => other.close())
    other.exec('BEGIN IMMEDIATE')
    let isAnswered = false
    const written = append(2).then((appended) => {
      isAnswered = true
      return appended
    })
    for (let turn = 0; turn < 5; turn += 1) {
      await delay(2)
      expect(allItems(store)).toHaveLength(1)
    }
    expect(isAnswered).toBe(false)
    other.exec('ROLLBACK')
    expect(await written).toMatchObject({ kind: 'stored' })
  })

  test('which tells when there is something new to see, and only then', async () => {
    const { writer, writes, append, heard } = start()
    await append(1)
    const before = writer.revision()
    await append(1)
    await writes.setLearntRhythm(source, 5_000)
    expect(writer.revision()).toBe(before)
    const changes = heard.changes
    await writes.markAllRead()
    expect(writer.revision()).not.toBe(before)
    expect(heard.changes).toBe(changes + 1)
  })

  test('which keeps it tidy, by the settings as they are now', async () => {
    let items = 1_000
    const { store, writer, writes } = start(historyPath(), { retention: () => ({ days: 36_500, items }) })
    for (let number = 1; number <= 150; number += 1) {
      await writes.append(source, raw(String(number)), job(`j-${number}`, 'succeeded'))
    }
    await writes.markAllRead()
    items = 100
    writer.settingsChanged()
    await waitFor('the rest to be gone', () => store.counts().all === 100)
  })

  test('and nothing that was asked for is lost when the app ends', async () => {
    const { path, store, writer, append } = start()
    for (let number = 1; number <= 200; number += 1) void append(number)
    writer.stop()
    store.close()
    expect(openTestStore(path).cursor(source)).toBe('200')
  })
})

test.each([
  ['a thread of its own', program],
  ['this thread', '/no/such/program.js'],
])('a bug in one write is that write’s alone, in %s', async (_name, anyProgram) => {
  const { store, writes, append, heard } = start(historyPath(), { program: anyProgram })
  if (anyProgram !== program) await waitFor('the thread to be missed', () => heard.lost.length === 1)
  const unheardOf = { kind: 'event', event: { type: 'unheard-of' } } as never
  await expect(writes.append(source, raw('1'), unheardOf)).rejects.toThrow()
  await writes.settled()
  expect(await append(1)).toMatchObject({ kind: 'stored' })
  expect(store.cursor(source)).toBe('1')
})

describe('a history that turns out to be damaged', () => {
  test('is told, let go of, and a new one taken up', async () => {
    const path = historyPath()
    const filling = openTestStore(path)
    for (let number = 1; number <= 500; number += 1) receive(filling, notification(`n-${number}`))
    filling.close()
    const { store, writer, writes, append, heard } = start(path)
    await append(501)
    damage(path)
    const keys = Array.from({ length: 500 }, (_, index) => index + 1)
    expect(await writes.remove(keys)).toMatchObject({ kind: 'failed', damaged: true })
    await waitFor('the damage to be told', () => heard.damages > 0)
    await writer.release()
    expect(await append(502)).toMatchObject({ kind: 'failed' })
    store.close()
    const anew = startNewHistory(path, Date.now)
    if (anew.kind !== 'open') throw new Error(anew.reason)
    onTestFinished(anew.store.close)
    writer.resume()
    expect(await append(1)).toMatchObject({ kind: 'stored' })
    expect(allItems(anew.store).map(({ id }) => id)).toEqual(['n-1'])
    expect(heard.lost).toEqual([])
  })
})

describe('without such a thread', () => {
  test('the history is written and kept tidy here, with the loop free between two writes', async () => {
    const path = historyPath()
    const retention = () => ({ days: 36_500, items: 100 })
    const { store, writes, append, heard } = start(path, { program: '/no/such/program.js', retention })
    const early = append(1)
    await waitFor('the thread to be missed', () => heard.lost.length === 1)
    expect(await early).toEqual({ kind: 'failed', reason: 'history-closed' })
    let turns = 0
    const counting = setInterval(() => {
      turns += 1
    }, 1)
    onTestFinished(() => clearInterval(counting))
    for (let number = 2; number <= 300; number += 1) void append(number)
    await writes.markAllRead()
    expect(store.cursor(source)).toBe('300')
    expect(turns).toBeGreaterThan(3)
    expect(heard.changes).toBeGreaterThan(290)
    await waitFor('the rest to be gone', () => store.counts().all === 100)
  })

  test('nothing that was asked for is lost when the app ends', async () => {
    const { path, store, writer, append, heard } = start(historyPath(), { program: '/no/such/program.js' })
    await waitFor('the thread to be missed', () => heard.lost.length === 1)
    for (let number = 1; number <= 20; number += 1) void append(number)
    writer.stop()
    store.close()
    expect(openTestStore(path).cursor(source)).toBe('20')
  })
})
