import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { waitFor } from '../support/wait-for.ts'
import { expect, test } from './fixtures.ts'

test.use({ desktopOptions: { power: true } })

/** A stream that sends nothing by itself, and counts its clients. */
async function startQuietStream() {
  const open: ServerResponse[] = []
  let requests = 0
  const server = createServer((_request, response) => {
    requests += 1
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders()
    open.push(response)
    response.on('close', () => open.splice(open.indexOf(response), 1))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    requests: () => requests,
    open: () => open.length,
    send: (message: string) => {
      const data = JSON.stringify({ type: 'notification', message })
      for (const response of open) response.write(`data: ${data}\n\n`)
    },
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

test('waking up, although signalled twice, makes one new connection and closes the old one', async ({
  fixtures,
}) => {
  const { power, notifications } = fixtures.desktop
  const stream = await startQuietStream()
  try {
    await fixtures.launch('--server', stream.url, '--hidden')
    await waitFor('the connection', () => stream.open() === 1)
    await power?.suspend()
    await power?.resume()
    await waitFor('another connection', () => stream.requests() === 2 && stream.open() === 1)
    await fixtures.cli.waitForConnection('open')
    stream.send('Good morning')
    await notifications.waitFor(({ body }) => body === 'Good morning')
    expect(stream.requests()).toBe(2)
    expect(stream.open()).toBe(1)

    await power?.suspend()
    await power?.resume()
    await waitFor('a third connection', () => stream.requests() === 3 && stream.open() === 1)
    stream.send('And again')
    await notifications.waitFor(({ body }) => body === 'And again')
    expect(notifications.all().map(({ body }) => body)).toEqual(['Good morning', 'And again'])
  } finally {
    stream.stop()
  }
})
