import { describe, expect, test } from 'vitest'
import type { HistoryFilter } from '../../../electron/model/history-query.ts'
import type { Item } from '../../../electron/model/item.ts'
import type { Store } from '../../../electron/store/open-store.ts'
import { undoMs } from '../../../electron/store/undo.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import {
  allItems,
  deleteItems,
  deleteSource,
  historyPath,
  job,
  maintainAll,
  markRead,
  markUnread,
  notification,
  openTestStore,
  other,
  pendingItems,
  read,
  receive,
  receiveFrom,
  setNotification,
  source,
  undoDelete,
  withdraw,
  written,
} from './store-fixture.ts'

const forEver = { days: 36_500, items: 1_000_000 }
const everything: HistoryFilter = { unreadOnly: false }

const mark = (store: Store, filter: Partial<HistoryFilter> = {}) =>
  store.apply({ type: 'mark-matching-read', filter: { ...everything, ...filter } })
const undo = (store: Store) => store.apply({ type: 'undo-mark-read' })
const unread = (store: Store) =>
  store.page({ before: null, limit: 500, unreadOnly: true }).items.map(({ id }) => id)

/** A store whose time passes only when the test says so: what it does at once is not cut short. */
function clocked(path = historyPath(), stopwatch: () => number = () => 0) {
  const clock = { now: Date.UTC(2026, 0, 1) }
  const open = () => openTestStore(path, { now: () => clock.now, stopwatch })
  return { clock, open, store: open() }
}

const jobs = () => [job('j-1', 'failed'), job('j-2', 'succeeded'), notification('n-1'), job('j-3', 'running')]

describe('marking as read what is shown', () => {
  test('marks what the filter matches, says how much that was, and can be undone', () => {
    const { store, clock } = clocked()
    receive(store, ...jobs())
    expect(mark(store, { type: 'job' })).toEqual(written(2))
    expect(unread(store)).toEqual(['n-1'])
    expect(store.markedRead()).toEqual({ count: 2, at: clock.now })
    expect(undo(store)).toEqual(written(2))
    expect(unread(store)).toEqual(['n-1', 'j-2', 'j-1'])
    expect(store.markedRead()).toBeNull()
    expect(undo(store)).toEqual(written(0))
  })

  test.each([
    ['everything', {}],
    ['all that is unread', { unreadOnly: true }],
    ['of all servers', { search: ' ', pinnedOnly: false, category: undefined }],
  ] as const)('without a filter is the same as "mark all read": %s', (_, filter) => {
    const { store, clock } = clocked()
    receive(store, ...jobs())
    expect(mark(store, filter)).toEqual(written(3))
    expect([unread(store), store.unread(), store.unreadFailed()]).toEqual([[], 0, 0])
    expect(store.markedRead()).toEqual({ count: 3, at: clock.now })
    expect(undo(store)).toEqual(written(3))
    expect(unread(store)).toEqual(['n-1', 'j-2', 'j-1'])
    expect([store.unread(), store.unreadFailed()]).toEqual([3, 1])
  })

  test('of nothing is nothing to undo', () => {
    const { store } = clocked()
    receive(store, ...jobs())
    mark(store, { category: 'never used' })
    expect(store.markedRead()).toBeNull()
    mark(store)
    expect(mark(store)).toEqual(written(0))
    expect(store.markedRead()).toMatchObject({ count: 3 })
  })

  test('raises no notification of it, before and after it is undone', () => {
    const { store } = clocked()
    receive(store, notification('n-1', { category: 'a' }), notification('n-2'))
    mark(store, { category: 'a' })
    undo(store)
    expect(pendingItems(store).map(({ id }) => id)).toEqual(['n-2'])
    mark(store)
    maintainAll(store, forEver)
    undo(store)
    expect(pendingItems(store)).toEqual([])
    expect(unread(store)).toEqual(['n-2', 'n-1'])
  })

  test('that is undone lets the digest at the end of a silence have them again', () => {
    const { store } = clocked()
    receive(store, notification('n-1'))
    setNotification(store, [1], 'suppressed', 'paused')
    mark(store)
    expect(store.notificationQueue.anyHeld()).toBe(false)
    undo(store)
    expect(store.notificationQueue.anyHeld()).toBe(true)
    store.apply({ type: 'release-held-notifications' })
    maintainAll(store, forEver)
    expect(pendingItems(store)).toMatchObject([{ id: 'n-1' }])
  })
})

