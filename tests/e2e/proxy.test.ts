import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { missingPrograms } from '../support/network-programs.ts'
import { startNginx } from '../support/nginx.ts'
import { type ForwardProxy, startTinyproxy } from '../support/tinyproxy.ts'
import { waitFor } from '../support/wait-for.ts'
import { expect, type TestFixtures, test } from './fixtures.ts'

// The virtual desktop has no proxy settings of its own, so Chromium takes them from the environment.

const missing = await missingPrograms(['nginx', 'tinyproxy'])
test.skip(missing !== null, missing ?? '')

/** The app's place where all that it asks for, this computer's own servers too, goes through the proxy. */
function behind(fixtures: TestFixtures, proxy: string) {
  // Chromium bypasses the proxy for loopback addresses unless its own keyword "<-loopback>" is given.
  const variables = { http_proxy: proxy, https_proxy: proxy, no_proxy: '<-loopback>' }
  return { ...fixtures.place, env: { ...fixtures.place.env, ...variables } }
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${port}`
}

async function withProxy(task: (proxy: ForwardProxy) => Promise<void>): Promise<void> {
  const proxy = await startTinyproxy('ann', 's3cret')
  try {
    await task(proxy)
  } finally {
    await proxy.stop()
  }
}

test('a proxy that asks for a password gets the one from its address', async ({ fixtures }) => {
  await withProxy(async ({ port }) => {
    const backend = await fixtures.startBackend()
    const place = behind(fixtures, `http://ann:s3cret@127.0.0.1:${port}`)
    await fixtures.launchWith(place, '--server', backend.streamUrl, '--hidden')
    await fixtures.cli.waitForConnection('open')
    await backend.publish({ type: 'notification', id: 'n-1', message: 'Through the proxy' })
    await fixtures.desktop.notifications.waitFor(({ body }) => body === 'Through the proxy')
  })
})

test('a proxy whose password is unknown is explained, with what to do', async ({ fixtures }) => {
  await withProxy(async ({ port }) => {
    const backend = await fixtures.startBackend()
    const place = behind(fixtures, `http://127.0.0.1:${port}`)
    const tidings = await fixtures.launchWith(place, '--server', backend.streamUrl)
    const status = await fixtures.cli.waitForConnection('waiting')
    expect(status.lastError).toMatch(/proxy.*asks for a user name and a password.*HTTPS_PROXY/)
    await (await tidings.page())
      .getByText(/asks for a user name and a password/)
      .first()
      .waitFor()
    expect(backend.clients()).toBe(0)
  })
})

test('a proxy that is down is explained', async ({ fixtures }) => {
  const backend = await fixtures.startBackend()
  const place = behind(fixtures, 'http://127.0.0.1:9')
  await fixtures.launchWith(place, '--server', backend.streamUrl, '--hidden')
  const status = await fixtures.cli.waitForConnection('waiting')
  expect(status.lastError).toMatch(/proxy.*can.t be reached/)
})

test('the app connects to its server and to nothing else', async ({ fixtures }) => {
  const asked: string[] = []
  const proxy = createServer((request, response) => {
    asked.push(new URL(request.url ?? '').host)
    response.writeHead(503).end()
  })
  proxy.on('connect', ({ url }, socket) => {
    asked.push(url ?? '')
    socket.destroy()
  })
  const address = await listen(proxy)
  try {
    const tidings = await fixtures.launchWith(
      behind(fixtures, address),
      '--server',
      'http://127.0.0.1:4310/events',
    )
    await tidings.page()
    await waitFor('a few attempts', () => asked.length >= 3)
    expect(new Set(asked)).toEqual(new Set(['127.0.0.1:4310']))
  } finally {
    proxy.close()
  }
})

test.describe('a PAC file', () => {
  test.use({ environment: {} })

  test('says which proxy leads to the server', async ({ fixtures }) => {
    const backend = await fixtures.startBackend({ token: undefined })
    const proxy = await startNginx({ backendPort: backend.port })
    const script = `function FindProxyForURL(url, host) {
      return host === 'app.tidings.test' ? 'PROXY 127.0.0.1:${proxy.port}' : 'DIRECT'
    }`
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/x-ns-proxy-autoconfig' }).end(script)
    })
    const scriptAt = await listen(server)
    try {
      // Nothing but the proxy knows a server of this name.
      const address = 'http://app.tidings.test/api/notifications'
      const place = {
        ...fixtures.place,
        env: { ...fixtures.place.env, auto_proxy: `${scriptAt}/proxy.pac` },
      }
      await fixtures.launchWith(place, '--server', address, '--hidden')
      await fixtures.cli.waitForConnection('open')
      await backend.publish({ type: 'notification', id: 'n-1', message: 'By the script' })
      await fixtures.desktop.notifications.waitFor(({ body }) => body === 'By the script')
    } finally {
      server.close()
      await proxy.stop()
    }
  })
})
