import { createServer } from 'node:http'
import { networkInterfaces } from 'node:os'
import { expect, test } from './fixtures.ts'

/** An address of this computer by which others reach it; undefined: it has no network. */
const ownAddress = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address

test('the window and the status never say "connected" alone of a server whose stream is not encrypted', async ({
  fixtures,
}) => {
  test.skip(ownAddress === undefined, 'this computer has no network')
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('data: {"type":"connected"}\n\n')
  })
  await new Promise<void>((resolve) => server.listen(0, ownAddress, resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  // A token would not be sent there at all.
  const { TIDINGS_TOKEN: _, ...env } = fixtures.place.env
  try {
    const place = { ...fixtures.place, env }
    const tidings = await fixtures.launchWith(place, '--server', `http://${ownAddress}:${address.port}/sse`)
    const page = await tidings.page()
    await page.getByText('Connected', { exact: true }).waitFor()
    await page.getByText('Not encrypted', { exact: true }).waitFor()
    expect(await fixtures.cli.status()).toMatchObject({
      connection: 'open',
      security: { kind: 'unencrypted' },
    })
    expect((await fixtures.cli.run('--status')).output).toContain('Not encrypted: ')
  } finally {
    server.closeAllConnections()
    server.close()
  }
})
