import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type {
  DesktopNotification,
  NotificationAction,
} from '../../../electron/notifications/desktop-notification.ts'
import { createSessionBus, type SessionBus } from '../../../electron/platform/dbus/session-bus.ts'
import { createDoNotDisturbQuery } from '../../../electron/platform/notifications/do-not-disturb.ts'
import { createFreedesktopNotifications } from '../../../electron/platform/notifications/freedesktop-notifications.ts'
import { missingDesktopSupport } from '../../../electron/platform/system/desktop-support.ts'
import { connectBus } from '../../support/desktop/bus-client.ts'
import { startMessageBus } from '../../support/desktop/message-bus.ts'
import {
  type NotificationServer,
  type ServerScript,
  startNotificationServer,
} from '../../support/desktop/notification-server.ts'
import { openProcesses } from '../../support/desktop/processes.ts'
import { waitFor } from '../../support/wait-for.ts'
import { type ManualClock, manualClock } from '../../unit/feed/manual-clock.ts'

const run = promisify(execFile)

const exportDone: DesktopNotification = {
  id: 'item-7',
  group: 'jobs',
  title: 'Orders & more',
  body: '<b>5 & 6</b>',
  urgency: 'normal',
  silent: false,
  keepOnScreen: false,
  picture: 'plain',
  keys: [7],
  closeWhenRead: true,
  validUntil: null,
  actions: [
    { type: 'download', label: 'Download' },
    { type: 'open', label: 'Open' },
    { type: 'snooze', label: 'Remind me in 1 hour' },
  ],
}
const everything = ['actions', 'body', 'body-markup', 'sound']

if (process.platform !== 'linux') console.log('Skipped: a session bus is only there on Linux.')

