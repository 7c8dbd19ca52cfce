import { createServer } from 'node:http'
import { expect, test } from './fixtures.ts'

interface FixedAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

async function serve({ status, contentType, body }: FixedAnswer) {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'Content-Type': contentType }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { url: `http://127.0.0.1:${address.port}/`, stop: () => server.close() }
}

/** An address where no server listens: a port that was free a moment ago. */
async function closedAddress(): Promise<string> {
  const server = await serve({ status: 200, contentType: 'text/plain', body: '' })
  server.stop()
  return server.url
}

for (const { name, answer, connection, words } of [
  {
    name: 'a port where nobody listens',
    answer: null,
    connection: 'waiting',
    words: /refused the connection/,
  },
  {
    name: 'a page instead of a stream',
    answer: { status: 200, contentType: 'text/html', body: '<h1>Sign in</h1>' },
    connection: 'waiting',
    words: /text\/html instead of an event stream/,
  },
  {
    name: 'a token that is not accepted',
    answer: { status: 401, contentType: 'application/json', body: '{}' },
    connection: 'signed-out',
    words: /no longer accepts the access token/,
  },
  {
    name: 'a wrong path',
    answer: { status: 404, contentType: 'text/plain', body: 'no' },
    connection: 'waiting',
    words: /404/,
  },
] as const) {
  test(`${name} is explained in the window and by --status, and the app goes on`, async ({ fixtures }) => {
    const server = answer === null ? null : await serve(answer)
    const tidings = await fixtures.launch('--server', server?.url ?? (await closedAddress()))
    const status = await fixtures.cli.waitForConnection(connection)
    expect(status.lastError).toMatch(words)
    await (await tidings.page()).getByText(words).first().waitFor()
    server?.stop()
  })
}

test('a payload that is not JSON is set aside, reported at the button of the settings, and the stream goes on', async ({
  fixtures,
}) => {
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl)
  const page = await tidings.page()
  await page.getByText('Connected', { exact: true }).waitFor()
  backend.publishRaw('id: 7\ndata: {not json\n\n')
  await page.getByRole('button', { name: /couldn’t be read/ }).waitFor()
  await backend.publish({ type: 'notification', id: 'n-1', message: 'Still here' })
  await page.getByRole('row', { name: 'Still here' }).waitFor()
  expect(await fixtures.cli.status()).toMatchObject({ connection: 'open' })
})

test('without a server the window asks for one', async ({ fixtures }) => {
  const tidings = await fixtures.launch()
  await (await tidings.page()).getByRole('textbox', { name: /address/i }).waitFor()
})
