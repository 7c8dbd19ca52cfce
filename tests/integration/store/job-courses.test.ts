import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, test } from 'vitest'
import { undoMs } from '../../../electron/store/undo.ts'
import {
  deleteItems,
  historyPath,
  job,
  maintainAll,
  notification,
  openTestStore,
  receive,
  undoDelete,
} from './store-fixture.ts'

describe('the course of a job', () => {
  const at = Date.UTC(2026, 0, 1)
  function clocked() {
    const clock = { now: at }
    const path = historyPath()
    return { clock, path, store: openTestStore(path, { now: () => clock.now }) }
  }

  test('is stored with each event, until the item is gone', () => {
    const { clock, path, store } = clocked()
    const events = [
      job('j', 'queued'),
      job('j', 'running', { progress: 0.25 }),
      job('j', 'running', { progress: 0.5 }),
      job('j', 'failed'),
      job('j', 'running', { attempt: 2 }),
    ]
    for (const event of events) {
      receive(store, event)
      clock.now += 1_000
    }
    // An earlier attempt says nothing any more.
    receive(store, job('j', 'succeeded'))
    const course = [
      { at, state: 'queued', progress: null },
      { at: at + 1_000, state: 'running', progress: 0.25 },
      { at: at + 2_000, state: 'running', progress: 0.5 },
      { at: at + 3_000, state: 'failed', progress: null },
      { at: at + 4_000, state: 'running', progress: null },
    ]
    expect(store.course(1)).toEqual(course)
    deleteItems(store, [1])
    expect(store.course(1)).toEqual([])
    undoDelete(store, [1])
    expect(store.course(1)).toEqual(course)
    deleteItems(store, [1])
    clock.now += undoMs + 1
    maintainAll(store, { days: 36_500, items: 100 })
    store.close()
    const database = new DatabaseSync(path)
    expect(database.prepare('SELECT * FROM job_course').all()).toEqual([])
    database.close()
  })

  test('ends with what is known now, and of a single event that is all', () => {
    const { clock, store } = clocked()
    receive(store, job('j', 'succeeded'), notification('n'), job('k', 'running', { progress: 0 }))
    expect(store.course(1)).toEqual([{ at, state: 'succeeded', progress: null }])
    expect([store.course(2), store.course(4)]).toEqual([[], []])
    clock.now += 60_000
    receive(store, job('k', 'running', { progress: 0.5 }))
    clock.now += 5
    receive(store, job('k', 'running', { progress: 0.501 }))
    expect(store.course(3)).toEqual([
      { at, state: 'running', progress: 0 },
      { at: at + 60_000, state: 'running', progress: 0.5 },
      { at: at + 60_005, state: 'running', progress: 0.501 },
    ])
  })
})