describe.skipIf(process.platform !== 'linux')('on a session bus', () => {
  let folder: string
  let address: string
  let bus: SessionBus
  let clock: ManualClock
  let stopBus: () => Promise<void>

  const startBus = async () => {
    const processes = openProcesses()
    const started = await startMessageBus('session', folder, process.env, processes)
    address = started.address
    stopBus = async () => {
      started.client.close()
      await processes.stop()
    }
  }

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tidings-bus-'))
    await startBus()
    bus = createSessionBus({ DBUS_SESSION_BUS_ADDRESS: address })
    clock = manualClock()
  })
  afterEach(async () => {
    bus.close()
    await stopBus()
    rmSync(folder, { recursive: true })
  })

  const serve = async (script?: ServerScript): Promise<NotificationServer> => {
    const server = await startNotificationServer(address, script)
    onTestFinished(server.stop)
    return server
  }

  /** The notifications of one run of the app; `memory` outlives it. */
  const openNotifications = (memory = { text: null as string | null }) => {
    const events: string[] = []
    const notifications = createFreedesktopNotifications({
      bus,
      pictureFile: (picture) => `/opt/Tidings/a ${picture}.png`,
      program: 'dunst',
      memory: {
        read: () => memory.text,
        write: (text) => {
          memory.text = text
        },
      },
      clickLabel: () => 'Open',
      processId: 42,
      soundFile: (name) => (name === 'dialog-warning' ? '/sounds/warning.oga' : null),
      clock,
      onChange: () => events.push('changed'),
    })
    onTestFinished(notifications.stop)
    const handlersOf = (name: string) => ({
      onClick: () => events.push(`${name}: clicked`),
      onAction: (action: NotificationAction) => events.push(`${name}: ${action}`),
      onOutcome: (outcome: string) => events.push(`${name}: ${outcome}`),
    })
    return {
      ...notifications,
      memory,
      adoptAll: () => notifications.adopt(({ id }) => handlersOf(id)),
      /** What was reported, in this order. */
      events,
      reports: (event: string) => waitFor(event, () => events.includes(event)),
      raise: (change: Partial<DesktopNotification> = {}) => {
        const notification = { ...exportDone, ...change }
        return notifications.prepare(notification, handlersOf(notification.title))()
      },
    }
  }

  describe('a notification', () => {
    test('that was prepared for one server replaces nothing of the next one', async () => {
      const first = await serve()
      const notifications = openNotifications()
      await notifications.raise()
      let hasChanged = false
      notifications.watchAvailability(() => {
        hasChanged = true
      })
      const handlers = { onClick: () => {}, onAction: () => {}, onOutcome: () => {} }
      const show = notifications.prepare(exportDone, handlers)
      await notifications.availability()
      const next = await serve()
      await waitFor('the new server to be known', () => hasChanged)
      await show()
      expect(first.notified).toHaveLength(1)
      expect(next.notified).toMatchObject([{ replacesId: 0 }])
    })

    test('what D-Bus does not allow, and what would show letters in another order, is left out', async () => {
      const server = await serve()
      await openNotifications().raise({ title: 'A\0B', body: 'invoice\u202efdp.exe' })
      expect(server.notified).toMatchObject([{ summary: 'AB', body: 'invoicefdp.exe' }])
    })

    test('is sent with buttons, escaped markup and a sound to a server that can do all of that', async () => {
      const server = await serve({ capabilities: everything })
      expect(await openNotifications().raise()).toEqual({ kind: 'shown' })
      expect(await server.received()).toEqual({
        id: 1,
        replacesId: 0,
        summary: 'Orders & more',
        body: '&lt;b&gt;5 &amp; 6&lt;/b&gt;',
        actions: ['default', 'Open', 'download', 'Download', 'snooze', 'Remind me in 1 hour'],
        hints: {
          urgency: 1,
          'desktop-entry': 'tidings',
          'sender-pid': 42,
          'sound-name': 'message-new-instant',
          'image-path': 'file:///opt/Tidings/a%20plain.png',
        },
        timeoutMs: -1,
      })
    })

    test('does not use what the server can not do', async () => {
      const server = await serve({ capabilities: ['body'] })
      await openNotifications().raise()
      const received = await server.received()
      expect(received).toMatchObject({ body: '<b>5 & 6</b>', actions: [] })
      expect(received.hints).not.toHaveProperty('sound-name')
    })

    test('that is silent says so, whatever the server can do', async () => {
      const server = await serve({ capabilities: everything })
      await openNotifications().raise({ silent: true })
      const { hints } = await server.received()
      expect(hints).toMatchObject({ 'suppress-sound': true })
      expect(hints).not.toHaveProperty('sound-name')
    })

    test('that is critical stays on the screen, with a warning sound', async () => {
      const server = await serve({ capabilities: everything })
      await openNotifications().raise({ urgency: 'critical', keepOnScreen: true })
      expect(await server.received()).toMatchObject({
        hints: { urgency: 2, 'sound-name': 'dialog-warning', 'sound-file': '/sounds/warning.oga' },
        timeoutMs: 0,
      })
    })

    test('replaces the one with the same id while that is on the screen', async () => {
      const server = await serve()
      const notifications = openNotifications()
      await notifications.raise({ id: 'item-1' })
      await notifications.raise({ id: 'item-2' })
      await notifications.raise({ id: 'item-1' })
      server.close(1)
      server.press(2, 'snooze')
      await notifications.reports('Orders & more: snooze')
      await notifications.raise({ id: 'item-1' })
      expect(server.notified.map(({ replacesId }) => replacesId)).toEqual([0, 0, 1, 0])
    })
  })

  test('only the notifications that should be are closed', async () => {
    const server = await serve({ capabilities: everything })
    const notifications = openNotifications()
    await notifications.raise({ id: 'item-1', keys: [1] })
    await notifications.raise({ id: 'item-2', keys: [2], title: 'Two' })
    notifications.close(({ keys }) => keys.includes(1))
    await waitFor('it to be closed', () => server.takenBack.length > 0)
    notifications.close(({ keys }) => keys.includes(1))
    server.press(2, 'default')
    await notifications.reports('Two: clicked')
    expect(server.takenBack).toEqual([1])
  })

  describe('what the user does with a notification is reported', () => {
    test('a click, and each of its buttons', async () => {
      const server = await serve({ capabilities: everything })
      const notifications = openNotifications()
      await notifications.raise({ title: 'One' })
      await notifications.raise({ title: 'Two', id: 'item-8' })
      server.press(2, 'download')
      server.press(1, 'default')
      server.press(1, 'snooze')
      await notifications.reports('One: snooze')
      expect(notifications.events).toEqual(['Two: download', 'One: clicked', 'One: snooze'])
    })

    test('but not for notifications of other programs, for unknown buttons, or after it was closed', async () => {
      const server = await serve({ capabilities: everything })
      const notifications = openNotifications()
      await notifications.raise({ title: 'One' })
      await notifications.raise({ title: 'Two', id: 'item-8' })
      server.press(99, 'default')
      server.press(1, 'unheard-of')
      server.close(1)
      server.press(1, 'default')
      server.press(2, 'default')
      await notifications.reports('Two: clicked')
      expect(notifications.events).toEqual(['One: closed', 'Two: clicked'])
    })

    test('for the last thousand, where the server never reports that a notification was closed', async () => {
      const server = await serve({ capabilities: everything })
      const notifications = openNotifications()
      for (let key = 1; key <= 1_001; key += 1)
        await notifications.raise({ id: `item-${key}`, title: `${key}` })
      server.press(1, 'default')
      server.press(2, 'default')
      server.press(1_001, 'default')
      await notifications.reports('1001: clicked')
      expect(notifications.events).toEqual(['2: clicked', '1001: clicked'])
    })

    test('even before the server has answered with the id', async () => {
      await serve({ capabilities: everything, pressesEarly: 'download' })
      const notifications = openNotifications()
      await notifications.raise()
      expect(notifications.events).toEqual(['Orders & more: download'])
    })

    test('when the server hung and showed the notification late', async () => {
      const server = await serve({ capabilities: everything, hangsAt: 'Notify' })
      const notifications = openNotifications()
      const raised = notifications.raise()
      await waitFor('the call', () => server.waiting() === 1)
      clock.pass(5_000)
      expect(await raised).toEqual({
        kind: 'unknown',
        reason: 'org.freedesktop.Notifications did not answer within 5 s',
      })
      server.wakeUp()
      server.press(1, 'default')
      await notifications.reports('Orders & more: clicked')
      await notifications.reports('Orders & more: shown')
    })

    test('a click that comes after its time is over, as several servers report it', async () => {
      const server = await serve({ capabilities: everything })
      const notifications = openNotifications()
      await notifications.raise({ title: 'One' })
      expect(notifications.isOnScreen('item-7')).toBe(true)
      server.close(1, 1)
      server.press(1, 'default')
      await notifications.reports('One: clicked')
      expect(notifications.events).toEqual(['One: expired', 'One: clicked'])
      expect(notifications.isOnScreen('item-7')).toBe(false)
      notifications.close(() => true)
      await waitFor('it to leave the list', () => server.takenBack.length === 1)
    })

    test('for the notifications of the current server, not of the one before', async () => {
      const before = await serve({ capabilities: everything })
      const notifications = openNotifications()
      await notifications.raise({ title: 'Old' })
      const after = await serve({ capabilities: ['body'] })
      // The bus tells of the change before it answers this.
      await bus.isOwned('org.freedesktop.Notifications')
      // The notification of another program.
      after.press(1, 'default')
      await notifications.raise({ title: 'New' })
      before.press(1, 'default')
      after.press(1, 'default')
      await notifications.reports('New: clicked')
      expect(notifications.events).toEqual(['changed', 'New: clicked'])
      expect(after.notified).toMatchObject([{ replacesId: 0, actions: [] }])
    })
  })

  describe('a notification that can not be shown has a reason', () => {
    test('there is no notification service', async () => {
      const problem = {
        kind: 'no-service',
        reason: 'this desktop has no notification service',
        program: 'dunst',
      }
      expect(await openNotifications().raise()).toEqual({ kind: 'unavailable', problem })
      expect(await openNotifications().availability()).toEqual({ kind: 'unavailable', problem })
    })

    test('the server refuses', async () => {
      await serve({ refusal: 'too many' })
      const reason = 'the notification service said: too many'
      expect(await openNotifications().raise()).toEqual({ kind: 'refused', reason })
    })

    test('the server hangs; then it is never shown', async () => {
      const server = await serve({ hangsAt: 'GetCapabilities' })
      const notifications = openNotifications()
      const raised = notifications.raise()
      await waitFor('the query', () => server.waiting() === 1)
      clock.pass(5_000)
      expect(await raised).toMatchObject({ kind: 'unavailable', problem: { kind: 'no-answer' } })
      server.wakeUp()
      const next = notifications.raise({ title: 'Next' })
      await waitFor('the query', () => server.waiting() === 1)
      server.wakeUp()
      expect(await next).toEqual({ kind: 'shown' })
      expect(server.notified.map(({ summary }) => summary)).toEqual(['Next'])
    })

    test.each([{ DBUS_SESSION_BUS_ADDRESS: 'disabled:' }, {}, { XDG_RUNTIME_DIR: '/nowhere' }])(
      'there is no session bus: %j',
      async (env) => {
        bus = createSessionBus(env)
        const problem = { kind: 'no-bus', reason: 'there is no session bus', program: 'dunst' }
        expect(await openNotifications().raise()).toEqual({ kind: 'unavailable', problem })
      },
    )

    test('the server dies while it shows it: nobody knows whether it did', async () => {
      const server = await serve({ hangsAt: 'Notify' })
      const raised = openNotifications().raise()
      await waitFor('the call', () => server.waiting() === 1)
      server.stop()
      expect(await raised).toMatchObject({ kind: 'unknown' })
    })
  })

  describe('a server that comes later', () => {
    test('is announced, and one that goes too', async () => {
      const notifications = openNotifications()
      expect(await notifications.availability()).toMatchObject({ kind: 'unavailable' })
      let changes = 0
      onTestFinished(
        notifications.watchAvailability(() => {
          changes += 1
        }),
      )
      const server = await serve()
      await waitFor('the change', () => changes === 1)
      expect(await notifications.availability()).toEqual({ kind: 'available' })
      server.stop()
      await waitFor('the second change', () => changes === 2)
    })
  })

  describe('after the app was started again, a notification that is still on the screen', () => {
    const restart = (before: { readonly memory: { text: string | null }; readonly stop: () => void }) => {
      before.stop()
      return openNotifications({ ...before.memory })
    }

    test('can be clicked, and closed', async () => {
      const server = await serve({ capabilities: everything })
      const first = openNotifications()
      await first.raise()
      await first.raise({ id: 'item-8', keys: [8] })
      await waitFor('the note', () => first.memory.text?.includes('item-8'))
      const second = restart(first)
      expect((await second.adoptAll()).map(({ id, keys }) => [id, keys])).toEqual([
        ['item-7', [7]],
        ['item-8', [8]],
      ])
      server.press(1, 'snooze')
      await second.reports('item-7: snooze')
      expect(second.isOnScreen('item-8')).toBe(true)
      second.close(({ keys }) => keys.includes(8))
      await waitFor('it to be closed', () => server.takenBack.includes(2))
    })

    test.each([
      [{ closed: [1], displayed: 1 }, [2]],
      [{ closed: [], displayed: 2 }, [1, 2]],
      [{ closed: [], displayed: 1 }, []],
      [{ closed: [1, 2], displayed: 0 }, []],
    ])(
      'is sent again to dunst, in its place, when it is surely on the screen: %j',
      async (dunst, sentAgain) => {
        const server = await serve({ capabilities: everything, dunst })
        const first = openNotifications()
        await first.raise()
        await first.raise({ id: 'item-8', keys: [8] })
        await waitFor('the note', () => first.memory.text?.includes('item-8'))
        const second = restart(first)
        await second.adoptAll()
        const again = server.notified.slice(2)
        expect(again.map(({ replacesId }) => replacesId)).toEqual(sentAgain)
        for (const { summary, hints } of again)
          expect({ summary, hints }).toMatchObject({
            summary: 'Orders & more',
            hints: { 'suppress-sound': true },
          })
      },
    )

    test('is replaced by the one with the same id', async () => {
      const server = await serve()
      const first = openNotifications()
      await first.raise()
      await waitFor('the note', () => first.memory.text?.includes('item-7'))
      const second = restart(first)
      void second.adoptAll()
      await second.raise()
      expect(server.notified.map(({ replacesId }) => replacesId)).toEqual([0, 1])
    })

    test('is forgotten where another server has taken over: its numbers mean something else', async () => {
      await serve()
      const first = openNotifications()
      await first.raise()
      await waitFor('the note', () => first.memory.text?.includes('item-7'))
      const other = await serve()
      const second = restart(first)
      expect(await second.adoptAll()).toEqual([])
      other.press(1, 'default')
      await second.raise({ title: 'New', id: 'item-9' })
      other.press(1, 'default')
      await second.reports('New: clicked')
      expect(second.events).toEqual(['changed', 'New: clicked'])
    })

    test.each(['', 'no json', '{}', '{"version":1,"bus":7}'])(
      'is forgotten where the note can not be read: %s',
      async (text) => {
        await serve()
        expect(await openNotifications({ text }).adoptAll()).toEqual([])
      },
    )
  })

  test('after the bus went away it connects again, and clicks are reported', async () => {
    const notifications = openNotifications()
    await serve({ capabilities: everything })
    await notifications.raise({ title: 'Before' })
    await stopBus()
    expect(await notifications.raise({ title: 'Between' })).toMatchObject({ kind: 'unavailable' })
    await startBus()
    const server = await serve({ capabilities: everything })
    expect(await notifications.raise({ title: 'After' })).toEqual({ kind: 'shown' })
    expect(await server.received()).toMatchObject({ replacesId: 0 })
    server.press(1, 'default')
    await notifications.reports('After: clicked')
    expect(notifications.events).toEqual(['After: clicked'])
  })

  test('whether sounds are played is what the server answered last', async () => {
    const notifications = openNotifications()
    await serve({ capabilities: ['body'] })
    expect(notifications.playsSounds()).toBe(true)
    await notifications.reports('changed')
    expect(notifications.playsSounds()).toBe(false)
    await serve({ capabilities: everything })
    clock.pass(6_000)
    expect(notifications.playsSounds()).toBe(false)
    await waitFor('the second change', () => notifications.events.length === 2)
    expect(notifications.playsSounds()).toBe(true)
  })

  test.each([
    [{ Inhibited: true }, true],
    [{ paused: true }, true],
    [{ paused: false }, false],
    [{}, false],
  ])('with the server properties %j do-not-disturb is on: %s', async (properties, quiet) => {
    await serve({ properties })
    expect(await createDoNotDisturbQuery('linux', bus, {})?.()).toBe(quiet)
  })

  test.each([
    ['true', true],
    ['false', false],
  ])('the setting of GNOME that shows no banners is respected: %s', async (showsNone, quiet) => {
    // Settings in a file of their own, so that those of the user are not touched.
    const env = {
      ...{ PATH: process.env.PATH, HOME: folder, XDG_CONFIG_HOME: folder, GSETTINGS_BACKEND: 'keyfile' },
      XDG_CURRENT_DESKTOP: 'ubuntu:GNOME',
    }
    const showsBanners = String(showsNone === 'false')
    await run('gsettings', ['set', 'org.gnome.desktop.notifications', 'show-banners', showsBanners], { env })
    expect(await createDoNotDisturbQuery('linux', bus, env)?.()).toBe(quiet)
  })

  test.each([
    [true, true],
    [false, false],
    [null, false],
  ])('the do-not-disturb setting of Xfce is respected: %s', async (value, quiet) => {
    const settings = await connectBus(address)
    onTestFinished(settings.close)
    settings.serve((call) => {
      const isAsked = call.member === 'GetProperty' && call.body.join() === 'xfce4-notifyd,/do-not-disturb'
      if (isAsked && value !== null) settings.reply(call, 'v', [['b', value]])
      else settings.refuse(call, 'org.xfce.Xfconf.Error.PropertyNotFound', 'no such property')
    })
    await settings.own('org.xfce.Xfconf')
    expect(await createDoNotDisturbQuery('linux', bus, { XDG_CURRENT_DESKTOP: 'XFCE' })?.()).toBe(quiet)
    expect(await createDoNotDisturbQuery('linux', bus, { XDG_CURRENT_DESKTOP: 'KDE' })?.()).toBe(false)
  })

  test('do-not-disturb is followed by the signals of a server, also while it answers nothing', async () => {
    const server = await serve({ properties: { paused: false } })
    const isQuiet = createDoNotDisturbQuery('linux', bus, {}) ?? (() => Promise.resolve(false))
    expect(await isQuiet()).toBe(false)
    server.hangAt('Get')
    server.change('org.dunstproject.cmd0', { paused: true })
    await waitFor('the pause', isQuiet)
    server.change('org.dunstproject.cmd0', { paused: false })
    await waitFor('the end of the pause', async () => !(await isQuiet()))
    expect(server.reads.filter((property) => property === 'Inhibited')).toHaveLength(1)
  })

  test('of another server do-not-disturb is read anew', async () => {
    const isQuiet = createDoNotDisturbQuery('linux', bus, {}) ?? (() => Promise.resolve(false))
    await serve()
    expect(await isQuiet()).toBe(false)
    await serve({ properties: { Inhibited: true } })
    await waitFor('its answer', isQuiet)
  })

  test('the setting of Xfce is followed by its signals', async () => {
    const settings = await connectBus(address)
    onTestFinished(settings.close)
    settings.serve((call) =>
      settings.refuse(call, 'org.xfce.Xfconf.Error.PropertyNotFound', 'no such property'),
    )
    await settings.own('org.xfce.Xfconf')
    const isQuiet = createDoNotDisturbQuery('linux', bus, { XDG_CURRENT_DESKTOP: 'XFCE' })
    expect(await isQuiet?.()).toBe(false)
    const xfconf = { path: '/org/xfce/Xfconf', interface: 'org.xfce.Xfconf' }
    const set = (property: string, value: boolean) =>
      settings.emit(xfconf, 'PropertyChanged', 'ssv', ['xfce4-notifyd', property, ['b', value]])
    set('/do-not-disturb', true)
    set('/mute-sounds', false)
    await waitFor('the signal', async () => (await isQuiet?.()) === true)
    settings.emit(xfconf, 'PropertyRemoved', 'ss', ['xfce4-notifyd', '/do-not-disturb'])
    await waitFor('its end', async () => (await isQuiet?.()) === false)
  })

  test('without a notification service do-not-disturb is off', async () => {
    expect(await createDoNotDisturbQuery('linux', bus, {})?.()).toBe(false)
  })

  test('what the desktop lacks is reported', async () => {
    const env = { DBUS_SESSION_BUS_ADDRESS: address }
    expect(await missingDesktopSupport('linux', env, bus)).toEqual([
      expect.stringContaining('no tray'),
      expect.stringContaining('No notification service'),
    ])
    await serve()
    expect(await missingDesktopSupport('linux', env, bus)).toEqual([expect.stringContaining('no tray')])
    expect(await missingDesktopSupport('linux', {}, bus)).toEqual([expect.stringContaining('no session bus')])
  })
})
