import { describe, expect, onTestFinished, test } from 'vitest'
import type { DecodeResult } from '../../../electron/model/event.ts'
import type { Item } from '../../../electron/model/item.ts'
import { defaultSettings, type Settings } from '../../../electron/model/settings.ts'
import type {
  DesktopNotification,
  NotificationHandlers,
  NotificationResult,
} from '../../../electron/notifications/desktop-notification.ts'
import { type Notifier, startNotifier } from '../../../electron/notifications/notifier.ts'
import { createPresence } from '../../../electron/notifications/presence.ts'
import type { HistoryChange } from '../../../electron/store/history-writer.ts'
import { openStore } from '../../../electron/store/open-store.ts'
import { buildMute, buildRule } from '../../support/build-rule.ts'
import { createI18n } from '../../support/i18n.ts'
import { type ManualClock, manualClock } from '../../unit/feed/manual-clock.ts'
import {
  allItems,
  append,
  createLocalWriter,
  historyPath,
  job,
  notification,
  raw,
  read,
  source,
  withdraw,
} from '../store/store-fixture.ts'

const minute = 60_000
const hour = 60 * minute

interface Shown extends DesktopNotification {
  readonly at: number
}

/** The app between stream and desktop: a real history, a manual clock, and notifications in a list. */
function startApp(
  path = historyPath(),
  clock = manualClock(),
  answer: NotificationResult = { kind: 'shown' },
) {
  const desktopState = { answer, isAvailable: true, answersAfterMs: 0 }
  const opened = openStore(path, { now: clock.now })
  if (opened.kind !== 'open') throw new Error(opened.reason)
  const { store } = opened
  onTestFinished(store.close)
  const { writer } = createLocalWriter(store)
  const startedAt = clock.now()
  const shown: Shown[] = []
  const handlers: NotificationHandlers[] = []
  const doNotDisturb = { isOn: false, queries: 0 }
  const closed: string[] = []
  const screen = { isLocked: false, idleMs: () => 0, showsNewest: false }
  let settings: Settings = defaultSettings
  let number = 0
  const notifier: Notifier = startNotifier({
    isShowingNewest: () => screen.showsNewest,
    reader: store,
    writer,
    desktop: {
      prepare: (notification, itsHandlers) => () => {
        shown.push({ ...notification, at: clock.now() - startedAt })
        handlers.push(itsHandlers)
        return Promise.resolve(desktopState.answer)
      },
      close: (shouldClose) => {
        for (const notification of shown) if (shouldClose(notification)) closed.push(notification.id)
      },
    },
    presence: createPresence({
      user: { isLocked: () => screen.isLocked, idleMs: () => screen.idleMs(), watchLock: () => () => {} },
      isEnabled: () => settings.waitWhileAway,
      clock,
    }),
    isAvailable: async () => {
      const { answersAfterMs } = desktopState
      if (answersAfterMs > 0) await new Promise<void>((resolve) => clock.after(answersAfterMs, resolve))
      return desktopState.isAvailable
    },
    onUnavailable: () => {
      desktopState.isAvailable = false
    },
    settings: () => settings,
    i18n: () => createI18n('en'),
    clock,
    localTime: (at) => ({ weekday: 0, minutes: Math.floor(at / minute) % 1_440 }),
    doNotDisturb: () => {
      doNotDisturb.queries += 1
      return Promise.resolve(doNotDisturb.isOn)
    },
    dispatch: () => {},
    log: { warn: () => {} },
    onChange: () => {},
  })
  onTestFinished(notifier.stop)

  /** Lets time pass in steps, with room for answers of the desktop and of the disk in between. */
  const pass = async (ms: number, stepMs = 50) => {
    for (let left = ms; left > 0; left -= stepMs) {
      clock.pass(Math.min(left, stepMs))
      for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate)
    }
  }
  return {
    store,
    writer,
    clock,
    notifier,
    shown,
    handlers,
    closed,
    screen,
    lock: (isLocked: boolean) => {
      screen.isLocked = isLocked
      notifier.checkAgain()
    },
    doNotDisturb,
    desktopState,
    pass,
    set: (change: Partial<Settings>) => {
      settings = { ...settings, ...change }
      notifier.checkAgain()
    },
    receive: (...events: DecodeResult[]) => {
      for (const event of events) {
        number += 1
        const id = `${clock.now()}-${number}`
        const appended = append(store, source, raw(id), event)
        if (appended.kind === 'failed') throw new Error(appended.reason)
        if (appended.arrived !== null) notifier.arrived(appended.arrived.priority === 'critical')
      }
    },
    /** The state of the notifications, oldest item first. */
    states: () => [...allItems(store)].reverse().map(({ notification }) => notification),
  }
}

/** The same, connected for so long that nothing counts as missed. */
async function startLive(clock: ManualClock = manualClock()) {
  const app = startApp(historyPath(), clock)
  await app.pass(2_000)
  return app
}

const many = (count: number, fields = {}) =>
  Array.from({ length: count }, (_, index) =>
    notification(`n-${index}`, { message: `Message ${index}`, ...fields }),
  )
const reasons = (app: Awaited<ReturnType<typeof startLive>>) =>
  allItems(app.store).map(({ notificationReason }) => notificationReason)
const bodies = (shown: readonly DesktopNotification[]) => shown.map(({ body }) => body)

