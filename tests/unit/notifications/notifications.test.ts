import { describe, expect, onTestFinished, test } from 'vitest'
import type { Command } from '../../../electron/model/command.ts'
import { defaultSettings } from '../../../electron/model/settings.ts'
import type {
  Availability,
  DesktopNotification,
  NotificationHandlers,
  NotificationResult,
  ShownNotification,
} from '../../../electron/notifications/desktop-notification.ts'
import { createNotifications } from '../../../electron/notifications/notifications.ts'
import type { HistoryChange, WriteResult } from '../../../electron/store/history-writer.ts'
import { buildItem } from '../../support/build-item.ts'
import { createI18n } from '../../support/i18n.ts'
import { manualClock } from '../feed/manual-clock.ts'

const writtenNothing: WriteResult = { kind: 'written', changed: 0, outcomes: [] }

const shownItem = (key: number, parts: Partial<DesktopNotification> = {}): DesktopNotification => ({
  ...{ id: `item-${key}`, group: 'jobs', title: 'Orders', body: '', urgency: 'normal', silent: false },
  ...{
    keepOnScreen: false,
    keys: [key],
    closeWhenRead: true,
    actions: [],
    picture: 'plain',
    validUntil: null,
  },
  ...parts,
})

const available: Availability = { kind: 'available' }
const noService: Availability = {
  kind: 'unavailable',
  problem: { kind: 'no-service', reason: 'no service', program: 'dunst' },
}

function start(shown: DesktopNotification[], left: readonly ShownNotification[] = []) {
  const clock = manualClock()
  const changes: HistoryChange[] = []
  const queueReads = { count: 0, nextSnoozedAt: null as number | null }
  const desktopState = { availability: available, result: { kind: 'shown' } as NotificationResult }
  let onAvailability = () => {}
  const unread = new Set<number>()
  const snoozed = new Set<number>()
  const screen = { isLocked: false, onLock: () => {} }
  const handlers: NotificationHandlers[] = []
  const commands: Command[] = []
  const notifications = createNotifications({
    isShowingNewest: () => false,
    reader: {
      notificationQueue: {
        entries: () => {
          queueReads.count += 1
          return []
        },
        items: (keys) =>
          keys.map((key) => {
            const later = snoozed.has(key) ? ({ notification: 'pending', heldUntil: 9 } as const) : {}
            return buildItem({ key, title: `Item ${key}`, notification: 'shown', ...later })
          }),
        atOneMoment: (read) => read(),
        results: () => [],
        anyHeld: () => false,
        nextSnoozedAt: () => queueReads.nextSnoozedAt,
        expiring: () => [],
        repeating: () => [],
      },
      unread: () => unread.size,
      anyUnread: (keys) => keys.some((key) => unread.has(key)),
    },
    writer: {
      write: async (change) => {
        changes.push(change)
        return writtenNothing
      },
      flush: async () => {},
    },
    desktop: {
      prepare: (notification, itsHandlers) => async () => {
        shown.push(notification)
        handlers.push(itsHandlers)
        return desktopState.result
      },
      availability: async () => desktopState.availability,
      watchAvailability: (listener) => {
        onAvailability = listener
        return () => {}
      },
      adopt: async (handlersOf) => {
        handlers.push(...left.map(handlersOf))
        return left
      },
      isOnScreen: (id) => shown.some((notification) => notification.id === id),
      playsSounds: () => true,
      close: (shouldClose) => {
        shown.splice(0, shown.length, ...shown.filter((notification) => !shouldClose(notification)))
      },
      stop: () => {},
    },
    doNotDisturb: null,
    user: {
      isLocked: () => screen.isLocked,
      idleMs: () => 0,
      watchLock: (listener) => {
        screen.onLock = listener
        return () => {}
      },
    },
    localTime: () => ({ weekday: 0, minutes: 0 }),
    settings: () => defaultSettings,
    i18n: () => createI18n('en'),
    clock,
    log: { warn: () => {} },
    dispatch: (command) => commands.push(command),
    onChange: () => {},
  })
  onTestFinished(notifications.stop)
  const follow = (availability: Availability) => {
    desktopState.availability = availability
    onAvailability()
  }
  return {
    notifications,
    clock,
    unread,
    snoozed,
    shown,
    handlers,
    commands,
    changes,
    desktopState,
    follow,
    queueReads,
    lock: (isLocked: boolean) => {
      screen.isLocked = isLocked
      screen.onLock()
    },
  }
}

