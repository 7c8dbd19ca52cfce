import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { receiptsAddress } from '../backend/receipt-route.ts'
import { isConnected, openBridge, serverOf } from './bridge.ts'
import { expect, type TestFixtures, test } from './fixtures.ts'

const otherUser = 1_000

/** Why the app can't be given an `/etc` of its own, by a bind mount that only it sees; null: it can. */
function whyNot(): string | null {
  try {
    execFileSync('unshare', ['--mount', 'true'], { stdio: 'ignore' })
    return null
  } catch {
    return 'the place of a policy is fixed, and mounting another folder there takes root'
  }
}

/** Starts the app with this text as the policy in `/etc/tidings`. */
async function withPolicy(
  text: string,
  owner: number,
  { place, launchWith }: TestFixtures,
  run: (started: Awaited<ReturnType<TestFixtures['launchWith']>>) => Promise<void>,
  ...args: readonly string[]
) {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-policy-'))
  try {
    chmodSync(folder, 0o755)
    const etc = join(folder, 'etc')
    cpSync('/etc', etc, { recursive: true, verbatimSymlinks: true })
    mkdirSync(join(etc, 'tidings'), { mode: 0o755 })
    const file = join(etc, 'tidings/policy.json')
    writeFileSync(file, text, { mode: 0o644 })
    chownSync(file, owner, owner)
    const executable = join(folder, 'run')
    const mount = `mount --bind "${etc}" /etc && exec "$@"`
    writeFileSync(
      executable,
      `#!/bin/sh\nexec unshare --mount sh -c '${mount}' sh "${place.executable}" "$@"\n`,
    )
    chmodSync(executable, 0o755)
    await run(await launchWith({ ...place, executable }, ...args))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const storedSettings = ({ place }: TestFixtures): unknown =>
  JSON.parse(readFileSync(join(place.userDataDir, 'settings.json'), 'utf8'))

test.beforeEach(() => {
  const reason = whyNot()
  test.skip(reason !== null, reason ?? '')
})

test('a policy adds a server and locks the updates, and nothing of it is written', async ({ fixtures }) => {
  const backend = await fixtures.startBackend()
  const policy = {
    servers: [{ address: backend.streamUrl, name: 'Company' }],
    allowOtherServers: false,
    updates: false,
    colour: 'red',
  }
  await withPolicy(JSON.stringify(policy), 0, fixtures, async (tidings) => {
    const page = await tidings.page()
    const bridge = await openBridge(page)
    const snapshot = await bridge.until('the connection', isConnected)
    expect(serverOf(snapshot)).toMatchObject({ name: 'Company', managed: true })
    expect(snapshot.settings.updates).toBe(false)

    // Not even a window that was taken over gets around it.
    await bridge.send({ type: 'remove-server', server: serverOf(snapshot).key, deleteHistory: false })
    await bridge.send({ type: 'change-settings', change: { updates: true, theme: 'dark' } })
    await bridge.send({ type: 'connect', address: 'https://other.example/', token: null, replaces: null })
    const after = await bridge.until('the refusal', ({ check }) => check?.result.kind === 'problem')
    expect(after.check?.result).toMatchObject({ reason: 'Your organization allows only its own servers.' })
    expect(after.servers).toHaveLength(1)
    expect(after.settings).toMatchObject({ updates: false, theme: 'dark' })
    expect(storedSettings(fixtures)).toMatchObject({ servers: [], updates: true, theme: 'dark' })

    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('tab', { name: 'General' }).click()
    const updates = page.getByRole('switch', { name: 'Check for updates automatically' })
    await expect(updates).toBeDisabled()
    await expect(updates).toHaveAccessibleDescription('Set by your organization')
    await page.getByRole('tab', { name: 'About' }).click()
    await expect(page.getByText(/Policy: .*\/etc\/tidings\/policy\.json/)).toBeVisible()
    await expect(page.getByText(/colour.* is unknown/)).toBeVisible()
    await tidings.quit()
  })
})

test('a policy of another user is ignored, and that is said', async ({ fixtures }) => {
  const policy = { servers: ['https://evil.example/'], updates: false }
  await withPolicy(JSON.stringify(policy), otherUser, fixtures, async (tidings) => {
    const page = await tidings.page()
    const bridge = await openBridge(page)
    const snapshot = await bridge.snapshot()
    expect(snapshot.servers).toEqual([])
    expect(snapshot.settings.updates).toBe(true)
    expect(snapshot.managed).toMatchObject({ isRefused: true, locked: [] })
    expect(snapshot.managed?.problems).toEqual(['It or its folder doesn’t belong to root.'])
    const log = readFileSync(join(fixtures.place.userDataDir, 'logs/tidings.log'), 'utf8')
    expect(log).toContain('The policy /etc/tidings/policy.json is not used: owner')
    await tidings.quit()
  })
})

test('neither the command line nor a link leads to a server that is not allowed', async ({ fixtures }) => {
  const policy = { servers: ['https://company.example/'], allowOtherServers: false }
  const link = 'tidings://connect?server=https%3A%2F%2Fother.example%2F'
  await withPolicy(
    JSON.stringify(policy),
    0,
    fixtures,
    async (tidings) => {
      const bridge = await openBridge(await tidings.page())
      await fixtures.cli.run(link)
      const snapshot = await bridge.until('the refusal', ({ notice }) => notice !== null)
      expect(snapshot.notice).toBe('Your organization allows only its own servers.')
      expect(snapshot.servers.map(({ id }) => id)).toEqual(['https://company.example/'])
      await tidings.quit()
    },
    ...['--server', 'https://other.example/'],
  )
})

test('a policy keeps everything that was seen from the server', async ({ fixtures }) => {
  const backend = await fixtures.startBackend({ receiptsAddress })
  const policy = { servers: [backend.streamUrl], sendReceipts: false }
  await withPolicy(JSON.stringify(policy), 0, fixtures, async (tidings) => {
    const page = await tidings.page()
    const bridge = await openBridge(page)
    await bridge.until('the connection', isConnected)
    await bridge.send({ type: 'change-settings', change: { sendReceipts: true } })
    await backend.publish({ type: 'notification', id: 'n-1', message: 'One', priority: 'critical' })
    const notification = await fixtures.desktop.notifications.waitFor(
      ({ body, id }) => body === 'One' && id !== undefined,
    )
    await fixtures.desktop.notifications.click(notification)
    await bridge.until('it to be read', ({ latest }) => latest.items.some(({ read }) => read))
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('tab', { name: 'Notifications' }).click()
    const field = page.getByRole('switch', { name: 'Tell the server what I have seen' })
    await expect(field).toBeDisabled()
    await expect(field).not.toBeChecked()
    await expect(field).toHaveAccessibleDescription(/Set by your organization/)
    await tidings.quit()
  })
  // The app ends in order, so that whatever it had begun to send would have arrived.
  expect(backend.receiptAnswers()).toEqual([])
  const database = new DatabaseSync(join(fixtures.place.userDataDir, 'history.db'))
  expect(database.prepare('SELECT count(*) AS count FROM receipt').get()).toEqual({ count: 0 })
  database.close()
})
