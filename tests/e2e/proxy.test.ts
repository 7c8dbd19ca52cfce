import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright'
import { startAskingProxy } from '../support/asking-proxy.ts'
import { makePrivateAuthority, trustAuthority } from '../support/certificates.ts'
import { filesWith } from '../support/files-with.ts'
import { missingPrograms } from '../support/network-programs.ts'
import { startNginx } from '../support/nginx.ts'
import { openCli } from '../support/tidings.ts'
import { type ForwardProxy, startTinyproxy } from '../support/tinyproxy.ts'
import { waitFor } from '../support/wait-for.ts'
import { openBridge } from './bridge.ts'
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

test('a server that answers like a proxy gets no password, and nobody is asked for one', async ({
  fixtures,
}) => {
  const server = createServer((_request, response) => {
    response.writeHead(407, { 'Proxy-Authenticate': 'Basic realm="proxy"' }).end()
  })
  const address = await listen(server)
  try {
    const tidings = await fixtures.launch('--server', `${address}/events`)
    await fixtures.cli.waitForConnection('waiting')
    const page = await tidings.page()
    await page.getByRole('region', { name: 'Connection problem' }).first().waitFor()
    await expect(page.getByRole('button', { name: 'Enter name and password…' })).toHaveCount(0)
  } finally {
    server.close()
  }
})

test.describe('the password for a proxy', () => {
  test.use({ desktopOptions: { keyring: true } })

  async function enter(page: Page, name: string, password: string): Promise<void> {
    await page.getByRole('button', { name: 'Enter name and password…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Name and password for the proxy' })
    await dialog.getByLabel('Name', { exact: true }).fill(name)
    await dialog.getByLabel('Password', { exact: true }).fill(password)
    await dialog.getByRole('button', { name: 'Connect' }).click()
  }

  test('is asked for in the window, rejected when wrong, remembered, and forgotten', async ({ fixtures }) => {
    await withProxy(async ({ port }) => {
      const backend = await fixtures.startBackend()
      const place = behind(fixtures, `http://127.0.0.1:${port}`)
      const first = await fixtures.launchWith(place, '--server', backend.streamUrl)
      const status = await fixtures.cli.waitForConnection('waiting')
      expect(status.lastError).toBe(`The proxy 127.0.0.1:${port} needs a name and a password.`)
      const page = await first.page()
      await page.getByText('needs a name and a password').first().waitFor()
      expect(backend.clients()).toBe(0)

      await enter(page, 'ann', 'wr0ng-pa55')
      await page.getByText('didn’t accept the name and the password').first().waitFor()
      await enter(page, 'ann', 's3cret')
      await fixtures.cli.waitForConnection('open')
      await backend.publish({ type: 'notification', id: 'n-1', message: 'Through the proxy' })
      await fixtures.desktop.notifications.waitFor(({ body }) => body === 'Through the proxy')
      expect(filesWith(place.userDataDir, 's3cret')).toEqual([])
      expect(filesWith(place.userDataDir, 'wr0ng-pa55')).toEqual([])
      const snapshot = await (await openBridge(page)).snapshot()
      expect(JSON.stringify(snapshot)).not.toContain('s3cret')
      await first.quit()

      const second = await fixtures.launchWith(place, '--server', backend.streamUrl)
      await fixtures.cli.waitForConnection('open')
      const bridge = await openBridge(await second.page())
      expect((await bridge.snapshot()).proxies).toEqual([`127.0.0.1:${port}`])
      await bridge.send({ type: 'forget-proxy-login', proxy: `127.0.0.1:${port}` })
      await bridge.until('the proxy asks again', ({ servers: [server], proxies }) => {
        const connection = server?.status.connection
        return (
          connection?.kind === 'waiting' && connection.error.kind === 'proxy-login' && proxies.length === 0
        )
      })
      await second.quit()

      await fixtures.launchWith(place, '--server', backend.streamUrl, '--hidden')
      await fixtures.cli.waitForConnection('waiting')
    })
  })

  for (const scheme of ['Basic', 'Digest'] as const) {
    test(`is sent by ${scheme} once when it is wrong, however often the app tries again`, async ({
      fixtures,
    }) => {
      const backend = await fixtures.startBackend()
      const proxy = await startAskingProxy(scheme, 's3cret')
      try {
        const place = behind(fixtures, `http://127.0.0.1:${proxy.port}`)
        const tidings = await fixtures.launchWith(place, '--server', backend.streamUrl)
        await fixtures.cli.waitForConnection('waiting')
        const page = await tidings.page()
        await enter(page, 'ann', 'wr0ng-pa55')
        await page.getByText('didn’t accept the name and the password').first().waitFor()
        const sent = () => proxy.attempts.filter((given) => given !== null)
        expect(sent()).toHaveLength(1)
        const before = proxy.attempts.length
        await (await openBridge(page)).send({ type: 'reconnect', server: null })
        await waitFor('another attempt', () => proxy.attempts.length > before)
        expect(sent()).toHaveLength(1)
        await enter(page, 'ann', 's3cret')
        await fixtures.cli.waitForConnection('open')
      } finally {
        proxy.stop()
      }
    })
  }

  test('opens the way to a server with encryption, too', async ({ fixtures }) => {
    const backend = await fixtures.startBackend()
    const authority = makePrivateAuthority()
    trustAuthority(fixtures.place.env.HOME ?? '', authority.authority)
    const nginx = await startNginx({ backendPort: backend.port, certificate: authority.server })
    try {
      await withProxy(async ({ port }) => {
        const place = behind(fixtures, `http://127.0.0.1:${port}`)
        const address = `${nginx.origin}/api/notifications`
        const tidings = await fixtures.launchWith(place, '--server', address)
        await fixtures.cli.waitForConnection('waiting')
        await enter(await tidings.page(), 'ann', 's3cret')
        await fixtures.cli.waitForConnection('open')
      })
    } finally {
      await nginx.stop()
      authority.remove()
    }
  })

  test('is missed by --doctor, which says where to enter it', async ({ fixtures }) => {
    await withProxy(async ({ port }) => {
      const backend = await fixtures.startBackend()
      const cli = openCli(behind(fixtures, `http://127.0.0.1:${port}`))
      const { output } = await cli.run('--doctor', backend.streamUrl)
      expect(output).toMatch(/The proxy 127\.0\.0\.1:\d+ needs a name and a password\./)
      expect(output).toMatch(/enter them in its window/)
    })
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
