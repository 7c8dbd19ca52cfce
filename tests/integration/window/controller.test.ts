import { expect, test } from 'vitest'
import type { ManagedBy } from '../../../electron/model/policy.ts'
import { defaultSettings } from '../../../electron/model/settings.ts'
import { createWindowController, type WindowHandlers } from '../../../electron/window/controller.ts'
import { createI18n, loadCatalog } from '../../support/i18n.ts'
import { deleteItems, job, markRead, notification, openTestStore, receive } from '../store/store-fixture.ts'

/** The controller on a real store, and what it sends to the window. */
function open(managed: ManagedBy | null = null) {
  const store = openTestStore(undefined, { now: () => 5_000, stopwatch: () => 0 })
  const served: WindowHandlers[] = []
  let isOpen = true
  let onVisibility = () => {}
  const controller = createWindowController({
    platform: 'linux',
    window: {
      open: () => {},
      isOpen: () => isOpen,
      isFocused: () => true,
      isVisible: () => isOpen,
      watchVisibility: (listener) => {
        onVisibility = listener
        return () => {}
      },
    },
    channel: {
      serve: (handlers) => {
        served.push(handlers)
        return () => {}
      },
      onSnapshotChange: () => {},
    },
    reader: store,
    history: { page: async (query) => store.page(query), notice: () => null, revision: store.revision },
    servers: { all: () => [], tokensKeptIn: () => 'keychain', lastCheck: () => null },
    proxies: () => [],
    encryption: () => ({ state: { kind: 'off' }, problem: null, isAvailable: true }),
    deleted: () => [],
    settings: () => defaultSettings,
    managed,
    jobs: { progress: () => [] },
    notifications: {
      silence: () => ({ kind: 'off' }),
      playsSounds: () => true,
      problem: () => null,
      test: () => null,
    },
    versions: { tidings: '0.1.0' },
    sandbox: () => 'on',
    examination: () => null,
    i18n: () => createI18n('en'),
    loadCatalog,
    dispatch: () => {},
    clock: { now: () => 5_000 },
  })
  const snapshot = () => {
    const [handlers] = served
    if (handlers === undefined) throw new Error('the window is not served')
    return handlers.snapshot()
  }
  const close = () => {
    isOpen = false
    onVisibility()
  }
  return { store, controller, snapshot, close }
}

test('the window gets the counts, and what can be undone', () => {
  const { store, snapshot } = open()
  receive(store, notification('n-1'), job('j-1', 'failed'), job('j-2', 'running'))
  store.apply({ type: 'pin', keys: [1] })
  store.apply({ type: 'snooze', keys: [2], until: 9_000, isSpan: true })
  expect(snapshot().counts).toEqual({ all: 3, unread: 2, jobs: 2, failed: 1, pinned: 1, snoozed: 1 })
  expect(snapshot().markedRead).toBeNull()
  store.apply({ type: 'mark-matching-read', filter: { unreadOnly: false, type: 'job' } })
  expect(snapshot()).toMatchObject({ unread: 1, markedRead: { count: 1, at: 5_000 } })
})

test('the window gets the details of the item that it asks for, as it is now, until it is gone or closed', () => {
  const { store, controller, snapshot, close } = open()
  receive(store, notification('n-1'), job('j-1', 'queued'), job('j-1', 'running', { progress: 0.5 }))
  expect(snapshot().detail).toBeNull()
  controller.showDetail(2)
  expect(snapshot().detail).toMatchObject({
    item: { id: 'j-1', progress: 0.5 },
    course: [{ state: 'queued' }, { state: 'running', progress: 0.5 }],
  })
  receive(store, job('j-1', 'succeeded'))
  expect(snapshot().detail).toMatchObject({ item: { state: 'succeeded', read: false } })
  controller.showDetail(1)
  markRead(store, [1])
  expect(snapshot().detail).toMatchObject({ item: { id: 'n-1', read: true }, course: [] })
  deleteItems(store, [1])
  expect(snapshot().detail).toBeNull()
  controller.showDetail(2)
  close()
  expect(snapshot().detail).toBeNull()
})

test('an item that is to be shown is not lost to a place that the window saved before it knew', () => {
  const { store, controller, snapshot } = open()
  receive(store, notification('n-1'))
  const any = { category: null, source: null, priority: null, state: null, dates: null }
  const saved = { filter: { show: 'all', search: '', ...any }, anchor: null } as const
  controller.showItem(1)
  controller.saveState(saved)
  expect(snapshot().reveal).toMatchObject({ key: 1 })
  controller.saveState(saved)
  expect(snapshot().reveal).toBeNull()
})

test('the newest items are before the user while the window says so, until it is closed', () => {
  const { controller, close } = open()
  expect(controller.isShowingNewest()).toBe(false)
  controller.showsNewest(true)
  expect(controller.isShowingNewest()).toBe(true)
  controller.showsNewest(false)
  expect(controller.isShowingNewest()).toBe(false)
  controller.showsNewest(true)
  close()
  expect(controller.isShowingNewest()).toBe(false)
})

test('the window knows what the organization has decided, and what of it is not used', () => {
  expect(open().snapshot().managed).toBeNull()
  const place = '/etc/tidings/policy.json'
  const managed = open({
    place,
    policy: { servers: [], allowOtherServers: false, settings: { updates: false } },
    problems: [{ key: 'colour', kind: 'unknown' }],
  })
  expect(managed.snapshot().managed).toEqual({
    ...{ place, isRefused: false, locked: ['updates'], allowsOtherServers: false },
    problems: ['colour is unknown, so it is ignored.'],
  })
})