describe('an item notifies at most once, across replays, reconnects and restarts', () => {
  test('however often it is sent', async () => {
    const app = await startLive()
    app.receive(notification('n-1'), notification('n-1'))
    await app.pass(5_000)
    app.receive(notification('n-1'))
    await app.pass(5_000)
    expect(app.shown).toHaveLength(1)
    expect(app.states()).toEqual(['shown'])
  })

  test('over a restart, and what was pending then is announced afterwards', async () => {
    const path = historyPath()
    const clock = manualClock()
    const first = startApp(path, clock)
    await first.pass(2_000)
    first.receive(notification('n-1', { message: 'First' }))
    await first.pass(500)
    first.receive(notification('n-2', { message: 'Second' }))
    first.notifier.stop()
    first.store.close()

    const second = startApp(path, clock)
    await second.pass(5_000)
    expect(bodies(first.shown)).toEqual(['First'])
    expect(bodies(second.shown)).toEqual(['Second'])
  })

  test('also when nobody knows whether the desktop has shown it', async () => {
    const app = await startLive()
    app.desktopState.answer = { kind: 'unknown', reason: 'no answer' }
    app.receive(notification('n-1'))
    await app.pass(10_000)
    expect(app.shown).toHaveLength(1)
    expect(allItems(app.store)[0]).toMatchObject({
      ...{
        notification: 'suppressed',
        notificationReason: 'failed: no answer',
        notificationOutcome: 'unknown',
      },
    })
    app.handlers[0]?.onOutcome('shown')
    await app.pass(50)
    expect(allItems(app.store)[0]).toMatchObject({
      ...{ notification: 'shown', notificationReason: null, notificationOutcome: 'shown' },
    })
  })

  test('and not at all when it was read elsewhere or withdrawn in time', async () => {
    const app = await startLive()
    app.receive(notification('n-0'), notification('n-1'), notification('n-2'), read('n-1'), withdraw('n-2'))
    await app.pass(5_000)
    expect(app.shown).toHaveLength(1)
  })

  test('a job notifies at its end only, a failure like a success', async () => {
    const app = await startLive()
    app.receive(job('j-1', 'queued'), job('j-1', 'running', { progress: 0.5 }))
    await app.pass(5_000)
    expect(app.shown).toEqual([])
    app.receive(job('j-1', 'failed', { title: 'Orders' }))
    await app.pass(5_000)
    expect(app.shown.map(({ title }) => title)).toEqual(['Failed: Orders'])
  })
})

describe('a desktop that takes its time to answer', () => {
  async function startSlow() {
    const app = await startLive()
    app.desktopState.answersAfterMs = 3_000
    return app
  }

  test('shows what is so by then', async () => {
    const app = await startSlow()
    app.receive(notification('n-1', { message: 'Before', revision: 1 }))
    await app.pass(1_000)
    app.receive(notification('n-1', { message: 'Now', revision: 2 }))
    await app.pass(20_000)
    expect(bodies(app.shown)).toEqual(['Now'])
  })

  test('does not show what was read by then', async () => {
    const app = await startSlow()
    app.receive(notification('n-1'))
    await app.pass(1_000)
    app.receive(read('n-1'))
    await app.pass(20_000)
    expect(app.shown).toEqual([])
  })

  test('shows in one notification what has come by then', async () => {
    const app = await startSlow()
    app.receive(notification('n-1'))
    await app.pass(1_000)
    app.receive(notification('n-2'))
    await app.pass(20_000)
    expect(app.shown.map(({ keys }) => keys.length)).toEqual([2])
  })

  test('is not disturbed when that is wished by then', async () => {
    const app = await startSlow()
    app.receive(notification('n-1'))
    await app.pass(1_000)
    app.doNotDisturb.isOn = true
    await app.pass(20_000)
    expect(app.shown).toEqual([])
    expect(reasons(app)).toEqual(['do-not-disturb'])
  })
})

describe('what was surely not handed over stays due', () => {
  const problem = { kind: 'no-service', reason: 'no service', program: 'dunst' } as const

  test('when the notification service comes after the app', async () => {
    const app = await startLive()
    app.desktopState.isAvailable = false
    app.receive(...many(10), job('j-1', 'failed', { title: 'Orders' }))
    await app.pass(3_000)
    expect(app.shown).toEqual([])
    app.desktopState.isAvailable = true
    app.notifier.availableAgain()
    await app.pass(10_000)
    expect(app.shown.map(({ title, keys }) => [title, keys.length])).toEqual([
      ['Failed: Orders', 1],
      ['Tidings', 1],
      ['9 notifications', 9],
    ])
  })

  test('when it ends just before, also over a restart', async () => {
    const path = historyPath()
    const clock = manualClock()
    const first = startApp(path, clock)
    await first.pass(2_000)
    first.desktopState.answer = { kind: 'unavailable', problem }
    first.receive(notification('n-1', { message: 'Due' }))
    await first.pass(5_000)
    expect(first.shown).toHaveLength(1)
    expect(allItems(first.store)[0]).toMatchObject({
      ...{ notification: 'pending', notificationReason: 'failed: no service' },
    })
    first.notifier.stop()
    first.store.close()

    const second = startApp(path, clock)
    await second.pass(5_000)
    expect(bodies(second.shown)).toEqual(['Due'])
    expect(allItems(second.store)[0]).toMatchObject({ notification: 'shown', notificationReason: null })
  })

  test('but not what was read in the meantime', async () => {
    const app = await startLive()
    app.desktopState.answer = { kind: 'unavailable', problem }
    app.receive(notification('n-1'))
    await app.pass(1_000)
    app.receive(read('n-1'))
    app.desktopState.answer = { kind: 'shown' }
    app.desktopState.isAvailable = true
    app.notifier.availableAgain()
    await app.pass(5_000)
    expect(app.shown).toHaveLength(1)
  })

  test('also when the disk is full at that moment', async () => {
    const app = await startLive()
    const { write } = app.writer
    let isFull = true
    Object.assign(app.writer, {
      write: async (change: HistoryChange) =>
        isFull && change.type === 'return-notifications'
          ? ({ kind: 'failed', reason: 'disk-full' } as const)
          : write(change),
    })
    app.desktopState.answer = { kind: 'unavailable', problem }
    app.receive(notification('n-1', { message: 'Due' }))
    await app.pass(1_000)
    app.desktopState.answer = { kind: 'shown' }
    app.desktopState.isAvailable = true
    app.notifier.availableAgain()
    await app.pass(10_000)
    expect(app.shown).toHaveLength(1)
    isFull = false
    await app.pass(10_000)
    expect(bodies(app.shown)).toEqual(['Due', 'Due'])
    expect(app.states()).toEqual(['shown'])
  })

  test('a digest of thousands', async () => {
    const app = await startLive()
    app.desktopState.answer = { kind: 'unavailable', problem }
    app.receive(...many(12_000))
    await app.pass(5_000)
    app.desktopState.answer = { kind: 'shown' }
    app.desktopState.isAvailable = true
    const before = app.shown.length
    app.notifier.availableAgain()
    await app.pass(30_000)
    expect(new Set(app.shown.slice(before).flatMap(({ keys }) => keys)).size).toBe(12_000)
  })

  test('a reminder', async () => {
    const app = await startLive()
    const download = {
      ...{ url: 'https://app.example.com/f', filename: null, size: null, sha256: null },
      expiresAt: app.clock.now() + hour,
    }
    app.receive(job('j-1', 'succeeded', { title: 'Orders', download }))
    await app.pass(2_000)
    app.desktopState.answer = { kind: 'unavailable', problem }
    await app.pass(49 * minute)
    app.desktopState.answer = { kind: 'shown' }
    app.desktopState.isAvailable = true
    app.notifier.availableAgain()
    await app.pass(5_000)
    expect(app.shown.map(({ title }) => title)).toEqual([
      ...['Orders', 'Expires soon: Orders', 'Expires soon: Orders'],
    ])
  })

  test('until the desktop has refused it three times; others are shown', async () => {
    const app = await startLive()
    app.desktopState.answer = { kind: 'refused', reason: 'too long' }
    app.receive(notification('n-1', { message: 'Poison' }))
    await app.pass(30_000)
    expect(bodies(app.shown)).toEqual(['Poison', 'Poison', 'Poison'])
    expect(allItems(app.store)[0]).toMatchObject({
      ...{
        notification: 'suppressed',
        notificationReason: 'failed: too long',
        notificationOutcome: 'failed',
      },
    })
    app.desktopState.answer = { kind: 'shown' }
    app.receive(notification('n-2', { message: 'Next' }))
    await app.pass(5_000)
    expect(bodies(app.shown).at(-1)).toBe('Next')
  })
})

