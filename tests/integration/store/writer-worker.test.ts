import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../../electron/platform/system/clock.ts'
import { type HistoryWriterOptions, startHistoryWriter } from '../../../electron/store/writer-client.ts'
import { waitFor } from '../../support/wait-for.ts'
import {
  allItems,
  appending,
  damage,
  historyPath,
  job,
  notification,
  openTestStore,
  other,
  raw,
  receive,
  receiveFrom,
  source,
  written,
} from './store-fixture.ts'

const program = fileURLToPath(new URL('../../support/writer-worker.mjs', import.meta.url))

/** A history as the app has it: read here, written by a worker. */
function start(path = historyPath(), options: Partial<HistoryWriterOptions> = {}) {
  const store = openTestStore(path, { now: Date.now })
  const reports = { changes: 0, damages: 0, restarts: [] as string[], failures: [] as string[] }
  const writer = startHistoryWriter({
    file: path,
    program,
    retention: { days: 36_500, items: 1_000 },
    clock: systemClock,
    onChange: () => {
      reports.changes += 1
    },
    onDamaged: () => {
      reports.damages += 1
    },
    onMaintenanceFailed: (reason) => reports.failures.push(reason),
    onRestarted: ({ message }) => reports.restarts.push(message),
    onFailed: ({ message }) => reports.failures.push(message),
    ...options,
  })
  onTestFinished(writer.stop)
  const append = (number: number) =>
    writer.write(appending(source, raw(String(number)), notification(`n-${number}`)))
  return { path, store, writer, append, reports }
}

