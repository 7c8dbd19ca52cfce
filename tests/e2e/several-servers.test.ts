import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { ServerSettings } from '../../electron/model/settings.ts'
import { startStreamServer } from '../support/stream-server.ts'
import { waitFor } from '../support/wait-for.ts'
import { isConnected, openBridge } from './bridge.ts'
import { expect, type TestFixtures, test } from './fixtures.ts'

const colours = ['blue', 'green', 'orange', 'purple', 'teal'] as const

/** Writes settings with these servers, as if the user had added them in an earlier run. */
function addServers(
  fixtures: TestFixtures,
  servers: readonly (Partial<ServerSettings> & { address: string; muted?: boolean })[],
) {
  const { userDataDir } = fixtures.place
  mkdirSync(userDataDir, { recursive: true })
  const settings = servers.map((server, index) => ({
    ...{ name: null, colour: colours[index % colours.length], clientId: null },
    ...server,
  }))
  writeFileSync(join(userDataDir, 'settings.json'), JSON.stringify({ version: 1, servers: settings }))
}

/** A backend that wants no token: the one of the environment is for the first server only. */
const startOpen = (fixtures: TestFixtures) => fixtures.startBackend({ token: undefined })

const event = (id: number, message: string) =>
  `id: ${id}\ndata: ${JSON.stringify({ type: 'notification', id: `n-${id}`, message })}\n\n`

const eventStream = { 'Content-Type': 'text/event-stream' }

