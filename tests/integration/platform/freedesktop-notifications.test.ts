import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { DesktopNotification } from '../../../electron/notifications/desktop-notification.ts'
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
  keys: [7],
  closeWhenRead: true,
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

  const openToasts = () => {
    const heard: string[] = []
    const toasts = createFreedesktopNotifications({
      bus,
      iconFile: '/opt/Tidings/a b.png',
      clickLabel: () => 'Open',
      processId: 42,
      soundFile: (name) => (name === 'dialog-warning' ? '/sounds/warning.oga' : null),
      clock,
      onChange: () => heard.push('changed'),
    })
    onTestFinished(toasts.stop)
    return {
      ...toasts,
      /** What was done with the toasts, in the order it was heard of. */
      heard,
      hears: (what: string) => waitFor(what, () => heard.includes(what)),
      raise: (change: Partial<DesktopNotification> = {}) => {
        const alert = { ...exportDone, ...change }
        return toasts.show(alert, {
          onClick: () => heard.push(`${alert.title}: clicked`),
          onAction: (action) => heard.push(`${alert.title}: ${action}`),
        })
      },
    }
  }

  describe('a toast', () => {
    test('goes out with buttons, markup escaped and a sound to a server that has all of that', async () => {
      const server = await serve({ capabilities: everything })
      expect(await openToasts().raise()).toEqual({ kind: 'shown' })
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
          'image-path': 'file:///opt/Tidings/a%20b.png',
        },
        timeoutMs: -1,
      })
    })

    test('asks nothing of a server that it can not do', async () => {
      const server = await serve({ capabilities: ['body'] })
      await openToasts().raise()
      const toast = await server.received()
      expect(toast).toMatchObject({ body: '<b>5 & 6</b>', actions: [] })
      expect(toast.hints).not.toHaveProperty('sound-name')
    })

    test('that is to be silent says so, whatever the server can do', async () => {
      const server = await serve({ capabilities: everything })
      await openToasts().raise({ silent: true })
      const { hints } = await server.received()
      expect(hints).toMatchObject({ 'suppress-sound': true })
      expect(hints).not.toHaveProperty('sound-name')
    })

    test('that is critical stays, and warns', async () => {
      const server = await serve({ capabilities: everything })
      await openToasts().raise({ urgency: 'critical' })
      expect(await server.received()).toMatchObject({
        hints: { urgency: 2, 'sound-name': 'dialog-warning', 'sound-file': '/sounds/warning.oga' },
        timeoutMs: 0,
      })
    })

    test('takes the place of the one with the same id while that is on the screen', async () => {
      const server = await serve()
      const toasts = openToasts()
      await toasts.raise({ id: 'item-1' })
      await toasts.raise({ id: 'item-2' })
      await toasts.raise({ id: 'item-1' })
      server.close(1)
      server.press(2, 'snooze')
      await toasts.hears('Orders & more: snooze')
      await toasts.raise({ id: 'item-1' })
      expect(server.notified.map(({ replacesId }) => replacesId)).toEqual([0, 0, 1, 0])
    })
  })

  test('a toast that has nothing to say any more is taken off the screen, and nothing else is', async () => {
    const server = await serve({ capabilities: everything })
    const toasts = openToasts()
    await toasts.raise({ id: 'item-1', keys: [1] })
    await toasts.raise({ id: 'item-2', keys: [2], title: 'Two' })
    toasts.withdraw(({ keys }) => keys.includes(1))
    await waitFor('it to be closed', () => server.takenBack.length > 0)
    toasts.withdraw(({ keys }) => keys.includes(1))
    server.press(2, 'default')
    await toasts.hears('Two: clicked')
    expect(server.takenBack).toEqual([1])
  })

  describe('what the user does with a toast is heard', () => {
    test('a click, and each of its buttons', async () => {
      const server = await serve({ capabilities: everything })
      const toasts = openToasts()
      await toasts.raise({ title: 'One' })
      await toasts.raise({ title: 'Two', id: 'item-8' })
      server.press(2, 'download')
      server.press(1, 'default')
      server.press(1, 'snooze')
      await toasts.hears('One: snooze')
      expect(toasts.heard).toEqual(['Two: download', 'One: clicked', 'One: snooze'])
    })

    test('but nothing of toasts that are not ours, of buttons it does not have, and after it was closed', async () => {
      const server = await serve({ capabilities: everything })
      const toasts = openToasts()
      await toasts.raise({ title: 'One' })
      await toasts.raise({ title: 'Two', id: 'item-8' })
      server.press(99, 'default')
      server.press(1, 'unheard-of')
      server.close(1)
      server.press(1, 'default')
      server.press(2, 'default')
      await toasts.hears('Two: clicked')
      expect(toasts.heard).toEqual(['Two: clicked'])
    })

    test('of the last thousand, where the server never says that a toast was closed', async () => {
      const server = await serve({ capabilities: everything })
      const toasts = openToasts()
      for (let key = 1; key <= 1_001; key += 1) await toasts.raise({ id: `item-${key}`, title: `${key}` })
      server.press(1, 'default')
      server.press(2, 'default')
      server.press(1_001, 'default')
      await toasts.hears('1001: clicked')
      expect(toasts.heard).toEqual(['2: clicked', '1001: clicked'])
    })

    test('even before the server has said which toast it is', async () => {
      await serve({ capabilities: everything, pressesEarly: 'download' })
      const toasts = openToasts()
      await toasts.raise()
      expect(toasts.heard).toEqual(['Orders & more: download'])
    })

    test('when the server was stuck and showed the toast late', async () => {
      const server = await serve({ capabilities: everything, hangsAt: 'Notify' })
      const toasts = openToasts()
      const raised = toasts.raise()
      await waitFor('the call', () => server.waiting() === 1)
      clock.pass(5_000)
      expect(await raised).toEqual({
        kind: 'failed',
        reason: 'org.freedesktop.Notifications did not answer within 5 s',
      })
      server.wakeUp()
      server.press(1, 'default')
      await toasts.hears('Orders & more: clicked')
    })

    test('on the toasts of the server that is there now, not of the one before', async () => {
      const before = await serve({ capabilities: everything })
      const toasts = openToasts()
      await toasts.raise({ title: 'Old' })
      const after = await serve({ capabilities: ['body'] })
      // The toast of another program.
      after.press(1, 'default')
      await toasts.raise({ title: 'New' })
      before.press(1, 'default')
      after.press(1, 'default')
      await toasts.hears('New: clicked')
      expect(toasts.heard).toEqual(['changed', 'New: clicked'])
      expect(after.notified).toMatchObject([{ replacesId: 0, actions: [] }])
    })
  })

  describe('a toast that can not be shown says why', () => {
    test('nobody is there to show it', async () => {
      const reason = 'this desktop has no notification service'
      expect(await openToasts().raise()).toEqual({ kind: 'failed', reason })
    })

    test('the server refuses', async () => {
      await serve({ refusal: 'too many' })
      const reason = 'the notification service said: too many'
      expect(await openToasts().raise()).toEqual({ kind: 'failed', reason })
    })

    test('the server is stuck; then it never comes', async () => {
      const server = await serve({ hangsAt: 'GetCapabilities' })
      const toasts = openToasts()
      const raised = toasts.raise()
      await waitFor('the question', () => server.waiting() === 1)
      clock.pass(5_000)
      expect(await raised).toMatchObject({ kind: 'failed' })
      server.wakeUp()
      const next = toasts.raise({ title: 'Next' })
      await waitFor('the question', () => server.waiting() === 1)
      server.wakeUp()
      expect(await next).toEqual({ kind: 'shown' })
      expect(server.notified.map(({ summary }) => summary)).toEqual(['Next'])
    })

    test.each([{ DBUS_SESSION_BUS_ADDRESS: 'disabled:' }, {}, { XDG_RUNTIME_DIR: '/nowhere' }])(
      'there is no session bus: %j',
      async (env) => {
        bus = createSessionBus(env)
        const reason = 'there is no session bus'
        expect(await openToasts().raise()).toEqual({ kind: 'failed', reason })
      },
    )

    test('a text that no bus carries', async () => {
      await serve()
      expect(await openToasts().raise({ title: 'A\0B' })).toMatchObject({ kind: 'failed' })
    })
  })

  test('a bus that went away is joined anew, and clicks are heard there', async () => {
    const toasts = openToasts()
    await serve({ capabilities: everything })
    await toasts.raise({ title: 'Before' })
    await stopBus()
    expect(await toasts.raise({ title: 'Between' })).toMatchObject({ kind: 'failed' })
    await startBus()
    const server = await serve({ capabilities: everything })
    expect(await toasts.raise({ title: 'After' })).toEqual({ kind: 'shown' })
    expect(await server.received()).toMatchObject({ replacesId: 0 })
    server.press(1, 'default')
    await toasts.hears('After: clicked')
    expect(toasts.heard).toEqual(['After: clicked'])
  })

  test('whether sounds are played is what the server said last', async () => {
    const toasts = openToasts()
    await serve({ capabilities: ['body'] })
    expect(toasts.playsSounds()).toBe(true)
    await toasts.hears('changed')
    expect(toasts.playsSounds()).toBe(false)
    await serve({ capabilities: everything })
    clock.pass(6_000)
    expect(toasts.playsSounds()).toBe(false)
    await waitFor('the second change', () => toasts.heard.length === 2)
    expect(toasts.playsSounds()).toBe(true)
  })

  test.each([
    [{ Inhibited: true }, true],
    [{ paused: true }, true],
    [{ paused: false }, false],
    [{}, false],
  ])('a server whose properties are %j does not want to be disturbed: %s', async (properties, quiet) => {
    await serve({ properties })
    expect(await createDoNotDisturbQuery('linux', bus, {})?.()).toBe(quiet)
  })

  test.each([
    ['true', true],
    ['false', false],
  ])('the setting of GNOME that shows no banners is respected, at %s', async (showsNone, quiet) => {
    // Settings in a file, so that nobody's own are touched.
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
  ])('the setting of Xfce not to be disturbed is respected, at %s', async (value, quiet) => {
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

  test('with nobody to ask, nobody minds being disturbed', async () => {
    expect(await createDoNotDisturbQuery('linux', bus, {})?.()).toBe(false)
  })

  test('what the desktop lacks is told', async () => {
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
