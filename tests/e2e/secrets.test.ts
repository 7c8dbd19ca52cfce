import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expectField } from '../support/main-scenario.ts'
import { waitFor } from '../support/wait-for.ts'
import { openBridge } from './bridge.ts'
import { expect, type TestFixtures, test } from './fixtures.ts'

test.use({ environment: {} })

/** Connects as the window would, and waits until the stream is open. */
async function connect(stage: TestFixtures, streamUrl: string, ...args: readonly string[]) {
  const tidings = await stage.launch(...args)
  const bridge = await openBridge(await tidings.page())
  await bridge.send({ type: 'connect', server: streamUrl, token: stage.token })
  await bridge.until('the connection', ({ status }) => status.connection.kind === 'open')
  return { tidings, bridge }
}

/** Every file below the profile that holds this text, as it is or in base64. */
function filesWith(folder: string, text: string): readonly string[] {
  const forms = [text, Buffer.from(text).toString('base64').replace(/=+$/, '')]
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true)
    .filter((file) => forms.some((form) => readFileSync(file, 'latin1').includes(form)))
}

test.describe('with a keychain', () => {
  test.use({ desktopOptions: { keyring: true } })

  test('the token is kept encrypted and found again at the next start', async ({ stage }) => {
    const backend = await stage.backend()
    const { tidings, bridge } = await connect(stage, backend.streamUrl)
    expect((await bridge.view()).token).toEqual({ present: true, keptIn: 'keychain' })
    await tidings.quit()
    expect(filesWith(stage.place.userDataDir, stage.token)).toEqual([])
    expect(statSync(join(stage.place.userDataDir, 'secrets.json')).mode & 0o777).toBe(0o600)

    await stage.launch('--hidden')
    await waitFor('the connection', async () => expectField(await stage.cli.status(), 'connection', 'open'))
  })

  test('a forgotten token is gone for good', async ({ stage }) => {
    const backend = await stage.backend()
    const { tidings, bridge } = await connect(stage, backend.streamUrl)
    await bridge.send({ type: 'forget-token' })
    const view = await bridge.until(
      'the end of the session',
      ({ status }) => status.connection.kind === 'signed-out',
    )
    expect(view.token.present).toBe(false)
    await tidings.quit()

    await stage.launch('--hidden')
    await waitFor('the question for a token', async () =>
      expectField(await stage.cli.status(), 'connection', 'signed-out'),
    )
  })

  test('a token file goes before the kept token, for the run', async ({ stage }) => {
    const backend = await stage.backend()
    const { tidings } = await connect(stage, backend.streamUrl)
    await tidings.quit()
    const place = { ...stage.place, env: { ...stage.place.env, TIDINGS_TOKEN: 'not-this-one' } }
    const wrong = await stage.launchAt(place, '--hidden')
    await waitFor('the refusal', async () =>
      expectField(await stage.cli.status(), 'connection', 'signed-out'),
    )
    await wrong.quit()

    await stage.launch('--hidden')
    await waitFor('the connection', async () => expectField(await stage.cli.status(), 'connection', 'open'))
  })
})

test.describe('without a keychain', () => {
  test('the user is told, and the token is kept until the app quits and never written', async ({ stage }) => {
    const backend = await stage.backend()
    const { tidings, bridge } = await connect(stage, backend.streamUrl)
    expect((await bridge.view()).token).toEqual({ present: true, keptIn: 'memory' })
    await tidings.quit()
    expect(filesWith(stage.place.userDataDir, stage.token)).toEqual([])

    await stage.launch('--hidden')
    await waitFor('the question for a token', async () =>
      expectField(await stage.cli.status(), 'connection', 'signed-out'),
    )
  })
})

test('a token never goes to another origin than the one it was given for', async ({ stage }) => {
  const first = await stage.backend()
  const tokens: (string | undefined)[] = []
  const other = createServer((request, response) => {
    tokens.push(request.headers.authorization)
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('data: {"type":"connected"}\n\n')
  })
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const { bridge } = await connect(stage, first.streamUrl)

  const server = `http://127.0.0.1:${address.port}/`
  await bridge.send({ type: 'check-server', server, token: null })
  await bridge.until('the answer', ({ check }) => check?.result.kind === 'stream')
  await bridge.send({ type: 'connect', server, token: null })
  await bridge.until(
    'the other server',
    (view) => view.server === server && view.status.connection.kind === 'open',
  )
  expect(tokens).toEqual([undefined, undefined])
  expect((await bridge.view()).token.present).toBe(false)
  other.closeAllConnections()
  other.close()
})
