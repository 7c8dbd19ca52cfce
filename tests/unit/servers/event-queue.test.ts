import { expect, test } from 'vitest'
import { createEventQueue } from '../../../electron/servers/event-queue.ts'
import type { HistoryChange, ReceivedEvent, WriteResult } from '../../../electron/store/history-writer.ts'
import { buildItem } from '../../support/build-item.ts'

function eventOf(id: number): ReceivedEvent {
  const event = { type: 'message', data: '', eventId: String(id), lastEventId: String(id) }
  return { event, decoded: { kind: 'rejected', reason: 'not read here' } }
}

/** A store whose writes end when the test says so. */
function createSlowStore() {
  const writes: {
    readonly change: HistoryChange
    readonly end: (result: WriteResult | Error) => void
  }[] = []
  const queue = createEventQueue(
    'https://app.example.com/',
    (change) =>
      new Promise((resolve, reject) => {
        writes.push({ change, end: (result) => (result instanceof Error ? reject(result) : resolve(result)) })
      }),
  )
  return { queue, writes, ids: () => writes.map(({ change }) => idsOf(change)) }
}

/** The ids of the events, or the cursor. */
function idsOf(change: HistoryChange): readonly number[] | string {
  if (change.type === 'append-events') return change.events.map(({ event }) => Number(event.eventId))
  return change.type === 'set-cursor' ? change.lastEventId : change.type
}

const nothing = { arrived: null, revised: null }
const written = (count: number): WriteResult => ({
  kind: 'written',
  changed: 0,
  outcomes: Array.from({ length: count }, () => nothing),
})
const full = { kind: 'failed', reason: 'disk-full' } as const

test('an event is written at once, and those that come meanwhile are written together', async () => {
  const { queue, writes, ids } = createSlowStore()
  const stored = [1, 2, 3].map((id) => queue.append(eventOf(id)))
  expect(ids()).toEqual([[1]])
  writes[0]?.end(written(1))
  await stored[0]
  expect(ids()).toEqual([[1], [2, 3]])
  writes[1]?.end(written(2))
  expect(await Promise.all(stored)).toEqual(stored.map(() => ({ kind: 'stored', ...nothing })))
})

test('each event is told what it has changed itself', async () => {
  const { queue, writes } = createSlowStore()
  const stored = [1, 2, 3].map((id) => queue.append(eventOf(id)))
  writes[0]?.end(written(1))
  await stored[0]
  const arrived = buildItem({ key: 2 })
  const revised = buildItem({ key: 3 })
  writes[1]?.end({
    kind: 'written',
    changed: 2,
    outcomes: [
      { arrived, revised: null },
      { arrived: null, revised },
    ],
  })
  expect(await stored[1]).toEqual({ kind: 'stored', arrived, revised: null })
  expect(await stored[2]).toEqual({ kind: 'stored', arrived: null, revised })
})

test('after one that the disk refuses none is written that came after it, until the server sends them again', async () => {
  const { queue, writes, ids } = createSlowStore()
  const stored = [1, 2, 3].map((id) => queue.append(eventOf(id)))
  writes[0]?.end(full)
  expect(await Promise.all(stored)).toEqual([full, full, full])
  expect(await queue.settled()).toEqual(full)
  expect(ids()).toEqual([[1]])
  void queue.append(eventOf(1))
  expect(ids()).toEqual([[1], [1]])
})

test('a bug in a write rejects what was in it and behind it, and the next event is written', async () => {
  const { queue, writes, ids } = createSlowStore()
  const stored = [1, 2].map((id) => queue.append(eventOf(id)))
  writes[0]?.end(new Error('a bug'))
  for (const one of stored) await expect(one).rejects.toThrow('a bug')
  void queue.append(eventOf(3))
  expect(ids()).toEqual([[1], [3]])
})

test('nothing that waits is written after the end', async () => {
  const { queue, writes, ids } = createSlowStore()
  const [first, second] = [1, 2].map((id) => queue.append(eventOf(id)))
  queue.stop()
  const closed = { kind: 'failed', reason: 'history-closed' }
  expect(await second).toEqual(closed)
  writes[0]?.end(written(1))
  expect(await first).toMatchObject({ kind: 'stored' })
  expect(await queue.append(eventOf(3))).toEqual(closed)
  expect(ids()).toEqual([[1]])
})

test('a cursor that comes without an event is written between those before it and those after it', async () => {
  const { queue, writes, ids } = createSlowStore()
  const stored = [queue.append(eventOf(1)), queue.append(eventOf(2))]
  const moved = queue.moveCursor('7')
  const later = queue.append(eventOf(8))
  for (const number of [0, 1, 2, 3]) {
    writes[number]?.end(written(number === 2 ? 0 : 1))
    await [...stored, moved, later][number]
  }
  expect(ids()).toEqual([[1], [2], '7', [8]])
  expect(await moved).toMatchObject({ kind: 'stored' })
})
