import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import type { AppSnapshot } from '../../electron/window/contract.ts'
import {
  type AuthorizationServer,
  type AuthorizationServerOptions,
  startAuthorizationServer,
} from '../support/authorization-server.ts'
import { createBrowserCommand, findBrowser, openBrowser } from '../support/system-browser.ts'
import { waitFor } from '../support/wait-for.ts'
import { isConnected, isSignedOut, openBridge, serverOf, type WindowBridge } from './bridge.ts'
import { expect, type TestFixtures, test } from './fixtures.ts'
import { agreeToConnect } from './native-dialog.ts'

const executable = findBrowser()

test.skip(executable === null && !process.env.CI, 'needs Chromium or Chrome')
test.use({ environment: {}, desktopOptions: { keyring: true } })

let browser: Browser
test.beforeAll(async () => {
  if (executable === null) throw new Error('Install chromium: the tests sign in with a real browser.')
  browser = await openBrowser(executable)
})
test.afterAll(() => browser?.close())

/** Every access and refresh token that was given out, so that it can be looked for. */
function recordTokens() {
  const tokens = new Set<string>()
  const alter = (path: string, body: unknown) => {
    if (path === '/token' && typeof body === 'object' && body !== null) {
      for (const name of ['access_token', 'refresh_token', 'id_token']) {
        const token: unknown = Reflect.get(body, name)
        if (typeof token === 'string') tokens.add(token)
      }
    }
    return body
  }
  return { tokens, alter }
}

/** An app whose user signs in at an authorization server; `opensBrowser: false`: none can be opened. */
async function start(
  fixtures: TestFixtures,
  options: AuthorizationServerOptions & { readonly opensBrowser?: boolean } = {},
) {
  const { opensBrowser = true, ...serverOptions } = options
  const { tokens, alter } = recordTokens()
  const authorizationServer = await startAuthorizationServer({ alter, ...serverOptions })
  const backend = await fixtures.startBackend({
    authorizationServer: authorizationServer.issuer,
    token: undefined,
  })
  const command = createBrowserCommand(`${fixtures.place.userDataDir}-programs`, opensBrowser ? 0 : 3)
  const env = { ...fixtures.place.env, PATH: `${command.folder}:${fixtures.place.env.PATH ?? ''}` }
  const place = { ...fixtures.place, env }
  const launch = (...args: readonly string[]) => fixtures.launchWith(place, ...args)
  const tidings = await launch()
  const bridge = await openBridge(await tidings.page())
  return { authorizationServer, backend, command, tidings, bridge, launch, tokens }
}

/** Enters the address in the window, and agrees that the server is contacted. */
async function connect(fixtures: TestFixtures, bridge: WindowBridge, address: string) {
  await bridge.send({ type: 'connect', address, token: null, replaces: null })
  await agreeToConnect(fixtures.desktop)
}

/** Goes through the pages of the authorization server; returns what the last page says. */
async function signIn(url: string, agree = true): Promise<string> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(url)
  await page.getByRole('button', { name: agree ? 'Sign in and agree' : 'Cancel' }).click()
  await page.waitForURL(/\/callback|\/device/)
  const text = await page.locator('body').innerText()
  await page.context().close()
  return text
}

const signInIs = (kind: string) => (snapshot: AppSnapshot) =>
  snapshot.servers.some((server) => server.signIn.kind === kind)

/** Files below the folder, and command lines of all processes, that hold one of the secrets in clear or in base64. */
function tracesOf(folder: string, secrets: ReadonlySet<string>): readonly string[] {
  const forms = [...secrets].flatMap((secret) => [
    secret,
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  ])
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true)
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((id) => [`/proc/${id}/cmdline`, `/proc/${id}/environ`])
  return [...files, ...processes].filter((file) => {
    const text = readText(file)
    return forms.some((form) => text.includes(form))
  })
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    // A process has ended, or a file was removed meanwhile.
    return ''
  }
}

