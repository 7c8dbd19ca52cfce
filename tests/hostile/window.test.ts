import { expect, test } from '../e2e/fixtures.ts'

test('the page is sandboxed, isolated, and can reach nothing but the bridge', async ({ fixtures }) => {
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl)
  const page = await tidings.page()
  await page.getByText('Connected', { exact: true }).waitFor()
  expect(page.url()).toBe('app://tidings/index.html')
  const seen = await page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
    bridge: Object.keys(Reflect.get(globalThis, 'tidings')).sort(),
  }))
  expect(seen).toEqual({ node: [], bridge: ['history', 'send', 'watch'] })
  const preferences = await tidings.app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .map((contents) => Reflect.get(contents, 'getLastWebPreferences').call(contents)),
  )
  expect(preferences).toEqual([
    expect.objectContaining({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    }),
  ])
})

test('the content security policy forbids inline scripts and everything from elsewhere', async ({
  fixtures,
}) => {
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl)
  const page = await tidings.page()
  await page.getByText('Connected', { exact: true }).waitFor()
  const policy = await page.evaluate(async () =>
    (await fetch(location.href)).headers.get('content-security-policy'),
  )
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toMatch(/unsafe|\*/)
  const outcome = await page.evaluate(async (address) => {
    const script = document.createElement('script')
    script.textContent = 'globalThis.injected = true'
    document.head.append(script)
    const reached = await fetch(address).then(
      () => true,
      () => false,
    )
    return { injected: 'injected' in globalThis, reached }
  }, backend.url)
  expect(outcome).toEqual({ injected: false, reached: false })
})

test('the window goes nowhere, opens nothing, and is granted nothing', async ({ fixtures }) => {
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl)
  const page = await tidings.page()
  await page.getByText('Connected', { exact: true }).waitFor()
  expect(await page.evaluate((address) => window.open(address), backend.url)).toBeNull()
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied')
  await page.evaluate((address) => {
    location.href = address
  }, backend.url)
  // Long enough for a navigation that is allowed: the main process has answered a question since.
  await page.evaluate(() =>
    Reflect.get(globalThis, 'tidings').history({ before: null, limit: 1, unreadOnly: false }),
  )
  expect(await page.evaluate(() => location.href)).toBe('app://tidings/index.html')
  expect(tidings.app.windows()).toHaveLength(1)
})

test('a malformed message and a file outside the app are refused', async ({ fixtures }) => {
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl)
  const page = await tidings.page()
  await page.getByText('Connected', { exact: true }).waitFor()
  const answers = await page.evaluate(async () => {
    const bridge = Reflect.get(globalThis, 'tidings')
    bridge.send({ type: 'open-item', key: 1, url: 'https://evil.example' })
    bridge.send('nonsense')
    const query = await bridge.history({ limit: 1e9 }).then(
      () => 'answered',
      () => 'refused',
    )
    const outside = await fetch('app://tidings/%2e%2e/%2e%2e/package.json').then(
      (response) => response.status,
    )
    return { query, outside }
  })
  expect(answers).toEqual({ query: 'refused', outside: 404 })
  await page.getByText('Connected', { exact: true }).waitFor()
})

test('the token reaches its server and no log', async ({ fixtures }) => {
  const { readFileSync, readdirSync } = await import('node:fs')
  const { join } = await import('node:path')
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl)
  await (await tidings.page()).getByText('Connected', { exact: true }).waitFor()
  await backend.publish({ type: 'notification', id: 'n-1', message: 'Confidential numbers' })
  await (await tidings.page()).getByTitle('Confidential numbers').waitFor()
  await tidings.quit()
  const logs = join(fixtures.place.userDataDir, 'logs')
  const written = readdirSync(logs).map((file) => readFileSync(join(logs, file), 'utf8'))
  expect(written.join('')).toContain('open')
  expect(written.join('')).not.toMatch(new RegExp(`${fixtures.token}|Confidential`))
})
