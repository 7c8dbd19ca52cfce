import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSessionBus, createSystemBus } from '../../../electron/platform/dbus/session-bus.ts'
import { createMeteredQuery } from '../../../electron/platform/network/metered.ts'
import { connectBus } from '../../support/desktop/bus-client.ts'
import { startMessageBus } from '../../support/desktop/message-bus.ts'
import { startNetworkManager, startNetworkPortal } from '../../support/desktop/network-manager.ts'
import { openProcesses } from '../../support/desktop/processes.ts'

describe.skipIf(process.platform !== 'linux')('on private buses', () => {
  let isMetered: () => Promise<boolean>
  let address = { session: '', system: '' }
  let stop = async () => {}

  beforeEach(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tidings-metered-'))
    const processes = openProcesses()
    const start = (type: 'session' | 'system') => startMessageBus(type, folder, process.env, processes)
    const [session, system] = await Promise.all([start('session'), start('system')])
    address = { session: session.address, system: system.address }
    const buses = {
      session: createSessionBus({ DBUS_SESSION_BUS_ADDRESS: address.session }),
      system: createSystemBus({ DBUS_SYSTEM_BUS_ADDRESS: address.system }),
    }
    isMetered = createMeteredQuery('linux', buses)
    stop = async () => {
      buses.session.close()
      buses.system.close()
      session.client.close()
      system.client.close()
      await processes.stop()
      rmSync(folder, { recursive: true })
    }
  })
  afterEach(() => stop())

  test.each([
    ['yes', 1, true],
    ['no', 2, false],
    ['probably', 3, true],
    ['probably not', 4, false],
  ])('NetworkManager says "%s", and nobody else is asked', async (_answer, metered, expected) => {
    const manager = await startNetworkManager(address.system, metered)
    const portal = await startNetworkPortal(address.session, !expected)
    expect(await isMetered()).toBe(expected)
    expect(manager.queries()).toBe(1)
    expect(portal.queries()).toBe(0)
    manager.stop()
    portal.stop()
  })

  test('where NetworkManager does not know, or is not there, the portal says it', async () => {
    const portal = await startNetworkPortal(address.session, true)
    expect(await isMetered()).toBe(true)
    const manager = await startNetworkManager(address.system, 0)
    expect(await isMetered()).toBe(true)
    expect(portal.queries()).toBe(2)
    manager.stop()
    portal.stop()
  })

  test('where nobody knows it is not metered', async () => {
    expect(await isMetered()).toBe(false)
  })

  test('a service that does not answer counts as one that does not know', async () => {
    const silent = await connectBus(address.system)
    silent.serve(() => {})
    await silent.own('org.freedesktop.NetworkManager')
    expect(await isMetered()).toBe(false)
    silent.close()
  })
})

test('a computer without buses is not metered', async () => {
  const env = { DBUS_SESSION_BUS_ADDRESS: 'disabled:', DBUS_SYSTEM_BUS_ADDRESS: 'disabled:' }
  const buses = { session: createSessionBus(env), system: createSystemBus(env) }
  expect(await createMeteredQuery('linux', buses)()).toBe(false)
})