test('the user gives an address, signs in with the browser, and sees the first event', async ({
  fixtures,
}) => {
  const { backend, command, bridge, tidings, launch, tokens } = await start(fixtures)
  await connect(fixtures, bridge, backend.streamUrl)
  const page = await command.nextPage()
  await bridge.until('the browser', signInIs('in-browser'))
  expect(await signIn(page)).toMatch(/close this (page|tab|window)/i)
  const snapshot = await bridge.until('the connection', isConnected)
  expect(serverOf(snapshot)).toMatchObject({
    account: { user: 'alice' },
    signIn: { kind: 'none' },
    token: { keptIn: 'keychain' },
  })
  await backend.publish({ type: 'notification', id: 'n-1', message: 'The first' })
  await fixtures.desktop.notifications.waitFor(({ body }) => body === 'The first')
  await tidings.quit()
  expect(tokens.size).toBeGreaterThanOrEqual(2)
  expect(tracesOf(fixtures.place.userDataDir, tokens)).toEqual([])

  // Signed in for good, not only until the app quits.
  await launch('--hidden')
  await fixtures.cli.waitForConnection('open')
})

test('where no browser can be opened, the user types a code in any browser', async ({ fixtures }) => {
  const { backend, bridge } = await start(fixtures, { opensBrowser: false })
  await connect(fixtures, bridge, backend.streamUrl)
  const { signIn: shown } = serverOf(await bridge.until('the code', signInIs('code')))
  if (shown.kind !== 'code') throw new Error('there is no code')
  const page = await (await browser.newContext()).newPage()
  await page.goto(shown.address)
  await page.locator('input[name=user_code]').fill(shown.code)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Yes' }).click()
  await page.getByRole('button', { name: 'Sign in and agree' }).click()
  await page.getByText('Your device is signed in.').waitFor()
  await bridge.until('the connection', isConnected)
  await page.context().close()
})

test('who does not agree stays signed out, is told so, and can try again', async ({ fixtures }) => {
  const { backend, bridge, command } = await start(fixtures)
  await connect(fixtures, bridge, backend.streamUrl)
  await signIn(await command.nextPage(), false)
  const failed = serverOf(await bridge.until('the failure', signInIs('failed')))
  expect(failed).toMatchObject({ account: null, status: { connection: { kind: 'signed-out' } } })
  await bridge.send({ type: 'sign-in', server: failed.key })
  await signIn(await command.nextPage())
  await bridge.until('the connection', isConnected)
})

test('tokens expire in mid-stream under load: nothing is lost, nothing comes twice, no token is left anywhere', async ({
  fixtures,
}) => {
  test.setTimeout(180_000)
  const { authorizationServer, backend, bridge, command, tokens } = await start(fixtures, {
    accessTokenSeconds: 12,
  })
  await connect(fixtures, bridge, backend.streamUrl)
  await signIn(await command.nextPage())
  await bridge.until('the connection', isConnected)
  const renewals = () => renewalsOf(authorizationServer)
  let sent = 0
  await waitFor(
    'three renewals under load',
    async () => {
      sent += 1
      await backend.publish({
        type: 'notification',
        id: `n-${sent}`,
        message: `Event ${sent}`,
        priority: 'low',
      })
      return renewals() >= 3
    },
    { timeoutMs: 120_000 },
  )
  await bridge.until('all events', ({ latest }) => latest.items[0]?.id === `n-${sent}`)
  const ids = (await fixtures.cli.history()).map(({ id }) => id)
  expect(ids).toHaveLength(sent)
  expect(new Set(ids).size).toBe(sent)
  const { status } = serverOf(await bridge.snapshot())
  expect(status.connection.kind).toBe('open')
  expect(status.completeness).toEqual({ kind: 'proven' })
  expect(tracesOf(fixtures.place.userDataDir, tokens)).toEqual([])
})

function renewalsOf({ requests }: AuthorizationServer): number {
  return requests.filter(
    ({ path, status, parameters }) =>
      path === '/token' && status === 200 && parameters.grant_type === 'refresh_token',
  ).length
}

