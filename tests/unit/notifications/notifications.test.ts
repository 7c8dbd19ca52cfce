import { expect, onTestFinished, test } from 'vitest'
import { createI18n } from '../../../electron/i18n/i18n.ts'
import type { Command } from '../../../electron/model/command.ts'
import { defaultSettings } from '../../../electron/model/settings.ts'
import type {
  DesktopNotification,
  NotificationHandlers,
} from '../../../electron/notifications/desktop-notification.ts'
import { createNotifications } from '../../../electron/notifications/notifications.ts'
import { manualClock } from '../feed/manual-clock.ts'

const shownItem = (key: number, parts: Partial<DesktopNotification> = {}): DesktopNotification => ({
  ...{ id: `item-${key}`, group: 'jobs', title: 'Orders', body: '', urgency: 'normal', silent: false },
  ...{ keys: [key], closeWhenRead: true, actions: [] },
  ...parts,
})

function start(shown: DesktopNotification[]) {
  const clock = manualClock()
  const unread = new Set<number>()
  const handlers: NotificationHandlers[] = []
  const commands: Command[] = []
  const notifications = createNotifications({
    reader: {
      notificationQueue: {
        groups: () => [],
        newest: () => [],
        entries: () => [],
        items: () => [],
        atOneMoment: (read) => read(),
        anyHeld: () => false,
        nextSnoozedAt: () => null,
        expiring: () => [],
      },
      unread: () => unread.size,
      anyUnread: (keys) => keys.some((key) => unread.has(key)),
    },
    writer: {
      write: async () => ({ kind: 'written', changed: 0, arrived: null, revised: null }),
      flush: async () => {},
    },
    desktop: {
      show: async (notification, itsHandlers) => {
        shown.push(notification)
        handlers.push(itsHandlers)
        return { kind: 'shown' }
      },
      playsSounds: () => true,
      close: (shouldClose) => {
        shown.splice(0, shown.length, ...shown.filter((notification) => !shouldClose(notification)))
      },
      stop: () => {},
    },
    doNotDisturb: null,
    serverName: () => 'app.example.com',
    localTime: () => ({ weekday: 0, minutes: 0 }),
    settings: () => defaultSettings,
    i18n: () => createI18n('en'),
    clock,
    log: { warn: () => {} },
    dispatch: (command) => commands.push(command),
    onChange: () => {},
  })
  onTestFinished(notifications.stop)
  return { notifications, clock, unread, shown, handlers, commands }
}

const ids = (shown: readonly DesktopNotification[]) => shown.map(({ id }) => id)

test('a notification is closed once all its items are read, a reminder is not', () => {
  const reminder = shownItem(1, { id: 'reminder', closeWhenRead: false })
  const digest = shownItem(2, { id: 'digest', keys: [2, 3] })
  const { notifications, unread, shown } = start([shownItem(1), reminder, digest])
  unread.add(3)
  notifications.historyChanged()
  expect(ids(shown)).toEqual(['reminder', 'digest'])
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
  const { notifications, clock, shown } = start([])
  notifications.onConnection({ kind: 'signed-out', since: 0, error: { kind: 'token-rejected' } })
  clock.pass(120_000)
  expect(shown).toMatchObject([{ id: 'signed-out', title: 'Tidings needs a new access token' }])
  expect(shown[0]?.body).toContain('app.example.com')
  notifications.onConnection({ kind: 'open', since: 0 })
  expect(shown).toEqual([])
})
