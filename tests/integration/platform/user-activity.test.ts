import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { createSessionBus, createSystemBus } from '../../../electron/platform/dbus/session-bus.ts'
import { followUserActivity } from '../../../electron/platform/presence/user-activity.ts'
import { type LogindScript, startLogind, startScreenSaver } from '../../support/desktop/logind.ts'
import { startMessageBus } from '../../support/desktop/message-bus.ts'
import { openProcesses } from '../../support/desktop/processes.ts'
import { waitFor } from '../../support/wait-for.ts'
import { manualClock } from '../../unit/feed/manual-clock.ts'

/** Electron's power monitor. */
function powerMonitor(state: 'active' | 'locked' = 'active') {
  return Object.assign(new EventEmitter(), {
    getSystemIdleTime: () => 7,
    getSystemIdleState: () => state,
  })
}

if (process.platform !== 'linux') console.log('Skipped: a message bus is only there on Linux.')

describe.skipIf(process.platform !== 'linux')('on the buses of a desktop', () => {
  let folder: string
  let addresses: { readonly system: string; readonly session: string }
  let stopSystemBus: () => Promise<void>
  let stopBuses: () => Promise<void>

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tidings-lock-'))
    const [systemProcesses, sessionProcesses] = [openProcesses(), openProcesses()]
    const system = await startMessageBus('system', folder, process.env, systemProcesses)
    const session = await startMessageBus('session', folder, process.env, sessionProcesses)
    addresses = { system: system.address, session: session.address }
    stopSystemBus = async () => {
      system.client.close()
      await systemProcesses.stop()
    }
    stopBuses = async () => {
      session.client.close()
      await sessionProcesses.stop()
      await stopSystemBus()
    }
  })
  afterEach(async () => {
    await stopBuses()
    rmSync(folder, { recursive: true })
  })

  const serve = async (script?: LogindScript) => {
    const logind = await startLogind(addresses.system, script)
    onTestFinished(logind.stop)
    return logind
  }
  const follow = (env = {}) => {
    const clock = manualClock()
    const systemBus = createSystemBus({ DBUS_SYSTEM_BUS_ADDRESS: addresses.system })
    const sessionBus = createSessionBus({ DBUS_SESSION_BUS_ADDRESS: addresses.session })
    const user = followUserActivity({
      ...{ platform: 'linux', powerMonitor: powerMonitor(), systemBus, sessionBus, env, clock },
      ...{ processId: process.pid, userId: 1_000 },
    })
    let changes = 0
    user.watchLock(() => {
      changes += 1
    })
    onTestFinished(() => {
      user.stop()
      systemBus.close()
      sessionBus.close()
    })
    return {
      ...user,
      clock,
      changes: () => changes,
      becomes: (locked: boolean) =>
        waitFor(locked ? 'the lock' : 'the end of the lock', () => user.isLocked() === locked),
    }
  }
  const hintWasRead = (logind: Awaited<ReturnType<typeof serve>>, times = 1) =>
    waitFor('the hint to be read', () => logind.calls.filter((call) => call === 'LockedHint').length >= times)

  test('the screen is locked as long as logind says so', async () => {
    const logind = await serve()
    const user = follow()
    await hintWasRead(logind)
    expect(user.isLocked()).toBe(false)
    logind.setLocked(true)
    await user.becomes(true)
    logind.setLocked(false)
    await user.becomes(false)
    expect(user.changes()).toBe(2)
    expect(user.idleMs()).toBe(7_000)
  })

  test.each([
    ['name', { XDG_SESSION_ID: '1' }],
    ['user', {}],
    ['user', { XDG_SESSION_ID: '99' }],
  ] as const)('the session is found by the %s, too (%o)', async (finds, env) => {
    await serve({ finds, isLocked: true })
    await follow(env).becomes(true)
  })

  test('it was locked before the app started', async () => {
    await serve({ isLocked: true })
    await follow().becomes(true)
  })

  test('a request to lock counts at once, but not for long where no screen locker follows it', async () => {
    const logind = await serve()
    const user = follow()
    await hintWasRead(logind)
    logind.ask('Lock')
    await user.becomes(true)
    user.clock.pass(5_000)
    await user.becomes(false)
  })

  test('a request to unlock is no end of the lock while the screen locker has not followed it', async () => {
    const logind = await serve({ isLocked: true })
    const user = follow()
    await user.becomes(true)
    logind.ask('Unlock')
    await hintWasRead(logind, 2)
    expect(user.isLocked()).toBe(true)
    logind.setHint(false)
    logind.ask('Unlock')
    await user.becomes(false)
  })

  test('a logind that vanishes leaves nobody locked out, and counts again when it is back', async () => {
    const logind = await serve({ isLocked: true })
    const user = follow()
    await user.becomes(true)
    logind.stop()
    await user.becomes(false)
    await serve({ isLocked: true })
    await user.becomes(true)
  })

  test('so does a system bus that goes away', async () => {
    await serve({ isLocked: true })
    const user = follow()
    await user.becomes(true)
    await stopSystemBus()
    stopSystemBus = async () => {}
    await user.becomes(false)
  })

  test.each(['nothing', 'nonsense'] as const)('a logind that answers %s locks nothing', async (answers) => {
    const logind = await serve({ isLocked: true, answers })
    const user = follow()
    await hintWasRead(logind)
    // Whatever else came before has been handled by then.
    await new Promise((resolve) => setTimeout(resolve, answers === 'nothing' ? 2_200 : 50))
    expect(user.isLocked()).toBe(false)
    expect(user.changes()).toBe(0)
  })

  test('one that knows no session of the user locks nothing', async () => {
    const logind = await serve({ finds: 'nothing', isLocked: true })
    const user = follow()
    await waitFor('the search', () => logind.calls.includes('GetUser'))
    expect(user.isLocked()).toBe(false)
  })

  test.each([
    ['org.freedesktop.ScreenSaver', '/ScreenSaver'],
    ['org.freedesktop.ScreenSaver', '/org/freedesktop/ScreenSaver'],
    ['org.gnome.ScreenSaver', '/org/gnome/ScreenSaver'],
    ['org.xfce.ScreenSaver', '/org/xfce/ScreenSaver'],
  ])('an active screen saver locks as well: %s at %s', async (name, path) => {
    const saver = await startScreenSaver(addresses.session, name, path, true)
    onTestFinished(saver.stop)
    const user = follow()
    await user.becomes(true)
    saver.setActive(false)
    await user.becomes(false)
    saver.setActive(true)
    await user.becomes(true)
    saver.stop()
    await user.becomes(false)
  })

  test('of two that say the same each change is reported once', async () => {
    const logind = await serve()
    const saver = await startScreenSaver(addresses.session, 'org.gnome.ScreenSaver', '/org/gnome/ScreenSaver')
    onTestFinished(saver.stop)
    const user = follow()
    await hintWasRead(logind)
    saver.setActive(true)
    await user.becomes(true)
    logind.setLocked(true)
    // The buses are in no order: who answers a request to unlock has handled the lock before it.
    logind.ask('Unlock')
    await hintWasRead(logind, 2)
    saver.setActive(false)
    logind.setLocked(false)
    await user.becomes(false)
    expect(user.changes()).toBe(2)
  })
})