const turn = () => new Promise(setImmediate)
const ids = (shown: readonly DesktopNotification[]) => shown.map(({ id }) => id)

test('a notification is closed once all its items are read, a reminder is not', () => {
  const reminder = shownItem(1, { id: 'reminder', closeWhenRead: false })
  const digest = shownItem(2, { id: 'digest', keys: [2, 3] })
  const { notifications, unread, shown } = start([shownItem(1), reminder, digest])
  unread.add(3)
  notifications.historyChanged()
  expect(ids(shown)).toEqual(['reminder', 'digest'])
})

test('a notification leaves the screen when its item is snoozed, wherever that was asked for', () => {
  const { notifications, unread, snoozed, shown } = start([shownItem(1), shownItem(2)])
  unread.add(1).add(2)
  snoozed.add(2)
  notifications.historyChanged()
  expect(ids(shown)).toEqual(['item-1'])
})

test('a digest of thousands is closed only when nothing is unread at all', () => {
  const digest = shownItem(1, { id: 'digest', keys: Array.from({ length: 5_000 }, (_, key) => key) })
  const { notifications, clock, unread, shown } = start([digest])
  unread.add(9_999)
  notifications.historyChanged()
  expect(ids(shown)).toEqual(['digest'])
  unread.clear()
  notifications.historyChanged()
  clock.pass(500)
  expect(shown).toEqual([])
})

test('a notification about the app itself has a click of its own and outlives the unread items', () => {
  const { notifications, shown, handlers, commands } = start([])
  notifications.showAppNotification('history-damaged', { file: '/data/history.old.db' })
  notifications.historyChanged()
  expect(shown).toMatchObject([{ id: 'history-damaged', keys: [] }])
  handlers[0]?.onClick()
  expect(commands).toEqual([{ type: 'open-window' }])
})

test('a lasting trouble of the connection is announced by name, and the notification closes with it', () => {
  const { notifications, clock, shown, handlers, commands } = start([])
  const server = { key: 7, id: 'https://app.example.com/', name: 'app.example.com', offersSignIn: false }
  const signedOut = { kind: 'signed-out', since: 0, error: { kind: 'token-rejected' } } as const
  notifications.onConnections([{ ...server, connection: signedOut }])
  clock.pass(120_000)
  expect(shown).toMatchObject([{ title: 'Tidings needs a new access token' }])
  expect(shown[0]?.body).toContain('app.example.com')
  handlers.at(-1)?.onClick()
  expect(commands).toEqual([{ type: 'open-page', page: 'sign-in', server: 7 }])
  notifications.onConnections([{ ...server, connection: { kind: 'open', since: 0 } }])
  expect(shown).toEqual([])
  notifications.onConnections([{ ...server, offersSignIn: true, connection: signedOut }])
  clock.pass(120_000)
  expect(shown).toMatchObject([{ title: 'Sign in again' }])
})

test('a test notification tells whether the desktop took it, and a later one tells it again', async () => {
  const { notifications, desktopState, clock } = start([])
  expect(notifications.test()).toBeNull()
  desktopState.result = { kind: 'unavailable', problem: noService.problem }
  notifications.sendTest()
  expect(notifications.test()).toBeNull()
  await turn()
  expect(notifications.test()).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining('Install dunst'),
  })
  desktopState.result = { kind: 'shown' }
  clock.pass(1_000)
  notifications.sendTest()
  await turn()
  expect(notifications.test()).toEqual({ kind: 'sent', reason: null })
})

test('however often a test is asked for, one is sent after the other, and none within a second', async () => {
  const shown: DesktopNotification[] = []
  const { notifications, clock } = start(shown)
  const press = async () => {
    for (let times = 0; times < 15; times += 1) notifications.sendTest()
    await turn()
  }
  await press()
  await press()
  expect(shown).toHaveLength(1)
  clock.pass(1_000)
  await press()
  expect(shown).toHaveLength(2)
  expect(notifications.test()).toEqual({ kind: 'sent', reason: null })
})

