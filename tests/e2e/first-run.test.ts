import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { waitFor } from '../support/wait-for.ts'
import { isConnected, openBridge, serverOf, type WindowBridge } from './bridge.ts'
import { expect, type TestFixtures, test } from './fixtures.ts'
import { agreeToConnect, answerDialog, connectQuestion } from './native-dialog.ts'

test.use({ environment: {} })

async function check(bridge: WindowBridge, server: string, token: string | null) {
  await bridge.send({ type: 'check-server', address: server, token })
  const { check } = await bridge.until(
    'the answer',
    (snapshot) => snapshot.check?.address === server && snapshot.check.result.kind !== 'checking',
  )
  return check?.result
}

/** Agrees that this server may be contacted. */
async function agree(fixtures: TestFixtures, bridge: WindowBridge, server: string) {
  await bridge.send({ type: 'connect', address: server, token: null, replaces: null })
  await agreeToConnect(fixtures.desktop)
  await bridge.until(
    'the test',
    ({ check }) => check?.address === server && !['unconfirmed', 'checking'].includes(check.result.kind),
  )
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

test('an address is checked before it is used, and a problem is explained in plain words', async ({
  fixtures,
}) => {
  const backend = await fixtures.startBackend()
  const page = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Sign in</h1>')
  })
  await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve))
  const bridge = await openBridge(await (await fixtures.launch()).page())
  expect(await bridge.snapshot()).toMatchObject({ servers: [], check: null })

  expect(await check(bridge, backend.streamUrl, null)).toEqual({ kind: 'unconfirmed' })
  await agree(fixtures, bridge, backend.streamUrl)
  expect((await bridge.snapshot()).check?.result).toEqual({ kind: 'token-needed' })
  expect(await check(bridge, `${backend.streamUrl}?wrong-token`, 'wrong')).toEqual({
    kind: 'problem',
    reason: 'The server does not accept this access token. Check that it was copied whole.',
  })
  expect(await check(bridge, `${backend.streamUrl}?right-token`, fixtures.token)).toEqual({ kind: 'stream' })
  expect(await check(bridge, 'app.example.com', null)).toMatchObject({
    reason: expect.stringContaining('is not a web address'),
  })
  expect(await check(bridge, 'http://app.example.com/', null)).toMatchObject({
    reason: expect.stringContaining('must begin with https://'),
  })
  await agree(fixtures, bridge, `http://127.0.0.1:${portOf(page)}/`)
  expect((await bridge.snapshot()).check?.result).toMatchObject({
    reason: expect.stringContaining('text/html instead of an event stream'),
  })
  expect(await check(bridge, `${backend.url}/nothing`, null)).toMatchObject({
    reason: expect.stringContaining('404'),
  })
  page.close()
  // Chromium closes an abandoned stream a moment later.
  await waitFor('the streams that were tried to be released', () => backend.clients() === 0)
  expect(await bridge.snapshot()).toMatchObject({ servers: [] })
})

test('only the last of several checks is answered', async ({ fixtures }) => {
  const backend = await fixtures.startBackend()
  const silent = createServer(() => {})
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const bridge = await openBridge(await (await fixtures.launch()).page())
  const slow = `http://127.0.0.1:${portOf(silent)}/`
  await agree(fixtures, bridge, backend.streamUrl)
  await bridge.send({ type: 'connect', address: slow, token: null, replaces: null })
  const first = once(silent, 'request')
  await agreeToConnect(fixtures.desktop)
  await first
  const asked = once(silent, 'request')
  await bridge.send({ type: 'check-server', address: slow, token: null })
  const [request] = await asked
  const left = once(request.socket, 'close')

  // Another address than before, whose result may still be the newest that the window has got.
  const last = `${backend.streamUrl}?last`
  expect(await check(bridge, last, fixtures.token)).toEqual({ kind: 'stream' })
  await left
  expect((await bridge.snapshot()).check?.address).toBe(last)
  silent.closeAllConnections()
  silent.close()
})

test('connecting remembers the server, and a test notification can be sent', async ({ fixtures }) => {
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch()
  const bridge = await openBridge(await tidings.page())
  await bridge.send({ type: 'connect', address: backend.streamUrl, token: fixtures.token, replaces: null })
  await agreeToConnect(fixtures.desktop)
  const snapshot = await bridge.until('the connection', isConnected)
  expect(snapshot).toMatchObject({
    servers: [{ address: backend.streamUrl, token: { present: true } }],
    check: null,
  })
  await backend.publish({ type: 'notification', id: 'n-1', message: 'Hello' })
  await fixtures.desktop.notifications.waitFor(({ body }) => body === 'Hello')

  await bridge.send({ type: 'test-notification' })
  await fixtures.desktop.notifications.waitFor(({ summary }) => summary === 'Notifications work')
  await tidings.quit()

  await fixtures.launchWith(
    { ...fixtures.place, env: { ...fixtures.place.env, TIDINGS_TOKEN: fixtures.token } },
    '--hidden',
  )
  await fixtures.cli.waitForConnection('open')
})

test('a second server is added while the first one stays, and both notify', async ({ fixtures }) => {
  const first = await fixtures.startBackend()
  const second = await fixtures.startBackend()
  const bridge = await openBridge(await (await fixtures.launch()).page())
  for (const { streamUrl: address } of [first, second]) {
    await bridge.send({ type: 'connect', address, token: fixtures.token, replaces: null })
    await agreeToConnect(fixtures.desktop)
    await bridge.until(
      'the connection',
      (snapshot) => isConnected(snapshot) && snapshot.servers.some((server) => server.address === address),
    )
  }
  expect([first.clients(), second.clients()]).toEqual([1, 1])
  for (const [backend, text] of [
    [first, 'From the first'],
    [second, 'From the second'],
  ] as const) {
    await backend.publish({ type: 'notification', id: 'n-1', message: text })
    const body = `${text}\n${new URL(backend.url).host}`
    await fixtures.desktop.notifications.waitFor((notification) => notification.body === body)
  }
})

test('a server takes the place of another one where its address is changed', async ({ fixtures }) => {
  const first = await fixtures.startBackend()
  const second = await fixtures.startBackend()
  const bridge = await openBridge(await (await fixtures.launch('--server', first.streamUrl)).page())
  const { key } = serverOf(await bridge.snapshot())
  await bridge.send({
    ...{ type: 'connect', address: second.streamUrl, token: fixtures.token, replaces: key },
  })
  await agreeToConnect(fixtures.desktop)
  const { servers } = await bridge.until('the connection', isConnected)
  expect(servers).toMatchObject([{ key, address: second.streamUrl }])
  await waitFor('the first server to be left', () => first.clients() === 0)
})

test('a server that the user does not agree to is sent nothing, and the one before stays', async ({
  fixtures,
}) => {
  const backend = await fixtures.startBackend()
  const other = await fixtures.startBackend()
  const bridge = await openBridge(await (await fixtures.launch('--server', backend.streamUrl)).page())
  await bridge.send({ type: 'connect', address: other.streamUrl, token: fixtures.token, replaces: null })
  await answerDialog(fixtures.desktop, connectQuestion, 'Return')
  expect(await check(bridge, other.streamUrl, fixtures.token)).toEqual({ kind: 'unconfirmed' })
  expect((await bridge.snapshot()).servers).toMatchObject([{ address: backend.streamUrl }])
  expect(other.clients()).toBe(0)
})