/** Everything that a server can do wrong, one after another. */
const failures: readonly ((response: ServerResponse) => unknown)[] = [
  (response) => response.writeHead(500).end(),
  (response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Sign in</h1>'),
  (response) => response.socket?.resetAndDestroy(),
  (response) => response.writeHead(429, { 'Retry-After': '0' }).end(),
  (response) => response.writeHead(302, { Location: '/sse' }).end(),
  (response) => response.writeHead(200, eventStream).end('data: {not json\n\n'),
  (response) => response.writeHead(200, eventStream).end(`data: ${'x'.repeat(2 * 1024 * 1024)}\n\n`),
  (response) => response.writeHead(200, { ...eventStream, 'Content-Encoding': 'gzip' }).end('not gzip'),
  (response) => response.writeHead(200, eventStream).end(event(1, 'Same again').repeat(2_000)),
  (response) => response.writeHead(404).end(),
  // Never answers: the last one, because that is waited for.
  () => {},
]

test('four servers deliver all the time while the fifth fails in every way', async ({ fixtures }) => {
  const good = await Promise.all(
    Array.from({ length: 4 }, () =>
      startStreamServer((_request, response) => {
        response.writeHead(200, eventStream).write('data: {"type":"connected","heartbeat":15}\n\n')
      }),
    ),
  )
  let failed = 0
  const bad = await startStreamServer((_request, response) => {
    const fail = failures[Math.min(failed, failures.length - 1)]
    failed += 1
    fail?.(response)
  })
  addServers(
    fixtures,
    [...good, bad].map(({ origin }, index) => ({ address: `${origin}/sse`, name: `Server ${index}` })),
  )
  const tidings = await fixtures.launch()
  const bridge = await openBridge(await tidings.page())
  await bridge.until(
    'four connections',
    ({ servers }) => servers.filter(({ status }) => status.connection.kind === 'open').length >= 4,
  )
  const badKey = (await bridge.snapshot()).servers[4]?.key ?? null
  for (let round = 1; round <= failures.length; round += 1) {
    for (const [index, server] of good.entries()) server.send(event(round, `Round ${round} of ${index}`))
    await bridge.until(
      `round ${round}`,
      ({ latest }) =>
        latest.items.filter(({ message }) => message?.startsWith(`Round ${round} of`)).length === 4,
    )
    // Not after a delay that grows.
    const before = failed
    if (failed < failures.length) {
      await waitFor('the next failure', async () => {
        await bridge.send({ type: 'reconnect', server: badKey })
        return failed > before
      })
    }
  }
  const history = await fixtures.cli.history()
  const rounds = history.filter(({ message }) => message?.startsWith('Round'))
  expect(new Set(rounds.map(({ message }) => message)).size).toBe(4 * failures.length)
  expect(rounds).toHaveLength(4 * failures.length)
  // The same id a thousand times is one item.
  expect(history.filter(({ message }) => message === 'Same again')).toHaveLength(1)
  const { servers } = await bridge.snapshot()
  expect(servers.slice(0, 4).map(({ status }) => status.connection.kind)).toEqual(Array(4).fill('open'))
  for (const server of [...good, bad]) server.stop()
})

test('the same ids at two servers are different items, and what one takes back stays at the other', async ({
  fixtures,
}) => {
  const [first, second] = [await startOpen(fixtures), await startOpen(fixtures)]
  addServers(fixtures, [
    { address: first.streamUrl, name: 'First' },
    { address: second.streamUrl, name: 'Second' },
  ])
  const bridge = await openBridge(await (await fixtures.launch()).page())
  await bridge.until('the connections', isConnected)
  for (const [backend, name] of [
    [first, 'first'],
    [second, 'second'],
  ] as const) {
    await backend.publish({ type: 'notification', id: 'n-1', message: `Of the ${name}` })
  }
  await bridge.until('both items', ({ latest }) => latest.items.length === 2)
  await first.publish({ type: 'withdraw', ids: ['n-1'] })
  const { latest } = await bridge.until('one item', (snapshot) => snapshot.latest.items.length === 1)
  expect(latest.items).toMatchObject([{ id: 'n-1', message: 'Of the second' }])
})

test('a server is removed with its history or without it, and the others go on', async ({ fixtures }) => {
  const backends = await Promise.all([0, 1, 2].map(() => startOpen(fixtures)))
  addServers(
    fixtures,
    backends.map(({ streamUrl: address }, index) => ({ address, name: `Server ${index}` })),
  )
  const tidings = await fixtures.launch()
  const bridge = await openBridge(await tidings.page())
  const { servers } = await bridge.until('the connections', isConnected)
  for (const [index, backend] of backends.entries())
    await backend.publish({ type: 'notification', id: 'n-1', message: `From ${index}` })
  await bridge.until('the items', ({ latest }) => latest.items.length === 3)

  const [, second, third] = servers
  if (second === undefined || third === undefined) throw new Error('three servers were added')
  await bridge.send({ type: 'remove-server', server: second.key, deleteHistory: false })
  await bridge.send({ type: 'remove-server', server: third.key, deleteHistory: true })
  const left = await bridge.until('the end of one history', ({ latest }) => latest.items.length === 2)
  expect(left.servers).toMatchObject([{ name: 'Server 0' }])
  expect(left.sources).toMatchObject([{ name: 'Server 0' }, { name: 'Server 1', colour: null }])
  await waitFor('both to be left', () => backends.slice(1).every((backend) => backend.clients() === 0))
  await backends[0]?.publish({ type: 'notification', id: 'n-2', message: 'Still here' })
  await bridge.until('the next item', ({ latest }) => latest.items[0]?.message === 'Still here')

  const database = join(fixtures.place.userDataDir, 'history.db')
  await waitFor('it to be gone from the disk', () =>
    [database, `${database}-wal`].every(
      (file) => !existsSync(file) || !readFileSync(file, 'latin1').includes('From 2'),
    ),
  )
  await tidings.quit()
  const settings = JSON.parse(readFileSync(join(fixtures.place.userDataDir, 'settings.json'), 'utf8'))
  expect(settings.servers.map(({ address }: ServerSettings) => address)).toEqual([backends[0]?.streamUrl])
  const history = await fixtures.cli.history()
  expect(history.map(({ message }) => message)).toEqual(['Still here', 'From 1', 'From 0'])
})

test('a muted server is silent while the others notify', async ({ fixtures }) => {
  const [loud, quiet] = [await startOpen(fixtures), await startOpen(fixtures)]
  addServers(fixtures, [
    { address: loud.streamUrl, name: 'Loud' },
    { address: quiet.streamUrl, name: 'Quiet', muted: true },
  ])
  const bridge = await openBridge(await (await fixtures.launch()).page())
  await bridge.until('the connections', isConnected)
  await quiet.publish({ type: 'notification', id: 'n-1', message: 'Unheard' })
  await waitFor('the reason', async () => {
    const [item] = await fixtures.cli.history()
    return item?.message === 'Unheard' && item.notification === 'suppressed'
  })
  await loud.publish({ type: 'notification', id: 'n-1', message: 'Heard' })
  await fixtures.desktop.notifications.waitFor(({ body }) => body === 'Heard\nLoud')
  expect(fixtures.desktop.notifications.all().filter(({ body }) => body.includes('Unheard'))).toEqual([])
})

test('the tray and the command line tell the worst connection and each', async ({ fixtures }) => {
  const [first, second] = [await fixtures.startBackend(), await fixtures.startBackend({ token: 'another' })]
  addServers(fixtures, [
    { address: first.streamUrl, name: 'First' },
    { address: second.streamUrl, name: 'Second' },
  ])
  await fixtures.launch('--hidden')
  const { sources } = await waitFor('the states', async () => {
    const status = await fixtures.cli.status()
    return (
      status.connection === 'signed-out' &&
      status.sources.every(({ connection }) => connection !== 'connecting') &&
      status
    )
  })
  expect(sources).toMatchObject([
    { source: first.streamUrl, name: 'First', connection: 'open' },
    { source: second.streamUrl, name: 'Second', connection: 'signed-out' },
  ])
  const item = await fixtures.desktop.tray.waitForItem()
  const { tooltip } = await item.appearance()
  expect(tooltip).toContain('1 of 2 servers connected')
  expect(tooltip).toContain('Second: Access token needed')
})