/** The worker's program, but for a change of the usual pause to 13 ms, at which it throws. */
function crashingProgram(path: string): string {
  const file = join(dirname(path), 'crashing-worker.mjs')
  writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads'
     const { on } = parentPort
     parentPort.on = (name, listener) => on.call(parentPort, name, (message) => {
       if (message.change?.type === 'set-usual-pause' && message.change.pauseMs === 13) throw new Error('crash')
       listener(message)
     })
     await import(${JSON.stringify(new URL('../../support/writer-worker.mjs', import.meta.url).href)})`,
  )
  return file
}

const crash = { type: 'set-usual-pause', source, pauseMs: 13 } as const

describe('the history is written by a worker', () => {
  test('in the order of the requests, and what was answered can be read', async () => {
    const { store, writer, append } = start()
    const first = append(1)
    const marked = writer.write({ type: 'mark-all-read' })
    const second = append(2)
    expect(await first).toMatchObject({
      kind: 'written',
      outcomes: [{ arrived: { id: 'n-1', read: false } }],
    })
    expect(await marked).toEqual(written(1))
    await second
    expect(allItems(store).map(({ id, read }) => [id, read])).toEqual([
      ['n-2', false],
      ['n-1', true],
    ])
    expect(store.cursor(source)).toBe('2')
  })

  test('and after a flush everything that was requested before is in the file', async () => {
    const { store, writer, append } = start()
    for (let number = 1; number <= 50; number += 1) void append(number)
    await writer.flush()
    expect(store.cursor(source)).toBe('50')
  })

  test('while this thread goes on reading, however long the disk takes', async () => {
    const { path, store, append } = start()
    await append(1)
    const other = new DatabaseSync(path)
    onTestFinished(() => other.close())
    other.exec('BEGIN IMMEDIATE')
    let isAnswered = false
    const appended = append(2).then((result) => {
      isAnswered = true
      return result
    })
    for (let turn = 0; turn < 5; turn += 1) {
      await delay(2)
      expect(allItems(store)).toHaveLength(1)
    }
    expect(isAnswered).toBe(false)
    other.exec('ROLLBACK')
    expect(await appended).toMatchObject({ kind: 'written' })
  })

  test('which reports when something visible has changed, and only then', async () => {
    const { writer, append, reports } = start()
    await append(1)
    await waitFor('the first report', () => reports.changes === 1)
    const before = writer.revision()
    await append(1)
    await writer.write({ type: 'set-usual-pause', source, pauseMs: 5_000 })
    expect(writer.revision()).toBe(before)
    const { changes } = reports
    await writer.write({ type: 'mark-all-read' })
    expect(writer.revision()).not.toBe(before)
    // Whatever waits for the write comes first.
    expect(reports.changes).toBe(changes)
    await waitFor('the report', () => reports.changes === changes + 1)
  })

  test('which maintains it, by the settings as they are now', async () => {
    const { store, writer } = start()
    for (let number = 1; number <= 150; number += 1) {
      await writer.write(appending(source, raw(String(number)), job(`j-${number}`, 'succeeded')))
    }
    await writer.write({ type: 'mark-all-read' })
    writer.setRetention({ days: 36_500, items: 100 })
    await waitFor('the rest to be removed', () => allItems(store).length === 100)
  })

  test('which removes what is left of a deleted server, now or after the next start, while others write', async () => {
    const path = historyPath()
    const filling = openTestStore(path)
    receive(filling, ...Array.from({ length: 600 }, (_, number) => notification(`n-${number}`)))
    receiveFrom(filling, other, notification('stays'))
    const rows = () => {
      const database = new DatabaseSync(path)
      const { count } = database.prepare('SELECT count(*) AS count FROM item').get()
      database.close()
      return count
    }
    const first = start(path)
    expect(await first.writer.write({ type: 'delete-source', source })).toEqual(written(1))
    expect(allItems(first.store)).toHaveLength(1)
    first.writer.stop()

    const second = start(path)
    const change = appending(other, raw('1'), notification('new'))
    expect(await second.writer.write(change)).toMatchObject({ kind: 'written' })
    expect(allItems(second.store).map(({ id }) => id)).toEqual(['new', 'stays'])
    await waitFor('the rest to be removed', () => rows() === 2)
  })

  test('which marks thousands of items as read in short steps, between which others write', async () => {
    const path = historyPath()
    const many = openTestStore(path)
    receive(
      many,
      ...Array.from({ length: 3_000 }, (_, number) => notification(`n-${number}`, { category: 'many' })),
    )
    many.close()
    const { store, writer, append } = start(path, { retention: { days: 36_500, items: 1_000_000 } })
    const marking = writer.write({
      type: 'mark-matching-read',
      filter: { unreadOnly: false, category: 'many' },
    })
    const appended = append(20_000)
    expect(await marking).toMatchObject({ kind: 'written' })
    expect(await appended).toMatchObject({ kind: 'written' })
    expect(store.unread()).toBeGreaterThan(1)
    await waitFor('the others', () => store.unread() === 1)
    expect(store.markedRead()).toMatchObject({ count: 3_000 })
    await writer.write({ type: 'undo-mark-read' })
    await waitFor('all of them', () => store.unread() === 3_001)
  })

  test('and nothing that was requested is lost when the app ends', async () => {
    const { path, store, writer, append } = start()
    for (let number = 1; number <= 200; number += 1) void append(number)
    writer.stop()
    store.close()
    expect(openTestStore(path).cursor(source)).toBe('200')
  })
})

test('a bug in one write fails that write alone', async () => {
  const { store, writer, append, reports } = start()
  const unheardOf = { kind: 'event', event: { type: 'unheard-of' } } as never
  await expect(writer.write(appending(source, raw('1'), unheardOf))).rejects.toThrow()
  await writer.flush()
  expect(await append(1)).toMatchObject({ kind: 'written' })
  expect(store.cursor(source)).toBe('1')
  expect(reports.restarts).toEqual([])
})

test('a damaged history is reported, and the write fails as a value', async () => {
  const path = historyPath()
  const filling = openTestStore(path)
  for (let number = 1; number <= 500; number += 1) receive(filling, notification(`n-${number}`))
  filling.close()
  const { writer, append, reports } = start(path)
  await append(501)
  damage(path)
  const keys = Array.from({ length: 500 }, (_, index) => index + 1)
  expect(await writer.write({ type: 'delete', keys })).toMatchObject({ kind: 'failed', damaged: true })
  await waitFor('the report', () => reports.damages > 0)
  writer.stop()
  expect(await append(502)).toEqual({ kind: 'failed', reason: 'history-closed' })
  expect(reports).toMatchObject({ restarts: [], failures: [] })
})

describe('a worker that fails', () => {
  const minutesLater = () => {
    let now = 0
    return { ...systemClock, now: () => (now += 60_000) }
  }

  test('is started again: pending writes fail as values, and the next ones are written', async () => {
    const path = historyPath()
    const { store, writer, append, reports } = start(path, {
      program: crashingProgram(path),
      clock: minutesLater(),
    })
    await append(1)
    const revision = writer.revision()
    const crashing = writer.write(crash)
    const pending = append(2)
    expect(await crashing).toEqual({ kind: 'failed', reason: 'history-closed' })
    expect(await pending).toEqual({ kind: 'failed', reason: 'history-closed' })
    expect(reports.restarts).toEqual(['crash'])

    expect(await append(2)).toMatchObject({ kind: 'written', outcomes: [{ arrived: { id: 'n-2' } }] })
    expect(allItems(store).map(({ id }) => id)).toEqual(['n-2', 'n-1'])
    expect(writer.revision()).toBeGreaterThan(revision)
    writer.stop()
    store.close()
    expect(openTestStore(path).cursor(source)).toBe('2')
  })

  test('as soon as it was started is not: that is reported, and writes fail as values', async () => {
    const { writer, append, reports } = start(historyPath(), { program: '/no/such/program.js' })
    const early = append(1)
    expect(await early).toEqual({ kind: 'failed', reason: 'history-closed' })
    expect(reports.failures).toHaveLength(1)
    expect(reports.restarts).toEqual([])
    expect(await append(2)).toEqual({ kind: 'failed', reason: 'history-closed' })
    await writer.flush()
    writer.stop()
  })
})