test('that no notification can appear is known from the start, stored, and over when the service comes', async () => {
  const { notifications, changes, follow, desktopState } = start([])
  desktopState.availability = noService
  await turn()
  follow(noService)
  await turn()
  expect(notifications.problem()).toContain('no notification service')
  expect(changes).toContainEqual({ type: 'set-notification-problem', reason: 'no service' })
  follow(available)
  await turn()
  expect(notifications.problem()).toBeNull()
  expect(changes.at(-1)).toEqual({ type: 'set-notification-problem', reason: null })
})

test('a desktop that hangs is queried again, less and less often', async () => {
  const { clock, follow, notifications, desktopState } = start([])
  follow(noService)
  await turn()
  desktopState.availability = available
  clock.pass(2_000)
  await turn()
  expect(notifications.problem()).toBeNull()
})

test('a notification of the run before can be clicked, and what it said of the connection is taken back', async () => {
  const shown = [shownItem(7), shownItem(0, { id: 'unreachable', keys: [], closeWhenRead: false })]
  const { handlers, commands, unread } = start(shown, [...shown])
  unread.add(7)
  await turn()
  expect(ids(shown)).toEqual(['item-7'])
  handlers[0]?.onClick()
  expect(commands).toEqual([{ type: 'open-notification', keys: [7] }])
})

test('a notification of the run before is closed when its item was read in the meantime', async () => {
  const shown = [shownItem(7)]
  start(shown, [...shown])
  await turn()
  expect(shown).toEqual([])
})

test('a reminder leaves the desktop when the result has expired, also one of the run before', async () => {
  const { now } = manualClock()
  const reminder = (key: number, ms: number) =>
    shownItem(key, { closeWhenRead: false, validUntil: now() + ms })
  const shown = [reminder(1, 90_000), reminder(2, 300_000)]
  const { clock } = start(shown, [...shown])
  await turn()
  clock.pass(89_000)
  expect(ids(shown)).toEqual(['item-1', 'item-2'])
  clock.pass(1_000)
  expect(ids(shown)).toEqual(['item-2'])
})

test('a changed item replaces its notification on the screen without a sound, and raises none where there is none', async () => {
  const shown = [shownItem(7)]
  const { notifications } = start(shown)
  notifications.revised(buildItem({ key: 7, message: 'Now with VAT' }))
  notifications.revised(buildItem({ key: 8 }))
  notifications.revised(buildItem({ key: 7, read: true }))
  expect(shown.slice(1)).toMatchObject([{ id: 'item-7', body: 'Now with VAT', silent: true }])
})

test('a reminder that is asked for while nothing else happens is due at its time', async () => {
  const { notifications, clock, queueReads } = start([])
  await turn()
  clock.pass(5_000)
  await turn()
  const before = queueReads.count
  notifications.historyChanged()
  await turn()
  expect(queueReads.count).toBe(before)
  clock.pass(1_000)
  queueReads.nextSnoozedAt = clock.now() + 30_000
  notifications.historyChanged()
  await turn()
  const planned = queueReads.count
  expect(planned).toBeGreaterThan(before)
  clock.pass(30_000)
  await turn()
  expect(queueReads.count).toBeGreaterThan(planned)
})

describe('while the screen is locked', () => {
  test('notifications about the app name nothing', () => {
    const { notifications, shown, lock } = start([])
    lock(true)
    notifications.showAppNotification('history-damaged', { file: '/data/history.old.db' })
    notifications.showAppNotification('settings-damaged')
    expect(shown).toMatchObject([
      { id: 'history-damaged', title: 'Tidings', body: 'New notification' },
      { id: 'settings-damaged', title: expect.not.stringMatching(/^Tidings$/) },
    ])
  })

  test('a notification that is replaced hides its content, and shows it once the screen is unlocked', () => {
    const { notifications, shown, lock } = start([shownItem(1)])
    lock(true)
    expect(shown).toMatchObject([{ title: 'Orders' }])
    notifications.revised(buildItem({ key: 1, title: 'Item 1' }))
    expect(shown.at(-1)).toMatchObject({ id: 'item-1', title: 'Tidings', body: 'New notification' })
    lock(false)
    expect(shown.at(-1)).toMatchObject({ id: 'item-1', title: 'Item 1', silent: true })
    const count = shown.length
    lock(true)
    lock(false)
    expect(shown).toHaveLength(count)
  })
})