describe('the row tells what became of its notification', () => {
  const outcome = (app: Awaited<ReturnType<typeof startLive>>) => allItems(app.store)[0]?.notificationOutcome

  test('shown, expired, and clicked late, which is the last word', async () => {
    const app = await startLive()
    app.receive(notification('n-1'))
    await app.pass(1_000)
    expect(outcome(app)).toBe('shown')
    app.handlers[0]?.onOutcome('expired')
    await app.pass(50)
    expect(outcome(app)).toBe('expired')
    app.handlers[0]?.onClick()
    app.handlers[0]?.onOutcome('closed')
    await app.pass(50)
    expect(outcome(app)).toBe('clicked')
  })

  test('held, until when, and nothing of that once it is shown', async () => {
    const app = await startLive()
    const until = app.clock.now() + hour
    app.set({ pause: { kind: 'until', at: until } })
    app.receive(notification('n-1'))
    await app.pass(1_000)
    expect(allItems(app.store)[0]).toMatchObject({
      ...{ notificationReason: 'paused', notificationOutcome: 'held', heldUntil: until },
    })
    app.set({ pause: { kind: 'off' } })
    await app.pass(5_000)
    expect(allItems(app.store)[0]).toMatchObject({ notificationOutcome: 'shown', heldUntil: null })
  })
})

describe('equal texts', () => {
  const ready = (id: string | null = null) => notification(id, { message: 'Your export is ready!' })

  test('within ten minutes replace the notification, silently, with their number', async () => {
    const app = await startLive()
    for (let n = 0; n < 3; n += 1) {
      app.receive(ready())
      await app.pass(10_000)
    }
    expect(app.shown.map(({ title, id, silent, keys }) => [title, id, silent, keys])).toEqual([
      ['Tidings', 'item-1', false, [1]],
      ['Tidings ×2', 'item-1', true, [2, 1]],
      ['Tidings ×3', 'item-1', true, [3, 2, 1]],
    ])
  })

  test('after ten minutes, or after the user has seen them, begin again', async () => {
    const app = await startLive()
    app.receive(ready())
    await app.pass(10 * minute)
    app.receive(ready())
    await app.pass(2_000)
    app.handlers[1]?.onClick()
    app.receive(ready())
    await app.pass(2_000)
    app.store.apply({ type: 'mark-all-read' })
    app.receive(ready())
    await app.pass(2_000)
    expect(app.shown.map(({ title, silent }) => [title, silent])).toEqual(Array(4).fill(['Tidings', false]))
  })

  test('within a second are one notification instead of a digest', async () => {
    const app = await startLive()
    app.receive(notification('n-1', { message: 'Other' }))
    await app.pass(100)
    app.receive(ready(), ready(), ready())
    await app.pass(5_000)
    expect(app.shown.map(({ title, body }) => [title, body])).toEqual([
      ['Tidings', 'Other'],
      ['Tidings ×3', 'Your export is ready!'],
    ])
    expect(app.states()).toEqual(['shown', 'shown', 'shown', 'shown'])
  })

  test('of critical notifications and of jobs stay apart', async () => {
    const app = await startLive()
    for (let n = 0; n < 2; n += 1) {
      app.receive(notification(null, { message: 'Fire', priority: 'critical' }), job(`j-${n}`, 'succeeded'))
      await app.pass(5_000)
    }
    expect(app.shown.map(({ title }) => title)).not.toContainEqual(expect.stringContaining('×'))
    expect(app.shown).toHaveLength(4)
  })
})

