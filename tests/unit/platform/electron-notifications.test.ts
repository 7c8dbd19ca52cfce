import { EventEmitter } from 'node:events'
import type { ActivationArguments, NotificationConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import type {
  DesktopNotification,
  NotificationHandlers,
  ShownNotification,
} from '../../../electron/notifications/desktop-notification.ts'
import {
  createElectronNotifications,
  type NativeNotification,
  type NotificationClass,
} from '../../../electron/platform/notifications/electron-notifications.ts'

/** What the system has; it outlives a run of the app. */
function createSystem() {
  return {
    stored: null as string | null,
    /** Shown and not closed, oldest first. */
    shown: [] as (NativeNotification & EventEmitter)[],
    /** The click that has started the app. */
    pending: null as ActivationArguments | null,
    activate: (_details: ActivationArguments): void => {},
  }
}

type System = ReturnType<typeof createSystem>

/** Electron's class as it is on Windows, on macOS, and in older versions everywhere. */
function notificationClass(system: System, platform: 'windows' | 'macos' | 'older'): NotificationClass {
  class FakeNotification extends EventEmitter {
    static isSupported = () => true
    readonly id: string
    constructor(options: NotificationConstructorOptions) {
      super()
      this.id = options.id ?? ''
    }
    show = () => {
      system.shown.push(this)
      this.emit('show', {})
    }
    close = () => {
      system.shown = system.shown.filter((shown) => shown !== this)
    }
  }
  const handleActivation: NonNullable<NotificationClass['handleActivation']> = (callback) => {
    system.activate = callback
    if (system.pending !== null) callback(system.pending)
  }
  if (platform === 'windows') return Object.assign(FakeNotification, { handleActivation })
  if (platform === 'older') return FakeNotification
  return Object.assign(FakeNotification, {
    getHistory: async () => system.shown.map(({ id }) => new FakeNotification({ id })),
  })
}

async function run(system: System, platform: 'windows' | 'macos' | 'older' = 'windows') {
  const events: string[] = []
  const handlersOf = ({ keys }: ShownNotification): NotificationHandlers => ({
    onClick: () => events.push(`click ${keys.join()}`),
    onAction: (action) => events.push(`${action} ${keys.join()}`),
    onOutcome: (outcome) => events.push(`${outcome} ${keys.join()}`),
  })
  const Notification = notificationClass(system, platform)
  const desktop = createElectronNotifications({
    Notification,
    // Its shape does not matter to the fake.
    pictureOf: () => Object.create(null),
    memory: {
      read: () => system.stored,
      write: (text) => {
        system.stored = text
      },
    },
  })
  const adopting = desktop.adopt(handlersOf)
  const eventsAtOnce = [...events]
  const adopted = await adopting
  return {
    ...{ desktop, events, eventsAtOnce, adopted },
    show: async (notification: DesktopNotification) => {
      await desktop.prepare(notification, handlersOf(notification))()
      const native = system.shown.at(-1)
      if (native === undefined) throw new Error('Nothing was shown.')
      return native
    },
  }
}

const notification: DesktopNotification = {
  id: 'item-7',
  keys: [7],
  group: 'jobs',
  title: 'Orders 2026',
  body: 'Your export is ready!',
  urgency: 'normal',
  silent: false,
  keepOnScreen: false,
  picture: 'ready',
  closeWhenRead: true,
  validUntil: null,
  actions: [
    { type: 'download', label: 'Download' },
    { type: 'snooze', label: 'In an hour' },
  ],
}
const digest: DesktopNotification = { ...notification, id: 'digest-1', keys: [1, 2, 3], actions: [] }
const click = (id: string): ActivationArguments => ({ type: 'click', arguments: `type=click&tag=${id}` })

test('a notification that has slid into the Action Center can be clicked, and closed by the app', async () => {
  const system = createSystem()
  const { desktop, show, events } = await run(system)
  const native = await show(notification)
  native.emit('close', { reason: 'timedOut' })
  expect(desktop.isOnScreen('item-7')).toBe(false)
  native.emit('click', {})
  expect(events).toEqual(['expired 7', 'click 7'])
  desktop.close(({ keys }) => keys.includes(7))
  expect(system.shown).toEqual([])
})

test('so can one of which an older Electron does not say why it has left the screen', async () => {
  const system = createSystem()
  const { desktop, show, events } = await run(system, 'older')
  const native = await show(notification)
  native.emit('close', {})
  expect(desktop.isOnScreen('item-7')).toBe(false)
  expect(events).toEqual([])
  desktop.close(() => true)
  expect(system.shown).toEqual([])
})

test('one that the user has closed is over', async () => {
  const { desktop, show, events } = await run(createSystem())
  const native = await show(notification)
  native.emit('close', { reason: 'userCanceled' })
  expect(desktop.isOnScreen('item-7')).toBe(false)
  expect(events).toEqual(['closed 7'])
})

test('the click that has started the app is about the items of the run before', async () => {
  const system = createSystem()
  const before = await run(system)
  await before.show(notification)
  await before.show(digest)
  for (const [id, keys] of [
    ['item-7', '7'],
    ['digest-1', '1,2,3'],
  ] as const) {
    system.pending = click(id)
    const after = await run(system)
    // Whoever handles it is connected only when all parts of the app are created.
    expect(after.eventsAtOnce).toEqual([])
    expect(after.events).toEqual([`click ${keys}`])
  }
})

test('so is a button that was pressed, also while other notifications are shown', async () => {
  const system = createSystem()
  await (await run(system)).show(notification)
  const { show, events } = await run(system)
  await show(digest)
  system.activate({ type: 'action', actionIndex: 1, arguments: 'type=action&action=1&tag=item-7' })
  expect(events).toEqual(['snooze 7'])
})

test('a click on a notification of this run counts once, though Windows reports it twice', async () => {
  const system = createSystem()
  const { show, events } = await run(system)
  const native = await show(notification)
  system.activate(click('item-7'))
  native.emit('click', {})
  system.activate(click('item-7'))
  expect(events).toEqual(['click 7'])
})

test.each(['', 'item-99'])(
  'a click on a notification of which nothing is known (“%s”) opens the app',
  async (id) => {
    const system = createSystem()
    system.stored = 'nonsense'
    const { events } = await run(system)
    system.activate(click(id))
    expect(events).toEqual(['click '])
  },
)

test('on macOS those of the run before are taken over', async () => {
  const system = createSystem()
  await (await run(system, 'macos')).show(notification)
  const { adopted } = await run(system, 'macos')
  expect(adopted).toMatchObject([
    { id: 'item-7', keys: [7], actions: [{ type: 'download' }, { type: 'snooze' }] },
  ])
})

test('what was clicked or closed is not remembered, and neither are texts', async () => {
  const system = createSystem()
  const { desktop, show } = await run(system)
  await show(notification)
  expect(system.stored).not.toContain('Orders')
  ;(await show({ ...notification, id: 'item-8' })).emit('click', {})
  ;(await show({ ...notification, id: 'item-9' })).emit('close', { reason: 'userCanceled' })
  desktop.close(({ id }) => id === 'item-7')
  expect(JSON.parse(system.stored ?? '')).toEqual({ version: 1, shown: [] })
})

test('of very many the newest are remembered', async () => {
  const system = createSystem()
  const { show } = await run(system)
  for (let key = 1; key <= 250; key += 1) await show({ ...notification, id: `item-${key}`, keys: [key] })
  const { shown } = JSON.parse(system.stored ?? '')
  expect(shown).toHaveLength(200)
  expect(shown.at(-1).id).toBe('item-250')
})
