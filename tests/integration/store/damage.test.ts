import { describe, expect, test } from 'vitest'
import type { Store } from '../../../electron/store/open-store.ts'
import {
  append,
  damage,
  historyPath,
  notification,
  openTestStore,
  raw,
  receive,
  source,
} from './store-fixture.ts'

/** A store whose file was damaged after it was opened, and how often it has reported that. */
function openDamaged(options: { readonly readOnly?: boolean } = {}) {
  const path = historyPath()
  const filling = openTestStore(path)
  for (let number = 1; number <= 500; number += 1) receive(filling, notification(`n-${number}`))
  filling.close()
  const reports = { count: 0 }
  const onDamaged = () => {
    reports.count += 1
  }
  const store = openTestStore(path, { ...options, onDamaged })
  damage(path)
  return { store, reports }
}

const newest = { before: null, limit: 50, unreadOnly: false } as const

describe('a file that is damaged while it is open', () => {
  test.each<readonly [string, (store: Store) => unknown]>([
    ['a page', (store) => store.page(newest)],
    ['a page in steps', (store) => store.pageInSteps(newest).next()],
    ['an export', (store) => [...store.everything({ unreadOnly: false })]],
    ['an item', (store) => store.itemById('n-1')],
    ['the pending notifications', (store) => store.notificationQueue.entries()],
    ['the running downloads', (store) => store.downloads.unfinished()],
    ['the cursor', (store) => store.cursor(source)],
    ['the connection log', (store) => store.connectionLog(source, 10)],
  ])('is reported by a read of %s, which throws', (_name, read) => {
    const { store, reports } = openDamaged()
    expect(() => read(store)).toThrow(/malformed/)
    expect(reports.count).toBe(1)
  })

  test('is reported once, however many reads meet it', () => {
    const { store, reports } = openDamaged()
    for (const read of [() => store.page(newest), () => store.itemById('n-1')]) expect(read).toThrow()
    expect(reports.count).toBe(1)
  })

  test('is reported to one that only reads', () => {
    const { store, reports } = openDamaged({ readOnly: true })
    expect(() => [...store.everything({ unreadOnly: false })]).toThrow(/malformed/)
    expect(reports.count).toBe(1)
  })

  test('makes writes fail as values', () => {
    const { store } = openDamaged()
    expect(append(store, source, raw('9'), notification('n-9'))).toMatchObject({
      kind: 'failed',
      damaged: true,
    })
  })
})

test('a read of a store that was closed throws, and reports no damage', () => {
  const reports = { count: 0 }
  const store = openTestStore(historyPath(), {
    onDamaged: () => {
      reports.count += 1
    },
  })
  store.close()
  expect(() => store.page(newest)).toThrow()
  expect(reports.count).toBe(0)
})