describe.each([
  ['everything', everything],
  ['what a filter matches', { ...everything, source }],
] as const)('marking %s as read', (_, filter) => {
  test('is undone for what it was about: what has happened since stays', () => {
    const { store } = clocked()
    const ids = ['stays', 'read', 'elsewhere', 'deleted', 'withdrawn', 'again']
    receive(store, ...ids.map((id) => notification(id)), job('retried', 'failed'), job('over', 'failed'))
    const keyOf = (id: string) => store.itemById(id)?.key ?? 0
    markRead(store, [keyOf('stays')])
    mark(store, filter)
    receive(
      store,
      notification('new'),
      notification('new and read'),
      read('elsewhere'),
      withdraw('withdrawn'),
    )
    receive(store, job('retried', 'running', { attempt: 2 }), job('over', 'succeeded'))
    markRead(store, [keyOf('new and read'), keyOf('read')])
    deleteItems(store, [keyOf('deleted')])
    markUnread(store, [keyOf('again')])
    expect(unread(store)).toEqual(['over', 'new', 'again'])
    undo(store)
    expect(unread(store)).toEqual(['over', 'new', 'again'])
    undoDelete(store, [4])
    expect(unread(store)).toEqual(['over', 'new', 'again', 'deleted'])
    expect(store.counts().unread).toBe(4)
  })

  test('can be undone for ten minutes, and until the next one', () => {
    const { store, clock } = clocked()
    receive(store, notification('n-1'))
    mark(store, filter)
    clock.now += undoMs - 1
    expect(store.markedRead()).not.toBeNull()
    clock.now += 1
    expect(store.markedRead()).toBeNull()
    expect(undo(store)).toEqual(written(0))
    expect(unread(store)).toEqual([])
    receive(store, notification('n-2'))
    mark(store, filter)
    receive(store, notification('n-3'))
    mark(store, filter)
    undo(store)
    undo(store)
    expect(unread(store)).toEqual(['n-3'])
  })

  test('can be undone after a restart', () => {
    const { store, open } = clocked()
    receive(store, notification('n-1'))
    mark(store, filter)
    store.close()
    const again = open()
    receive(again, notification('n-2'))
    expect(again.markedRead()).toMatchObject({ count: 1 })
    undo(again)
    expect(unread(again)).toEqual(['n-2', 'n-1'])
  })

  test('and deleting a server, or undoing both, disturb nothing', () => {
    const { store } = clocked()
    receive(store, notification('n-1'))
    receiveFrom(store, other, notification('o-1'))
    mark(store, filter)
    deleteSource(store, source)
    undo(store)
    maintainAll(store, forEver)
    expect(unread(store)).toEqual(['o-1'])
    expect(store.counts().unread).toBe(1)
  })
})

describe('of very many items', () => {
  /** A store on which each look at the time says that a step is over. */
  function slow(count: number) {
    let ms = 0
    const made = clocked(undefined, () => {
      ms += 5
      return ms
    })
    receive(
      made.store,
      ...Array.from({ length: count }, (_, n) => notification(`n-${n}`, { category: 'many' })),
    )
    return made
  }

  test('some are marked at once and the rest in short steps, between which others write', () => {
    const { store } = slow(1_500)
    const first = mark(store, { category: 'many' })
    expect(first).toMatchObject({ kind: 'written' })
    expect(store.unread()).toBeGreaterThan(0)
    expect(store.unread()).toBeLessThan(1_500)
    const revision = store.revision()
    receive(store, notification('new', { category: 'many' }))
    const step = store.maintain(forEver)
    expect(step).toMatchObject({ isUrgent: true, done: false })
    expect(store.revision()).toBeGreaterThan(revision + 1)
    maintainAll(store, forEver)
    expect(unread(store)).toEqual(['new'])
    expect(store.markedRead()).toMatchObject({ count: 1_500 })
    undo(store)
    maintainAll(store, forEver)
    expect(store.counts().unread).toBe(1_501)
  })

  test('the rest is marked after a restart, and not if that is undone meanwhile', () => {
    const { store, open } = slow(1_500)
    mark(store, { category: 'many' })
    store.close()
    const again = open()
    maintainAll(again, forEver)
    expect(again.unread()).toBe(0)
    undo(again)
    maintainAll(again, forEver)
    expect(again.unread()).toBe(1_500)
    mark(again, { category: 'many' })
    undo(again)
    maintainAll(again, forEver)
    expect(again.unread()).toBe(1_500)
  })

  test('everything that came since is unread at once when "mark all read" is undone', () => {
    const { store } = slow(30)
    mark(store)
    receive(store, ...Array.from({ length: 1_500 }, (_, n) => notification(`new-${n}`)))
    undo(store)
    const ids = unread(store)
    expect(ids.slice(0, 2)).toEqual(['new-1499', 'new-1498'])
    expect(store.counts().unread).toBe(1_530)
    receive(store, notification('newest'))
    mark(store)
    undo(store)
    maintainAll(store, forEver)
    expect(store.counts().unread).toBe(1_531)
    expect(unread(store)[0]).toBe('newest')
  })
})

