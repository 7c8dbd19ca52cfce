import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { historyPath } from '../integration/store/store-fixture.ts'
import { expectCompleteness, expectNoTrouble } from './contract.ts'
import { flask, frameworks, php } from './frameworks.ts'
import { openApp, patientLimits } from './open-app.ts'
import { type RunningServer, startServer } from './start-server.ts'

describe.each(frameworks)('$name', (framework) => {
  let server: RunningServer
  beforeAll(async () => {
    server = await startServer(framework)
  })
  afterAll(() => server.stop())

  const connect = async (file = historyPath()) => {
    let app: ReturnType<typeof openApp> | undefined
    await server.reconnects(() => {
      app = openApp(server.streamUrl, file)
    })
    if (app === undefined) throw new Error('not opened')
    return app
  }

  test('all that is sent while connected is in the history once, also after the connection was cut', async () => {
    const app = await connect()
    for (const message of ['one', 'two', 'three']) await server.send(message)
    await app.has('three')
    await server.reconnects(server.cut)
    await server.send('after the first cut')
    await app.has('after the first cut')
    await server.reconnects(server.cut)
    await server.send('after the second cut')
    await app.has('after the second cut')
    expect(app.messages()).toEqual(['one', 'two', 'three', 'after the first cut', 'after the second cut'])
    expect(app.errors).toEqual([])
  })

  // With the same id and the same text it could as well be a replay, and a replay must stay silent.
  const isAnother = framework.ids !== 'again-for-each-stream'

  test(`the same text sent again is ${isAnother ? 'another item' : 'taken for a replay'}`, async () => {
    const app = await connect()
    await server.send('Your export is ready!')
    await app.has('Your export is ready!')
    await server.reconnects(server.cut)
    await server.send('Your export is ready!')
    await server.send('the last one')
    await app.has('the last one')
    const again = isAnother ? ['Your export is ready!'] : []
    expect(app.messages()).toEqual(['Your export is ready!', ...again, 'the last one'])
  })

  const meanwhile = framework.meanwhile === 'kept' ? ['meanwhile'] : []
  const outcome = framework.meanwhile === 'kept' ? 'comes later' : 'is lost'
  const told = framework.completeness === 'proven' ? 'is proven complete' : 'says that it can’t be known'

  test(`what is sent while the network is down ${outcome}, and the status ${told}`, async () => {
    const app = await connect()
    await server.send('before')
    await app.has('before')
    await server.reconnects(async () => {
      await server.refuse()
      await server.send('meanwhile')
      await server.allow()
    })
    await server.send('afterwards')
    await app.has('afterwards')
    expect(app.messages()).toEqual(['before', ...meanwhile, 'afterwards'])
    await expectCompleteness(framework, app.status)
  })

  test(`after a restart of the server what is sent arrives, and the status ${told}`, async () => {
    const app = await connect()
    await server.send('before')
    await app.has('before')
    await server.reconnects(server.restart)
    await server.send('afterwards')
    await app.has('afterwards')
    await server.send('and again')
    await app.has('and again')
    expect(app.messages()).toEqual(['before', 'afterwards', 'and again'])
    await expectCompleteness(framework, app.status)
  })

  test(`what is sent while the app does not run ${outcome}, and the status ${told}`, async () => {
    const file = historyPath()
    const first = await connect(file)
    await server.send('before')
    await first.has('before')
    first.close()
    await server.send('meanwhile')
    const second = await connect(file)
    await server.send('afterwards')
    await second.has('afterwards')
    expect(second.messages()).toEqual(['before', ...meanwhile, 'afterwards'])
    await expectCompleteness(framework, second.status)
  })
})

test('a stream that ends after each event never looks like trouble', async () => {
  const server = await startServer(php)
  try {
    const app = openApp(server.streamUrl, historyPath())
    await app.reaches('open')
    const opened = app.connections.length
    for (const message of ['one', 'two', 'three']) await server.send(message)
    await app.has('three')
    expect(app.messages()).toEqual(['one', 'two', 'three'])
    expectNoTrouble(app.connections.slice(opened))
  } finally {
    await server.stop()
  }
})

test('headers that come with the first event are waited for longer each time, until it comes', async () => {
  const server = await startServer(flask)
  try {
    const limits = { ...patientLimits, connectTimeoutMs: 300, longConnectTimeoutMs: 1_000 }
    const file = historyPath()
    // The third attempt waits for as long as a stream may be silent.
    const app = await server.reconnects(() => openApp(server.streamUrl, file, limits), 3)
    const waits = app.failures().flatMap((error) => ('afterMs' in error ? [error.afterMs] : []))
    expect([...new Set(waits)]).toEqual([300, 1_000])
    await server.send('the first event')
    await app.has('the first event')
  } finally {
    await server.stop()
  }
})
