import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { VirtualDesktop } from '../support/virtual-desktop.ts'
import { waitFor } from '../support/wait-for.ts'
import { expect, test } from './fixtures.ts'
import { agreeToConnect, answerDialog, connectQuestion as question, windowsTitled } from './native-dialog.ts'

const answer = (desktop: VirtualDesktop, ...keys: readonly string[]) =>
  answerDialog(desktop, question, ...keys)

/** Another server, which records the tokens that it gets. */
async function otherServer() {
  const tokens: (string | undefined)[] = []
  const server = createServer((request, response) => {
    tokens.push(request.headers.authorization)
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    response.write('data: {"type":"connected"}\n\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/sse`,
    tokens,
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

test('a link to an item opens the window at it, and follows no address in it', async ({ fixtures }) => {
  const { cli, desktop } = fixtures
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl, '--hidden')
  await cli.waitForConnection('open')
  await backend.publish({
    type: 'notification',
    id: 'n-1',
    title: 'Invoice run',
    message: 'Sent.',
    url: `${backend.url}/`,
  })
  await desktop.notifications.waitFor(({ summary }) => summary === 'Invoice run')
  expect((await cli.run('tidings://open/n-1')).exitCode).toBe(0)
  const page = await tidings.page()
  await page.getByText('Invoice run').first().waitFor()
  expect((await cli.history())[0]?.read).toBe(false)
})

test('hostile links do nothing: no window, no other page, no question', async ({ fixtures }) => {
  const { cli, desktop } = fixtures
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl, '--hidden')
  await cli.waitForConnection('open')
  for (const link of [
    'tidings://open/no-such-thing',
    'tidings://quit',
    'tidings://open/..%2f..%2fetc%2fpasswd',
    'tidings://connect?server=file:///etc/passwd',
    'tidings://connect?server=http://evil.example/sse',
    'tidings://connect?server=https://a.example&server=https://b.example',
  ])
    await cli.run(link)
  // Sent after the links: once this has happened, all of them have been handled.
  await cli.run('--show')
  await tidings.page()
  expect(tidings.app.windows()).toHaveLength(1)
  expect(await windowsTitled(desktop, question)).toEqual([])
  expect(backend.clients()).toBe(1)
})

test('a link to another server asks, shows its origin, and Enter or Escape mean no', async ({ fixtures }) => {
  const { cli, desktop } = fixtures
  const backend = await fixtures.startBackend()
  const other = await otherServer()
  try {
    await fixtures.launch('--server', backend.streamUrl, '--hidden')
    await cli.waitForConnection('open')
    const link = `tidings://connect?server=${encodeURIComponent(other.url)}`
    await cli.run(link)
    await cli.run(link)
    await answer(desktop, 'Return')
    expect(await windowsTitled(desktop, question)).toEqual([])
    // The question is gone from the screen a moment before the app has its answer and asks again.
    await waitFor('the next question', async () => {
      await cli.run(link)
      return (await windowsTitled(desktop, question)).length > 0
    })
    await answer(desktop, 'Escape')
    expect(other.tokens).toEqual([])
    expect(backend.clients()).toBe(1)
  } finally {
    other.stop()
  }
})

test('after a yes it is added without the token of the old server, which stays, and is there at the next start', async ({
  fixtures,
}) => {
  const { cli, desktop } = fixtures
  const backend = await fixtures.startBackend()
  const other = await otherServer()
  try {
    const first = await fixtures.launch('--server', backend.streamUrl, '--hidden')
    await cli.waitForConnection('open')
    await cli.run(`tidings://connect?server=${encodeURIComponent(other.url)}`)
    await agreeToConnect(desktop)
    await waitFor('the other server to be asked', () => other.tokens.length > 0)
    expect(other.tokens).toEqual([undefined])
    expect(backend.clients()).toBe(1)
    await first.quit()

    const { TIDINGS_TOKEN: _, ...env } = fixtures.place.env
    await fixtures.launchWith({ ...fixtures.place, env }, '--hidden')
    await waitFor('the other server to be asked again', () => other.tokens.length > 1)
  } finally {
    other.stop()
  }
})
