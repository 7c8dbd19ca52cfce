import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startCheckpoints } from '../../electron/app/history/checkpoints.ts'
import { systemClock as clock } from '../../electron/desktop/clock.ts'
import type { Store } from '../../electron/store/open-store.ts'
import { waitFor } from '../support/wait-for.ts'
import { allItems, historyPath, notification, openTestStore, receive } from './store-fixture.ts'

const worker = fileURLToPath(new URL('../bench/checkpoint-worker.mjs', import.meta.url))

function start(store: Store, path: string, program = worker) {
  const failures: string[] = []
  const onFailed = (error: Error) => failures.push(error.message)
  const checkpoints = startCheckpoints({ store, historyFile: path, program, clock, onFailed })
  onTestFinished(checkpoints.stop)
  return { checkpoints, failures }
}

function write(store: Store, count: number): void {
  const message = 'x'.repeat(1_000)
  for (let number = 1; number <= count; number += 1) receive(store, notification(null, { message }))
}

describe('the write-ahead log', () => {
  test('is moved into the file by another thread, while this one writes on', async () => {
    const path = historyPath()
    const store = openTestStore(path)
    const { checkpoints, failures } = start(store, path)
    write(store, 1_500)
    const before = statSync(path).size
    checkpoints.changed()
    write(store, 50)
    await waitFor('the file to grow', () => statSync(path).size > before + 1_000_000)
    expect(allItems(store)).toHaveLength(500)
    expect(store.counts().all).toBe(1_550)
    expect(failures).toEqual([])
  })

  test('begins anew once it was moved, so that it does not grow without end', async () => {
    const path = historyPath()
    const store = openTestStore(path)
    const { checkpoints } = start(store, path)
    write(store, 2_000)
    checkpoints.changed()
    await waitFor('a write that needs no more room', () => {
      const before = statSync(`${path}-wal`).size
      write(store, 20)
      checkpoints.changed()
      return statSync(`${path}-wal`).size === before
    })
  })

  test('is moved by writes where there is no such thread', async () => {
    const path = historyPath()
    const store = openTestStore(path)
    const { failures } = start(store, path, '/no/such/program.js')
    await waitFor('the failure', () => failures.length === 1)
    const before = statSync(path).size
    write(store, 3_000)
    expect(statSync(path).size).toBeGreaterThan(before)
  })
})