/** What a simple model says must be unread, by the keys of the items. */
interface Model {
  readonly unread: Set<Item['key']>
  /** What the last mark was about, as far as nobody has read it since by itself. */
  undoable: Set<Item['key']>
  at: number
}

describe('whatever happens in whatever order', () => {
  test.each(Array.from({ length: 12 }, (_, seed) => seed + 1))(
    'the same items are unread as in a model: %i',
    (seed) => {
      const random = seededRandom(seed)
      const below = (count: number) => Math.floor(random() * count)
      const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T
      let ms = 0
      const made = clocked(undefined, () => {
        ms += pick([0, 0, 3, 5])
        return ms
      })
      let { store } = made
      const { clock, open } = made
      const model: Model = { unread: new Set(), undoable: new Set(), at: Number.NEGATIVE_INFINITY }
      let isSettled = true
      let number = 0

      const visible = () => allItems(store)
      const some = () => visible().filter(() => random() < 0.3)
      const keysOf = (items: readonly Item[]) => items.map(({ key }) => key)
      const readAlone = (items: readonly Item[]) => {
        for (const { key } of items) {
          model.unread.delete(key)
          model.undoable.delete(key)
        }
      }
      const settle = () => {
        maintainAll(store, forEver)
        isSettled = true
      }
      const markMatching = (filter: Partial<HistoryFilter>, fits: (item: Item) => boolean) => {
        const marked = keysOf(visible().filter((item) => model.unread.has(item.key) && fits(item)))
        mark(store, filter)
        isSettled = false
        const isEverything = Object.keys(filter).length === 0
        // Nothing to be marked is no command of its own.
        if (isEverything && marked.length === 0) return
        // With everything, also what is deleted and may come back.
        model.undoable = new Set(isEverything ? model.unread : marked)
        for (const key of model.undoable) model.unread.delete(key)
        model.at = clock.now
      }
      const actions: readonly (() => void)[] = [
        () => {
          for (let count = below(150); count >= 0; count -= 1) {
            number += 1
            const from = pick([source, other])
            const [arrived] = receiveFrom(
              store,
              from,
              notification(`n-${number}`, { category: pick(['a', 'b']) }),
            )
            if (arrived != null) model.unread.add(arrived.key)
          }
        },
        () => {
          number += 1
          receive(store, job(`j-${number}`, pick(['running', 'failed', 'succeeded']), { category: 'a' }))
          const item = store.itemById(`j-${number}`)
          if (item !== null && item.state !== 'running') model.unread.add(item.key)
        },
        () => {
          const running = visible().find(({ state }) => state === 'running')
          if (running === undefined) return
          receiveFrom(store, running.source, job(running.id, 'failed', { attempt: running.attempt }))
          model.unread.add(running.key)
        },
        () => {
          const failed = visible().find(({ state }) => state === 'failed')
          if (failed === undefined) return
          receiveFrom(store, failed.source, job(failed.id, 'running', { attempt: (failed.attempt ?? 1) + 1 }))
          readAlone([failed])
        },
        () => {
          const items = some()
          markRead(store, keysOf(items))
          readAlone(items)
        },
        () => {
          const items = some().filter((item) => item.source === source)
          receive(store, read(...items.map(({ id }) => id)))
          readAlone(items)
        },
        () => {
          if (!isSettled) settle()
          const items = some()
          markUnread(store, keysOf(items))
          for (const { key, state } of items) {
            if (state === 'running') continue
            model.unread.add(key)
            model.undoable.delete(key)
          }
        },
        () => {
          if (!isSettled) settle()
          deleteItems(store, keysOf(some().slice(0, 5)))
        },
        () =>
          undoDelete(
            store,
            Array.from({ length: 500 }, (_, key) => key + 1),
          ),
        () => markMatching({}, () => true),
        () => markMatching({ category: 'a' }, ({ category }) => category === 'a'),
        () => markMatching({ source: other }, (item) => item.source === other),
        () => markMatching({ type: 'notification' }, ({ type }) => type === 'notification'),
        () => {
          undo(store)
          isSettled = false
          if (clock.now - model.at < undoMs) for (const key of model.undoable) model.unread.add(key)
          model.undoable = new Set()
        },
        () => {
          clock.now += pick([1, 60_000, undoMs / 2])
        },
        () => {
          store.close()
          store = open()
        },
        settle,
      ]
      const check = () => {
        settle()
        const expected = keysOf(visible().filter(({ key }) => model.unread.has(key)))
        expect(keysOf(visible().filter((item) => !item.read))).toEqual(expected)
        expect(keysOf(store.page({ before: null, limit: 500, unreadOnly: true }).items)).toEqual(expected)
        expect(store.counts().unread).toBe(expected.length)
      }
      for (let turn = 0; turn < 60 && visible().length < 400; turn += 1) {
        pick(actions)()
        if (random() < 0.3) check()
      }
      check()
    },
  )
})