describe('however much arrives, there are at most three notifications after an absence and one a second in a burst', () => {
  test('ten thousand events in one burst raise a few notifications, never two within a second, and none is lost', async () => {
    const app = await startLive()
    app.receive(...many(10_000))
    await app.pass(60_000)
    const gaps = app.shown.slice(1).map(({ at }, index) => at - (app.shown[index]?.at ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000)
    expect(app.shown.length).toBeLessThanOrEqual(3)
    const announced = app.shown.flatMap(({ keys }) => keys)
    expect(new Set(announced).size).toBe(10_000)
    expect(announced).toHaveLength(10_000)
    expect(app.store.notificationQueue.entries()).toEqual([])
  })

  test.each([4, 2_500, 12_000])(
    '%i events after an absence raise three notifications, the last a digest',
    async (count) => {
      const app = await startLive()
      app.notifier.connected(false)
      app.receive(...many(count), job('j-1', 'failed', { title: 'Orders' }))
      await app.pass(30_000)
      expect(app.shown).toHaveLength(3)
      expect(app.shown[0]?.title).toBe('Failed: Orders')
      expect(app.shown[2]?.keys).toHaveLength(count - 1)
    },
  )

  test('the first connect to a server never floods', async () => {
    const app = await startLive()
    app.notifier.connected(true)
    app.receive(...many(500))
    await app.pass(30_000)
    expect(app.shown.map(({ title }) => title)).toEqual(['500 notifications'])
  })
})

describe('pause, quiet hours and mute silence notifications, and never drop the stream nor the history', () => {
  test('a pause holds notifications back, stores the history, and ends in one digest', async () => {
    const app = await startLive()
    app.set({ pause: { kind: 'until-resumed' } })
    app.receive(...many(30), job('j-1', 'failed', { title: 'Orders' }))
    await app.pass(10_000)
    expect(app.shown).toEqual([])
    expect(allItems(app.store)).toHaveLength(31)
    expect(allItems(app.store)[0]).toMatchObject({ notification: 'suppressed', notificationReason: 'paused' })

    app.set({ pause: { kind: 'off' } })
    await app.pass(10_000)
    expect(app.shown.map(({ title }) => title)).toEqual(['1 failed, 30 notifications'])
    expect(app.states().every((state) => state === 'shown')).toBe(true)
  })

  test('a pause with an end is over by itself, also for what arrived before a restart', async () => {
    const path = historyPath()
    const clock = manualClock()
    const first = startApp(path, clock)
    await first.pass(2_000)
    const until = clock.now() + 10_000
    first.set({ pause: { kind: 'until', at: until } })
    first.receive(notification('n-1'), notification('n-2'))
    await first.pass(1_000)
    first.notifier.stop()
    first.store.close()

    const second = startApp(path, clock)
    second.set({ pause: { kind: 'until', at: until } })
    await second.pass(7_000)
    expect(second.shown).toEqual([])
    await second.pass(5_000)
    expect(second.shown.flatMap(({ keys }) => keys).sort()).toEqual([1, 2])
  })

  test('what was read during a silence is not announced after it', async () => {
    const app = await startLive()
    app.set({ pause: { kind: 'until-resumed' } })
    app.receive(notification('n-1', { message: 'Read' }), notification('n-2', { message: 'Unread' }))
    await app.pass(1_000)
    app.receive(read('n-1'))
    app.set({ pause: { kind: 'off' } })
    await app.pass(5_000)
    expect(bodies(app.shown)).toEqual(['Unread'])
    app.set({ pause: { kind: 'until-resumed' } })
    app.set({ pause: { kind: 'off' } })
    await app.pass(5_000)
    expect(app.shown).toHaveLength(1)
  })

  test('quiet hours that begin and end hold back what arrives in between', async () => {
    const app = await startLive()
    const startMinute = Math.floor(app.clock.now() / minute) % 1_440
    const [from, to] = [(startMinute + 2) % 1_440, (startMinute + 5) % 1_440]
    app.set({ quietHours: { enabled: true, spans: [{ days: [0], from, to }] } })
    await app.pass(3 * minute)
    app.receive(notification('n-1'), notification('n-2', { priority: 'critical', message: 'Fire' }))
    await app.pass(1_000)
    expect(bodies(app.shown)).toEqual(['Fire'])
    await app.pass(3 * minute)
    expect(app.shown).toHaveLength(2)
  })

  test('the desktop’s own do-not-disturb is respected, and ends in a digest', async () => {
    const app = await startLive()
    app.doNotDisturb.isOn = true
    app.receive(...many(5))
    await app.pass(30_000)
    expect(app.shown).toEqual([])
    expect(app.notifier.silence()).toMatchObject({ reason: 'do-not-disturb' })
    expect(allItems(app.store)[0]).toMatchObject({
      notification: 'suppressed',
      notificationReason: 'do-not-disturb',
    })
    app.doNotDisturb.isOn = false
    await app.pass(30_000)
    expect(app.shown.map(({ title }) => title)).toEqual(['5 notifications'])
    expect(app.notifier.silence()).toEqual({ kind: 'off' })
  })

  test('the desktop is asked while an item that is expected is stored, and not a second time', async () => {
    const app = await startLive()
    const { queries } = app.doNotDisturb
    app.notifier.expect()
    expect(app.doNotDisturb.queries).toBe(queries + 1)
    app.receive(notification('n-1'))
    await app.pass(2_000)
    expect(app.shown).toHaveLength(1)
    expect(app.doNotDisturb.queries).toBe(queries + 1)
  })

  test('what the desktop said ahead counts: do-not-disturb was on when the item came', async () => {
    const app = await startLive()
    app.doNotDisturb.isOn = true
    app.notifier.expect()
    app.receive(notification('n-1'))
    await app.pass(2_000)
    expect(app.shown).toEqual([])
  })

  test('nothing is asked ahead while the user wants no notifications', async () => {
    const app = await startLive()
    app.set({ pause: { kind: 'until-resumed' } })
    const { queries } = app.doNotDisturb
    app.notifier.expect()
    expect(app.doNotDisturb.queries).toBe(queries)
  })

  test('low priority and muted categories are never announced, with the reason in the row', async () => {
    const app = await startLive()
    app.set({ rules: [buildMute('noise')] })
    app.receive(notification('n-1', { priority: 'low' }), notification('n-2', { category: 'Noise' }))
    await app.pass(5_000)
    app.set({ rules: [] })
    await app.pass(5_000)
    expect(app.shown).toEqual([])
    expect(allItems(app.store).map(({ notificationReason }) => notificationReason)).toEqual(['muted', 'low'])
  })

  test('what a rule always announces comes through a pause, whatever its priority, and stays on the screen', async () => {
    const app = await startLive()
    const rule = buildRule({ when: { words: 'backup' }, notify: 'always', keepOnScreen: true })
    app.set({ pause: { kind: 'until-resumed' }, rules: [rule] })
    app.receive(
      notification('n-1', { title: 'Orders', priority: 'high' }),
      notification('n-2', { title: 'The Backup is late', priority: 'low' }),
    )
    await app.pass(5_000)
    expect(app.shown).toMatchObject([{ title: 'The Backup is late', keepOnScreen: true }])
    expect(allItems(app.store).map(({ notificationReason }) => notificationReason)).toEqual([null, 'paused'])
  })
})

test('a snoozed notification is raised again after an hour, and stays, whether or not its item was read', async () => {
  const app = await startLive()
  app.receive(notification('n-1', { message: 'Later' }), notification('n-2', { message: 'Never' }))
  await app.pass(5_000)
  for (const { key } of allItems(app.store))
    app.store.apply({ type: 'snooze', keys: [key], until: app.clock.now() + hour, isSpan: true })
  app.notifier.checkAgain()
  app.receive(read('n-1'), withdraw('n-2'))
  const before = app.shown.length
  await app.pass(hour - 1_000)
  expect(app.shown).toHaveLength(before)
  await app.pass(2_000)
  expect(bodies(app.shown.slice(before))).toEqual(['Later'])
  expect(allItems(app.store)).toMatchObject([{ id: 'n-1', read: false }])
})

test('a result that nobody downloaded is mentioned once more before it expires', async () => {
  const app = await startLive()
  const expiresAt = app.clock.now() + hour
  const download = { url: 'https://app.example.com/f', filename: null, size: null, sha256: null, expiresAt }
  app.receive(job('j-1', 'succeeded', { title: 'Orders', download }))
  await app.pass(2_000)
  expect(app.shown.map(({ title }) => title)).toEqual(['Orders'])
  await app.pass(47 * minute)
  expect(app.shown).toHaveLength(1)
  await app.pass(2 * minute)
  expect(app.shown.map(({ title }) => title)).toEqual(['Orders', 'Expires soon: Orders'])
  await app.pass(hour)
  expect(app.shown).toHaveLength(2)
})

test('a notification that can not be recorded because of a full disk is shown later', async () => {
  const app = await startLive()
  const { write } = app.writer
  const refusal = { kind: 'failed', reason: 'the disk is full' } as const
  Object.assign(app.writer, { write: async () => refusal })
  app.receive(notification('n-1'))
  await app.pass(20_000)
  expect(app.shown).toEqual([])
  Object.assign(app.writer, { write })
  await app.pass(20_000)
  expect(app.shown).toHaveLength(1)
})

describe('while a slow disk records a notification', () => {
  /** The app with a disk that does not finish to record a notification before `release` is called. */
  async function startSlow() {
    const app = await startLive()
    const { write } = app.writer
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    Object.assign(app.writer, {
      write: async (change: HistoryChange) => {
        if (change.type === 'set-notification') await released
        return write(change)
      },
    })
    app.receive(notification('first', { message: 'First' }))
    await app.pass(200)
    return { ...app, release }
  }

  test('what arrives is announced after it, and not within the same second', async () => {
    const app = await startSlow()
    app.receive(notification('second', { message: 'Second' }))
    await app.pass(5_000)
    expect(app.shown).toEqual([])
    app.release()
    await app.pass(5_000)
    expect(bodies(app.shown)).toEqual(['First', 'Second'])
    expect((app.shown[1]?.at ?? 0) - (app.shown[0]?.at ?? 0)).toBeGreaterThanOrEqual(1_000)
  })

  test('an absence that ends still gets three notifications', async () => {
    const app = await startSlow()
    app.notifier.connected(false)
    app.receive(...many(50))
    await app.pass(100)
    app.release()
    await app.pass(30_000)
    expect(app.shown.slice(1)).toHaveLength(3)
    expect(app.shown.at(-1)?.keys).toHaveLength(48)
  })
})

describe('when the clock is set back by an hour', () => {
  test('a critical item still comes at once, and the others at their pace', async () => {
    const app = await startLive()
    app.receive(notification('n-1', { message: 'Before' }))
    await app.pass(100)
    app.clock.leap(-hour)
    app.receive(
      notification('n-2', { message: 'Usual' }),
      notification('n-3', { message: 'Fire', priority: 'critical' }),
    )
    await app.pass(1_000)
    expect(bodies(app.shown)).toEqual(['Before', 'Fire'])
    await app.pass(1_100)
    expect(bodies(app.shown)).toEqual(['Before', 'Fire', 'Usual'])
  })

  test('do-not-disturb is queried again, and ends when it is off', async () => {
    const app = await startLive()
    app.doNotDisturb.isOn = true
    app.receive(notification('n-1'))
    await app.pass(1_000)
    app.clock.leap(-hour)
    app.doNotDisturb.isOn = false
    await app.pass(30_000)
    expect(app.shown).toHaveLength(1)
  })

  test('a reminder at a time of day is at that time', async () => {
    const app = await startLive()
    app.receive(notification('n-1', { message: 'Later' }))
    await app.pass(1_000)
    app.store.apply({ type: 'snooze', keys: [1], until: app.clock.now() + hour, isSpan: false })
    app.notifier.checkAgain()
    await app.pass(30 * minute)
    app.clock.leap(-hour)
    await app.pass(89 * minute)
    expect(app.shown).toHaveLength(1)
    await app.pass(2 * minute)
    expect(bodies(app.shown)).toEqual(['Later', 'Later'])
  })

  test('"in 1 hour" is still an hour', async () => {
    const app = await startLive()
    app.receive(notification('n-1', { message: 'Later' }))
    await app.pass(1_000)
    app.store.apply({ type: 'snooze', keys: [1], until: app.clock.now() + hour, isSpan: true })
    app.notifier.checkAgain()
    await app.pass(30 * minute)
    app.clock.leap(-hour)
    await app.pass(29 * minute)
    expect(app.shown).toHaveLength(1)
    await app.pass(2 * minute)
    expect(bodies(app.shown)).toEqual(['Later', 'Later'])
  })
})

test('quiet hours end by the clock on the wall when it is set forward', async () => {
  const app = await startLive()
  const from = Math.floor(app.clock.now() / minute) % 1_440
  app.set({ quietHours: { enabled: true, spans: [{ days: [0], from, to: (from + 60) % 1_440 }] } })
  app.receive(notification('n-1'))
  await app.pass(1_000)
  app.clock.leap(2 * hour)
  await app.pass(2 * minute)
  expect(app.shown).toHaveLength(1)
})

describe('a critical item', () => {
  const critical = (id: string, message: string) => notification(id, { message, priority: 'critical' })

  test('that comes within a second of another is shown alone', async () => {
    const app = await startLive()
    app.receive(notification('n-0', { message: 'First' }))
    await app.pass(200)
    app.receive(notification('n-1', { message: 'Usual', priority: 'high' }), critical('n-2', 'Fire'))
    await app.pass(5_000)
    expect(bodies(app.shown)).toEqual(['First', 'Fire', 'Usual'])
  })

  test('comes before thousands of others, of which it is the oldest', async () => {
    const app = await startLive()
    app.notifier.connected(true)
    app.receive(critical('n-fire', 'Fire'), ...many(12_000))
    await app.pass(30_000)
    expect(app.shown.map(({ keys }) => keys.length)).toEqual([1, 12_000])
    expect(bodies(app.shown)[0]).toBe('Fire')
  })

  test('is in a digest with critical ones only, the third time', async () => {
    const app = await startLive()
    app.receive(...[1, 2, 3, 4, 5].map((n) => critical(`n-${n}`, `Fire ${n}`)), notification('n-6'))
    await app.pass(10_000)
    expect(app.shown.map(({ title, keys }) => [title, keys.length])).toEqual([
      ['Tidings', 1],
      ['Tidings', 1],
      ['3 critical: Fire 3, Fire 2, Fire 1', 3],
      ['Tidings', 1],
    ])
    expect(app.shown[2]).toMatchObject({ urgency: 'critical' })
  })
})

test('a digest counts exactly the items that it stands for, also when one arrives while it is prepared', async () => {
  const app = await startLive()
  app.receive(notification('first'))
  await app.pass(100)
  app.receive(...many(3), job('j-0', 'failed', { title: 'Old' }))
  const { entries } = app.store.notificationQueue
  let isLate = false
  Object.assign(app.store.notificationQueue, {
    entries: () => {
      const found = entries()
      if (!isLate && found.length > 1) {
        isLate = true
        app.receive(job('j-1', 'failed', { title: 'New' }), notification('n-late'))
      }
      return found
    },
  })
  await app.pass(5_000)
  expect(app.shown[1]?.title).toBe('2 failed, 4 notifications')
  expect(app.shown[1]?.keys).toHaveLength(6)
})

test('a digest names the most important items of thousands', async () => {
  const app = await startLive()
  app.notifier.connected(true)
  const keyed = (key: string): Item['title'] => key
  app.receive(
    ...many(1_500),
    job('j-1', 'failed', { title: keyed('Orders') }),
    ...many(7_500, { category: 'other' }),
  )
  await app.pass(30_000)
  expect(app.shown[0]?.body.split('\n')[0]).toBe('Failed: Orders')
})

describe('while the user is away', () => {
  test('behind a locked screen notifications wait, critical ones come without content, and one summary greets', async () => {
    const app = await startLive()
    app.lock(true)
    expect(app.notifier.silence()).toEqual({ kind: 'on', reason: 'away', until: null })
    app.receive(...many(4), job('j-1', 'failed', { title: 'Orders' }))
    await app.pass(5_000)
    expect(app.shown).toEqual([])
    expect(reasons(app)).toEqual(['away', 'away', 'away', 'away', 'away'])

    app.receive(notification('n-9', { message: 'Fire', priority: 'critical' }))
    await app.pass(2_000)
    expect(app.shown.map(({ title, body }) => [title, body])).toEqual([['Tidings', 'New notification']])
    app.lock(false)
    await app.pass(10_000)
    expect(app.shown.slice(1).map(({ title, keys }) => [title, keys.length])).toEqual([
      ['1 failed, 4 notifications', 5],
    ])
    expect(app.notifier.silence().kind).toBe('off')
  })

  test('a single one is shown as itself afterwards', async () => {
    const app = await startLive()
    app.lock(true)
    app.receive(notification('n-1', { message: 'Only one' }))
    await app.pass(60_000)
    app.lock(false)
    await app.pass(2_000)
    expect(bodies(app.shown)).toEqual(['Only one'])
  })

  test('what was held back is announced after a restart, too', async () => {
    const path = historyPath()
    const clock = manualClock()
    const first = startApp(path, clock)
    await first.pass(2_000)
    first.lock(true)
    first.receive(notification('n-1', { message: 'First' }))
    await first.pass(2_000)
    first.notifier.stop()
    first.store.close()
    const second = startApp(path, clock)
    await second.pass(5_000)
    expect(bodies(second.shown)).toEqual(['First'])
  })

  test('nothing waits when the user does not want that', async () => {
    const app = await startLive()
    app.set({ waitWhileAway: false })
    app.lock(true)
    app.receive(notification('n-1', { message: 'At once' }))
    await app.pass(2_000)
    expect(bodies(app.shown)).toEqual(['At once'])
  })

  test('a long time without input counts, and the first input ends it within seconds', async () => {
    const app = await startLive()
    let lastInputAt = app.clock.elapsed()
    app.screen.idleMs = () => app.clock.elapsed() - lastInputAt
    await app.pass(5_000)
    lastInputAt = app.clock.elapsed()
    await app.pass(11 * minute, 500)
    app.receive(...many(3))
    await app.pass(2_000)
    expect(reasons(app)).toEqual(['away', 'away', 'away'])
    await app.pass(hour, 500)
    expect(app.shown).toEqual([])
    lastInputAt = app.clock.elapsed()
    await app.pass(8_000)
    expect(app.shown.map(({ title }) => title)).toEqual(['3 notifications'])
  })

  test('where nobody ever gives input, as on a kiosk, nothing waits', async () => {
    const app = await startLive()
    app.screen.idleMs = () => app.clock.elapsed() + hour
    await app.pass(hour, 500)
    app.receive(notification('n-1', { message: 'On the wall' }))
    await app.pass(2_000)
    expect(bodies(app.shown)).toEqual(['On the wall'])
  })

  test('the idle time is queried only when there is something to show, or something waits', async () => {
    const app = await startLive()
    let queries = 0
    let idleMs = 0
    app.screen.idleMs = () => {
      queries += 1
      return idleMs
    }
    await app.pass(hour, 500)
    expect(queries).toBe(0)
    app.receive(notification('n-1'))
    await app.pass(hour, 500)
    expect(queries).toBeLessThan(4)
    idleMs = 20 * minute
    app.receive(notification('n-2'))
    await app.pass(minute, 500)
    const waiting = queries
    expect(waiting).toBeLessThan(20)
    app.receive(read('n-2'))
    await app.pass(hour, 500)
    expect(queries - waiting).toBeLessThan(3)
  })
})

describe('a critical notification comes again until it was seen', () => {
  const fire = (id = 'n-1') => notification(id, { message: `Fire ${id}`, priority: 'critical' })
  const startRepeating = async () => {
    const app = await startLive()
    app.set({ repeatCritical: true })
    return app
  }
  const minutes = (app: Awaited<ReturnType<typeof startLive>>) =>
    app.shown.map(({ at }) => Math.floor((at - (app.shown[0]?.at ?? 0)) / minute))

  test('at widening intervals, at most six times', async () => {
    const app = await startRepeating()
    app.receive(fire())
    await app.pass(6 * hour, 500)
    expect(minutes(app)).toEqual([0, 1, 4, 14, 44, 104, 224])
    expect(new Set(app.shown.map(({ id }) => id)).size).toBe(1)
  })

  test('but not unless the user wants that, and no longer once he does not', async () => {
    const app = await startLive()
    app.receive(fire())
    await app.pass(hour, 500)
    expect(app.shown).toHaveLength(1)
    app.set({ repeatCritical: true })
    app.receive(fire('n-2'))
    await app.pass(90_000)
    expect(app.shown).toHaveLength(3)
    app.set({ repeatCritical: false })
    await app.pass(hour, 500)
    app.set({ repeatCritical: true })
    await app.pass(hour, 500)
    expect(app.shown).toHaveLength(3)
  })

  test('others never do', async () => {
    const app = await startRepeating()
    app.receive(notification('n-1', { priority: 'high' }), job('j-1', 'failed', { title: 'Orders' }))
    await app.pass(hour, 500)
    expect(app.shown).toHaveLength(1)
  })

  test('it ends when it is read, withdrawn, deleted, closed or clicked, but not when it times out', async () => {
    for (const [end, total] of [
      [(app) => app.store.apply({ type: 'mark-read', keys: [1] }), 1],
      [(app) => app.store.apply({ type: 'mark-all-read' }), 1],
      [(app) => app.receive(read('n-1')), 1],
      [(app) => app.receive(withdraw('n-1')), 1],
      [(app) => app.store.apply({ type: 'delete', keys: [1] }), 1],
      [(app) => app.handlers[0]?.onOutcome('closed'), 1],
      [(app) => app.handlers[0]?.onClick(), 1],
      [(app) => app.handlers[0]?.onAction('acknowledge'), 1],
      [(app) => app.handlers[0]?.onOutcome('expired'), 7],
    ] satisfies readonly (readonly [(app: Awaited<ReturnType<typeof startLive>>) => unknown, number])[]) {
      const app = await startRepeating()
      app.receive(fire())
      await app.pass(2_000)
      end(app)
      await app.pass(5 * hour, 500)
      expect(app.shown).toHaveLength(total)
    }
  })

  test('a reminder that the user asks for takes its place, and it comes again from then on', async () => {
    const app = await startRepeating()
    app.receive(fire())
    await app.pass(2_000)
    app.store.apply({ type: 'snooze', keys: [1], until: app.clock.now() + hour, isSpan: true })
    app.notifier.checkAgain()
    await app.pass(65 * minute, 500)
    expect(minutes(app)).toEqual([0, 60, 61, 64])
  })

  test('through pause, quiet hours and lock, then without its content', async () => {
    const app = await startRepeating()
    app.receive(fire())
    await app.pass(2_000)
    app.set({ pause: { kind: 'until-resumed' } })
    app.lock(true)
    await app.pass(5 * minute, 500)
    expect(bodies(app.shown)).toEqual(['Fire n-1', 'New notification', 'New notification'])
  })

  test('several come again in one notification, which takes the place of theirs', async () => {
    const app = await startRepeating()
    app.receive(fire('n-1'))
    await app.pass(20_000)
    app.receive(fire('n-2'))
    await app.pass(20_000)
    app.receive(notification('n-3', { message: 'Other' }))
    await app.pass(hour, 500)
    const again = app.shown.slice(3)
    expect(again.map(({ id, keys }) => [id, keys.length])).toEqual(
      Array.from({ length: 4 }, () => ['critical-repeat', 2]),
    )
    expect(again[0]?.title).toBe('2 critical: Fire n-1, Fire n-2')
    expect(again[0]?.actions).toEqual([{ type: 'acknowledge', label: 'Seen' }])
    expect(app.closed).toEqual(expect.arrayContaining(['item-1', 'item-2']))
    app.receive(read('n-1'))
    await app.pass(2 * hour, 500)
    expect(app.shown.at(-1)).toMatchObject({ id: 'item-2', body: 'Fire n-2' })
  })

  test('over a restart, and with the next interval', async () => {
    const path = historyPath()
    const clock = manualClock()
    const first = startApp(path, clock)
    await first.pass(2_000)
    first.set({ repeatCritical: true })
    first.receive(fire())
    await first.pass(90_000)
    expect(first.shown).toHaveLength(2)
    first.notifier.stop()
    first.store.close()
    const second = startApp(path, clock)
    second.set({ repeatCritical: true })
    await second.pass(2 * minute, 500)
    expect(second.shown).toEqual([])
    await second.pass(2 * minute, 500)
    expect(bodies(second.shown)).toEqual(['Fire n-1'])
  })

  test('also when nobody knows whether it has appeared, and the row says what is true', async () => {
    const outcome = () => allItems(app.store)[0]?.notificationOutcome
    const app = await startRepeating()
    app.desktopState.answer = { kind: 'unknown', reason: 'no answer' }
    app.receive(fire())
    await app.pass(90_000, 500)
    expect(app.shown).toHaveLength(2)
    expect(outcome()).toBe('unknown')
    app.desktopState.answer = { kind: 'shown' }
    await app.pass(5 * hour, 500)
    expect(app.shown).toHaveLength(7)
    expect(outcome()).toBe('shown')
  })

  test('but not what the desktop refuses, which was never shown', async () => {
    const app = await startRepeating()
    app.desktopState.answer = { kind: 'refused', reason: 'too long' }
    app.receive(fire())
    await app.pass(5 * hour, 500)
    expect(app.shown).toHaveLength(3)
  })

  test('once after sleep, however long that was', async () => {
    const app = await startRepeating()
    app.receive(fire())
    await app.pass(2_000)
    app.clock.leap(9 * hour)
    app.notifier.checkAgain()
    await app.pass(2 * minute, 500)
    expect(app.shown).toHaveLength(2)
  })

  test('in its time when the clock is set back', async () => {
    const app = await startRepeating()
    app.receive(fire())
    await app.pass(2_000)
    app.clock.leap(-5 * hour)
    await app.pass(5 * minute, 500)
    expect(app.shown).toHaveLength(3)
  })

  test('recorded before it is shown: a disk that is full stops it', async () => {
    const app = await startRepeating()
    app.receive(fire())
    await app.pass(2_000)
    const { write } = app.writer
    let isFull = true
    Object.assign(app.writer, {
      write: async (change: HistoryChange) =>
        isFull && change.type === 'set-repeats'
          ? ({ kind: 'failed', reason: 'disk-full' } as const)
          : write(change),
    })
    await app.pass(5 * minute, 500)
    expect(app.shown).toHaveLength(1)
    isFull = false
    await app.pass(10_000)
    expect(app.shown).toHaveLength(2)
  })
})

describe('while the user looks at the newest items in the window', () => {
  /** The window is in front, and the user has just moved the mouse. */
  const watching = async () => {
    const app = await startLive()
    app.screen.showsNewest = true
    app.screen.idleMs = () => 0
    return app
  }

  test('only what is critical is announced, and nothing is told later', async () => {
    const app = await watching()
    app.receive(
      notification('n-1', { title: 'Seen' }),
      notification('n-2', { priority: 'critical', title: 'Disk full' }),
    )
    await app.pass(3_000)
    expect(app.shown.map(({ title }) => title)).toEqual(['Disk full'])
    expect(reasons(app)).toEqual([null, 'watched'])
    app.screen.showsNewest = false
    app.notifier.checkAgain()
    await app.pass(60_000, 1_000)
    expect(app.shown).toHaveLength(1)
  })

  test('everything is announced where they want that, have left, or the screen is locked', async () => {
    const wanted = await watching()
    wanted.set({ notifyWhileWatching: true })
    wanted.receive(notification('n-1'))
    await wanted.pass(2_000)
    expect(wanted.shown).toHaveLength(1)

    const left = await watching()
    left.receive(notification('n-1', { title: 'Seen' }))
    await left.pass(2_000)
    left.screen.idleMs = () => 2 * minute
    left.receive(notification('n-2', { title: 'Not seen' }))
    await left.pass(2_000)
    expect(left.shown.map(({ title }) => title)).toEqual(['Not seen'])

    const locked = await watching()
    locked.lock(true)
    locked.receive(notification('n-1'))
    await locked.pass(2_000)
    expect(reasons(locked)).toEqual(['away'])
  })

  test('and so it is where nobody ever gives input, as on a virtual desktop', async () => {
    const app = await watching()
    app.screen.idleMs = () => app.clock.elapsed()
    app.receive(notification('n-1'))
    await app.pass(2_000)
    expect(app.shown).toHaveLength(1)
  })
})
