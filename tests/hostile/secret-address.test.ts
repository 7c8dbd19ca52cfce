import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { isConnected, isSignedOut, openBridge, serverOf } from '../e2e/bridge.ts'
import { expect, test } from '../e2e/fixtures.ts'
import { agreeToConnect } from '../e2e/native-dialog.ts'
import { waitFor } from '../support/wait-for.ts'

const secret = 's3cret-in-address'

test.use({ environment: {}, desktopOptions: { keyring: true } })

/** A server that takes its token from the query of its address, as some do. */
async function serveByQuery() {
  const queries: string[] = []
  const server = createServer((request, response) => {
    const { search, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    queries.push(search)
    if (searchParams.get('token') !== secret) return response.writeHead(401).end()
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    return response.write('id: 1\ndata: {"type":"notification","id":"n-1","message":"Known to few"}\n\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const shown = `http://127.0.0.1:${port}/sse?topic=a%20b`
  const stop = () => {
    server.closeAllConnections()
    server.close()
  }
  return { shown, whole: `http://127.0.0.1:${port}/sse?token=${secret}&topic=a%20b`, queries, stop }
}

/** Every file below the folder that holds the secret, as it is or in base64. */
function filesWithSecret(folder: string): readonly string[] {
  const forms = [secret, Buffer.from(secret).toString('base64').replace(/=+$/, '')]
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true)
    .filter((file) => forms.some((form) => readFileSync(file, 'latin1').includes(form)))
}

test('a token in an address is used as typed, shown nowhere, and only the keychain’s cipher is stored', async ({
  fixtures,
}) => {
  const { cli, place } = fixtures
  const server = await serveByQuery()
  const first = await fixtures.launch()
  const page = await first.page()
  const bridge = await openBridge(page)
  await bridge.send({ type: 'connect', address: server.whole, token: null, replaces: null })
  await agreeToConnect(fixtures.desktop)
  const open = serverOf(await bridge.until('the connection', isConnected))
  expect(open.address).toBe(server.shown)
  expect(open.token).toEqual({ present: true, keptIn: 'keychain' })
  await bridge.send({ type: 'copy-report' })
  const report = await waitFor('the report', async () => {
    const text = await first.app.evaluate(({ clipboard }) => clipboard.readText())
    return text.startsWith('Tidings report') && text
  })
  const status = await cli.run('--status', '--json')
  const history = await cli.run('--history', '--json')
  for (const text of [report, status.output, history.output, await page.content()]) {
    expect(text).not.toContain(secret)
  }
  await first.quit()
  expect(filesWithSecret(place.userDataDir)).toEqual([])

  // At the next start, and when the window sends the address that it shows.
  const second = await fixtures.launch()
  await cli.waitForConnection('open')
  const next = await openBridge(await second.page())
  const before = server.queries.length
  await next.send({ type: 'connect', address: server.shown, token: null, replaces: null })
  await waitFor('the new connection', () => server.queries.length > before)
  expect(new Set(server.queries)).toEqual(new Set([`?token=${secret}&topic=a%20b`]))

  // Removed like any other token.
  await next.send({ type: 'forget-token', server: serverOf(await next.snapshot()).key })
  const ended = await next.until('the end', isSignedOut)
  expect(serverOf(ended).token.present).toBe(false)
  expect(server.queries.at(-1)).toBe('?topic=a%20b')
  server.stop()
})

test('an address that an earlier version has stored in clear is cleaned at the start', async ({
  fixtures,
}) => {
  const { cli, place } = fixtures
  const server = await serveByQuery()
  mkdirSync(place.userDataDir, { recursive: true })
  const settings = join(place.userDataDir, 'settings.json')
  writeFileSync(settings, JSON.stringify({ version: 1, server: server.whole }))
  const first = await fixtures.launch('--hidden')
  await cli.waitForConnection('open')
  await first.quit()
  expect(JSON.parse(readFileSync(settings, 'utf8')).servers).toMatchObject([{ address: server.shown }])
  expect(filesWithSecret(place.userDataDir)).toEqual([])
  await fixtures.launch('--hidden')
  await cli.waitForConnection('open')
  server.stop()
})

test('an address of the command line leaves no trace of its token', async ({ fixtures }) => {
  const { cli, place } = fixtures
  const server = await serveByQuery()
  const tidings = await fixtures.launch('--hidden', '--server', server.whole)
  await cli.waitForConnection('open')
  await tidings.quit()
  expect(filesWithSecret(place.userDataDir)).toEqual([])
  server.stop()
})