test('while the authorization server is down the app waits, stays signed in, and goes on by itself', async ({
  fixtures,
}) => {
  test.setTimeout(180_000)
  const { authorizationServer, backend, bridge, command } = await start(fixtures, { accessTokenSeconds: 8 })
  await connect(fixtures, bridge, backend.streamUrl)
  await signIn(await command.nextPage())
  await bridge.until('the connection', isConnected)
  // Something to resume after.
  await backend.publish({ type: 'notification', id: 'n-0', message: 'Before' })
  await bridge.until('an event', ({ latest }) => latest.items.length === 1)
  await authorizationServer.stop()
  const waiting = serverOf(
    await bridge.until('the outage', ({ servers }) => servers[0]?.status.connection.kind === 'waiting'),
  )
  expect(waiting.account).not.toBeNull()
  expect(waiting.problem).toMatch(/sign-in service/)
  await backend.publish({ type: 'notification', id: 'n-1', message: 'Meanwhile' })
  await authorizationServer.start()
  await bridge.until('the missed event', ({ latest }) => latest.items[0]?.message === 'Meanwhile')
})

test('who is revoked is signed out, and one button leads back', async ({ fixtures }) => {
  test.setTimeout(180_000)
  const { authorizationServer, backend, bridge, command } = await start(fixtures, { accessTokenSeconds: 8 })
  await connect(fixtures, bridge, backend.streamUrl)
  await signIn(await command.nextPage())
  await bridge.until('the connection', isConnected)
  authorizationServer.revokeAll()
  const { key, account, offersSignIn } = serverOf(await bridge.until('the end', isSignedOut))
  expect({ account, offersSignIn }).toEqual({ account: null, offersSignIn: true })
  const tray = await fixtures.desktop.tray.waitForItem()
  await waitFor('the way back', async () => (await tray.menu()).some(({ label }) => label === 'Sign in…'))
  await bridge.send({ type: 'sign-in', server: key })
  await signIn(await command.nextPage())
  await bridge.until('the connection', isConnected)
})

test('signing out revokes the tokens, forgets them, and deletes the history where the user wants that', async ({
  fixtures,
}) => {
  const { authorizationServer, backend, bridge, command, tidings } = await start(fixtures)
  await connect(fixtures, bridge, backend.streamUrl)
  await signIn(await command.nextPage())
  const { key } = serverOf(await bridge.until('the connection', isConnected))
  await backend.publish({ type: 'notification', id: 'n-1', message: 'A private matter' })
  await bridge.until('the event', ({ latest }) => latest.items.length === 1)
  await bridge.send({ type: 'sign-out', server: key, deleteHistory: true })
  const left = await bridge.until(
    'the end',
    (snapshot) => isSignedOut(snapshot) && snapshot.latest.items.length === 0,
  )
  expect(serverOf(left)).toMatchObject({ account: null, token: { present: false } })
  await waitFor('the revocation', () =>
    authorizationServer.requests.some(({ path, status }) => path === '/token/revocation' && status === 200),
  )
  await waitFor('the history to be gone from the disk', () =>
    ['history.db', 'history.db-wal'].every(
      (name) => !readText(join(fixtures.place.userDataDir, name)).includes('A private matter'),
    ),
  )
  await tidings.quit()
  expect(readText(join(fixtures.place.userDataDir, 'secrets.json'))).not.toContain('account ')
})

test('a server whose sign-in fails in every way does not disturb the other one', async ({ fixtures }) => {
  const { authorizationServer, backend, bridge, command } = await start(fixtures)
  const other = await fixtures.startBackend()
  await bridge.send({ type: 'connect', address: other.streamUrl, token: fixtures.token, replaces: null })
  await agreeToConnect(fixtures.desktop)
  await bridge.until('the other one', isConnected)
  await authorizationServer.stop()
  await connect(fixtures, bridge, backend.streamUrl)
  const failed = await bridge.until('the failure', signInIs('failed'))
  const key = failed.servers[1]?.key ?? 0
  await other.publish({ type: 'notification', id: 'n-1', message: 'Undisturbed' })
  await fixtures.desktop.notifications.waitFor(({ body }) => body.startsWith('Undisturbed'))
  await authorizationServer.start()
  await bridge.send({ type: 'sign-in', server: key })
  await signIn(await command.nextPage())
  await bridge.until('both', isConnected)
  expect(other.clients()).toBe(1)
})
