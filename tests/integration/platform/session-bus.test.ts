import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { messageBus } from '../../../electron/platform/dbus/bus-connection.ts'
import { createSessionBus, type SessionBus } from '../../../electron/platform/dbus/session-bus.ts'
import { type BusClient, connectBus } from '../../support/desktop/bus-client.ts'
import { startMessageBus } from '../../support/desktop/message-bus.ts'
import { openProcesses } from '../../support/desktop/processes.ts'

const echo = { service: 'org.example.Echo', path: '/org/example/Echo', interface: 'org.example.Echo' }

describe.skipIf(process.platform !== 'linux')('a call on the session bus', () => {
  let bus: SessionBus
  let server: BusClient
  let received: unknown[][] = []
  let stop = async () => {}

  beforeEach(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tidings-session-bus-'))
    const processes = openProcesses()
    const { address, client } = await startMessageBus('session', folder, process.env, processes)
    server = await connectBus(address)
    received = []
    server.serve((call) => {
      received.push([call.member, ...call.body])
      server.reply(call, 'u', [received.length])
    })
    await server.own(echo.service)
    bus = createSessionBus({ DBUS_SESSION_BUS_ADDRESS: address })
    stop = async () => {
      bus.close()
      server.close()
      client.close()
      await processes.stop()
      rmSync(folder, { recursive: true })
    }
  })
  afterEach(() => stop())

  test('without arguments is answered each time, also when several wait', async () => {
    const results = await Promise.all([
      bus.call(echo, 'One'),
      bus.call(echo, 'One'),
      bus.call(echo, 'Two'),
      bus.call(echo, 'One'),
    ])
    expect(results.map((result) => result.kind === 'answered' && result.body)).toEqual([[1], [2], [3], [4]])
    expect(received).toEqual([['One'], ['One'], ['Two'], ['One']])
  })

  test('is sent when it is asked for, however long ago it was prepared', async () => {
    const send = bus.prepareCall(echo, 'Say', { signature: 's', args: ['later'] })
    await bus.call(echo, 'Say', { signature: 's', args: ['sooner'] })
    expect(await send()).toMatchObject({ kind: 'answered', body: [2] })
    expect(received).toEqual([
      ['Say', 'sooner'],
      ['Say', 'later'],
    ])
  })

  test('was surely not sent when the connection has ended since it was prepared', async () => {
    await bus.call(messageBus, 'GetId')
    const send = bus.prepareCall(echo, 'Say', { signature: 's', args: ['too late'] })
    bus.close()
    expect(await send()).toMatchObject({ kind: 'failed', wasSent: false })
    expect(received).toEqual([])
  })

  test('with arguments that are not of their type is not sent', async () => {
    expect(await bus.call(echo, 'Say', { signature: 'u', args: ['no number'] })).toMatchObject({
      kind: 'failed',
      wasSent: false,
    })
    expect(received).toEqual([])
  })
})
