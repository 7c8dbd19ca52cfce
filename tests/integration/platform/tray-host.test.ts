import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSessionBus, type SessionBus } from '../../../electron/platform/dbus/session-bus.ts'
import { watchTrayHost } from '../../../electron/platform/tray/tray-host.ts'
import { type BusClient, connectBus } from '../../support/desktop/bus-client.ts'
import { startMessageBus } from '../../support/desktop/message-bus.ts'
import { openProcesses } from '../../support/desktop/processes.ts'
import { waitFor } from '../../support/wait-for.ts'

const name = 'org.kde.StatusNotifierWatcher'

describe.skipIf(process.platform !== 'linux')('on a session bus', () => {
  let address = ''
  let bus: SessionBus
  let offers = 0
  let stop = async () => {}

  beforeEach(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tidings-tray-host-'))
    const processes = openProcesses()
    const started = await startMessageBus('session', folder, process.env, processes)
    address = started.address
    bus = createSessionBus({ DBUS_SESSION_BUS_ADDRESS: address })
    offers = 0
    const stopWatching = watchTrayHost(bus, () => {
      offers += 1
    })
    // As the app does at its start; it connects.
    expect(await bus.isOwned(name)).toBe(false)
    stop = async () => {
      stopWatching()
      bus.close()
      started.client.close()
      await processes.stop()
      rmSync(folder, { recursive: true })
    }
  })
  afterEach(() => stop())

  /** A watcher that answers; `hasHost` says whether a panel draws the icons. */
  async function startWatcher(hasHost: () => boolean): Promise<BusClient> {
    const client = await connectBus(address)
    client.serve((call) => client.reply(call, 'v', [['b', hasHost()]]))
    await client.own(name)
    return client
  }

  test('the icon is offered to a tray that comes later, and to the one that comes after a restart', async () => {
    const first = await startWatcher(() => true)
    await waitFor('the offer', () => offers === 1)
    first.close()
    const second = await startWatcher(() => true)
    await waitFor('the offer', () => offers === 2)
    second.close()
  })

  test('it is offered when somebody draws icons, once', async () => {
    let hasHost = false
    let queries = 0
    const watcher = await startWatcher(() => {
      queries += 1
      return hasHost
    })
    await waitFor('the query', () => queries === 1)
    expect(offers).toBe(0)
    hasHost = true
    const announce = () =>
      watcher.emit(
        { path: '/StatusNotifierWatcher', interface: name },
        'StatusNotifierHostRegistered',
        '',
        [],
      )
    announce()
    await waitFor('the offer', () => offers === 1)
    announce()
    await bus.isOwned(name)
    expect(offers).toBe(1)
    watcher.close()
  })
})
