import { statSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { filesWith } from '../support/files-with.ts'
import { isConnected, isSignedOut, openBridge, serverOf } from './bridge.ts'
import { expect, type TestFixtures, test } from './fixtures.ts'
import { agreeToConnect } from './native-dialog.ts'

test.use({ environment: {} })

/** Connects as the window would, and waits until the stream is open. */
async function connect(fixtures: TestFixtures, streamUrl: string, ...args: readonly string[]) {
  const tidings = await fixtures.launch(...args)
  const bridge = await openBridge(await tidings.page())
  await bridge.send({ type: 'connect', address: streamUrl, token: fixtures.token, replaces: null })
  await agreeToConnect(fixtures.desktop)
  await bridge.until('the connection', isConnected)
  return { tidings, bridge }
}

test.describe('with a keychain', () => {
  test.use({ desktopOptions: { keyring: true } })

  test('the token is stored encrypted, and used again at the next start', async ({ fixtures }) => {
    const backend = await fixtures.startBackend()
    const { tidings, bridge } = await connect(fixtures, backend.streamUrl)
    expect(serverOf(await bridge.snapshot()).token).toEqual({ present: true, keptIn: 'keychain' })
    await tidings.quit()
    expect(filesWith(fixtures.place.userDataDir, fixtures.token)).toEqual([])
    expect(statSync(join(fixtures.place.userDataDir, 'secrets.json')).mode & 0o777).toBe(0o600)

    await fixtures.launch('--hidden')
    await fixtures.cli.waitForConnection('open')
  })

  test('a token that was removed is gone for good', async ({ fixtures }) => {
    const backend = await fixtures.startBackend()
    const { tidings, bridge } = await connect(fixtures, backend.streamUrl)
    await bridge.send({ type: 'forget-token', server: serverOf(await bridge.snapshot()).key })
    const snapshot = await bridge.until('the end of the session', isSignedOut)
    expect(serverOf(snapshot).token.present).toBe(false)
    await tidings.quit()

    await fixtures.launch('--hidden')
    await fixtures.cli.waitForConnection('signed-out')
  })

  test('a token of the environment takes precedence over the stored token, for the run', async ({
    fixtures,
  }) => {
    const backend = await fixtures.startBackend()
    const { tidings } = await connect(fixtures, backend.streamUrl)
    await tidings.quit()
    const place = { ...fixtures.place, env: { ...fixtures.place.env, TIDINGS_TOKEN: 'not-this-one' } }
    const wrong = await fixtures.launchWith(place, '--hidden')
    await fixtures.cli.waitForConnection('signed-out')
    await wrong.quit()

    await fixtures.launch('--hidden')
    await fixtures.cli.waitForConnection('open')
  })
})

test.describe('without a keychain', () => {
  test('the window says so, and the token is held until the app quits and never written', async ({
    fixtures,
  }) => {
    const backend = await fixtures.startBackend()
    const { tidings, bridge } = await connect(fixtures, backend.streamUrl)
    expect(serverOf(await bridge.snapshot()).token).toEqual({ present: true, keptIn: 'memory' })
    await tidings.quit()
    expect(filesWith(fixtures.place.userDataDir, fixtures.token)).toEqual([])

    await fixtures.launch('--hidden')
    await fixtures.cli.waitForConnection('signed-out')
  })
})

test('a token never goes to another origin than the one it was given for', async ({ fixtures }) => {
  const first = await fixtures.startBackend()
  const tokens: (string | undefined)[] = []
  const other = createServer((request, response) => {
    tokens.push(request.headers.authorization)
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('data: {"type":"connected"}\n\n')
  })
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const { bridge } = await connect(fixtures, first.streamUrl)

  const server = `http://127.0.0.1:${address.port}/`
  await bridge.send({ type: 'connect', address: server, token: null, replaces: null })
  await agreeToConnect(fixtures.desktop)
  const { servers } = await bridge.until(
    'the other server',
    (snapshot) => isConnected(snapshot) && snapshot.servers.length === 2,
  )
  expect(tokens).toEqual([undefined, undefined])
  expect(servers.map(({ token }) => token.present)).toEqual([true, false])
  other.closeAllConnections()
  other.close()
})