test('without any bus the screen is not locked', async () => {
  const env = { DBUS_SYSTEM_BUS_ADDRESS: 'disabled:', DBUS_SESSION_BUS_ADDRESS: 'disabled:' }
  const user = followUserActivity({
    ...{ platform: 'linux', powerMonitor: powerMonitor(), env, clock: manualClock() },
    ...{ systemBus: createSystemBus(env), sessionBus: createSessionBus(env), processId: 1, userId: 1 },
  })
  onTestFinished(user.stop)
  await new Promise(setImmediate)
  expect(user.isLocked()).toBe(false)
})

test('on Windows and macOS the system itself reports locks', () => {
  const monitor = powerMonitor('locked')
  const env = {}
  const user = followUserActivity({
    ...{ platform: 'win32', powerMonitor: monitor, env, clock: manualClock() },
    ...{ systemBus: createSystemBus(env), sessionBus: createSessionBus(env), processId: 1, userId: 1 },
  })
  const changes: boolean[] = []
  user.watchLock(() => changes.push(user.isLocked()))
  expect(user.isLocked()).toBe(true)
  monitor.emit('unlock-screen')
  monitor.emit('unlock-screen')
  monitor.emit('lock-screen')
  expect(changes).toEqual([false, true])
  user.stop()
  expect(monitor.eventNames()).toEqual([])
})
