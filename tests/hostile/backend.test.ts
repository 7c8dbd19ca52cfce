import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { test as base, expect, type TestFixtures } from '../e2e/fixtures.ts'
import type { Tidings } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'
import { eventOf, type HostileServer, startHostileServer } from './hostile-server.ts'

// A server that wants to stop the app, fill the memory or the disk, or speak to the user's terminal. How long the main
// process is held is measured by `npm run bench -- burst`.

type Attack = Parameters<typeof startHostileServer>[0]

const test = base.extend<{ attack: (attack: Attack) => Promise<HostileServer> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the parameter
  attack: async ({}, use) => {
    const servers: HostileServer[] = []
    await use(async (attack) => {
      const server = await startHostileServer(attack)
      servers.push(server)
      return server
    })
    for (const server of servers) server.stop()
  },
})

const mebibyte = 1024 * 1024
const last = eventOf({ type: 'notification', id: 'last', message: 'Still here', priority: 'critical' })

/** What must hold after every attack: the next event arrives, is stored and announced, and the app can be quit. */
async function goesOn({ cli, desktop }: TestFixtures, tidings: Tidings): Promise<void> {
  await waitFor('the last event', async () => (await cli.history()).some(({ id }) => id === 'last'), {
    timeoutMs: 90_000,
    intervalMs: 250,
  })
  await desktop.notifications.waitFor(({ body }) => body === 'Still here')
  expect(await cli.status()).toMatchObject({ connection: 'open' })
  await tidings.quit()
}

const memoryOf = ({ app }: Tidings): Promise<number> => app.evaluate(() => process.memoryUsage().rss)

/** The bytes of the files of the profile whose names begin so. */
function sizeOf({ place }: TestFixtures, name: string): number {
  const files = readdirSync(place.userDataDir, { recursive: true, encoding: 'utf8' })
  const found = files.filter((file) => file.startsWith(name))
  return found.reduce((sum, file) => sum + statSync(join(place.userDataDir, file)).size, 0)
}

test('ids, event names and texts of a megabyte fill neither the memory nor the disk', async ({
  fixtures,
  attack,
}) => {
  const huge = 'x'.repeat(500_000)
  const server = await attack(async ({ open, send }) => {
    open()
    for (let number = 0; number < 40; number += 1) {
      const message = `Message ${number}`
      await send(eventOf({ type: 'notification', id: `${number} ${huge}`, message }))
      await send(
        eventOf({ type: 'surprise', number }, { event: `${number} ${huge}`, id: `${number} ${huge}` }),
      )
      await send(eventOf({ type: 'notification', id: `n-${number}`, message, title: huge, category: huge }))
      await send(eventOf({ type: 'read', ids: [`${number} ${huge}`] }))
    }
    await send(last)
  })
  const tidings = await fixtures.launch('--server', server.url, '--hidden')
  await goesOn(fixtures, tidings)
  const items = await fixtures.cli.history()
  expect(items).toHaveLength(81)
  expect(Math.max(...items.map(({ id, title }) => id.length + (title?.length ?? 0)))).toBeLessThan(1_400)
  expect(sizeOf(fixtures, 'history.db')).toBeLessThan(8 * mebibyte)
})

test('ten thousand categories are one burst: all are stored, a few notifications come', async ({
  fixtures,
  attack,
}) => {
  const server = await attack(async ({ open, send }) => {
    open()
    for (let number = 0; number < 10_000; number += 1) {
      const priority = number % 3 === 0 ? 'low' : 'normal'
      const fields = { id: `n-${number}`, category: `Category ${number}`, priority }
      await send(eventOf({ type: 'notification', message: `Message ${number}`, ...fields }))
    }
    await send(last)
  })
  const tidings = await fixtures.launch('--server', server.url, '--hidden')
  await waitFor(
    'every notification to be shown or suppressed',
    async () => {
      const items = await fixtures.cli.history()
      return (
        items.length === 10_001 &&
        items.every(({ notification }) => notification === 'shown' || notification === 'suppressed')
      )
    },
    { timeoutMs: 120_000, intervalMs: 1_000 },
  )
  expect(fixtures.desktop.notifications.raised().length).toBeLessThan(12)
  await goesOn(fixtures, tidings)
})

test('of jobs that never end only a thousand stay, and each of the others can still end', async ({
  fixtures,
  attack,
}) => {
  const server = await attack(async ({ open, send, response }) => {
    open()
    for (let number = 0; number < 2_000; number += 1)
      await send(eventOf({ type: 'job', id: `exp-${number}`, state: 'running', title: `Job ${number}` }))
    await waitFor('the history to be tidied', async () => (await fixtures.cli.history()).length === 1_000, {
      timeoutMs: 90_000,
      intervalMs: 1_000,
    })
    await send(eventOf({ type: 'job', id: 'exp-0', state: 'failed', title: 'Job 0' }))
    await send(last)
    expect(response.destroyed).toBe(false)
  })
  const tidings = await fixtures.launch('--server', server.url, '--hidden')
  await goesOn(fixtures, tidings)
  const items = await fixtures.cli.history()
  expect(items.find(({ id }) => id === 'exp-0')).toMatchObject({ state: 'failed' })
  expect(items.filter(({ state }) => state === 'running')).toHaveLength(1_000)
})

test('no event of a megabyte holds up the next one, whatever is in it', async ({ fixtures, attack }) => {
  const opening = '[{"a":'.repeat(170_000)
  const shapes = [
    '['.repeat(mebibyte - 100),
    opening,
    `{"type":"notification","message":"x","a":${'['.repeat(500_000)}${']'.repeat(500_000)}}`,
    JSON.stringify({ type: 'read', ids: Array.from({ length: 250_000 }, () => 'a') }),
    JSON.stringify({ type: 'withdraw', ids: Array.from({ length: 150_000 }, (_, number) => number) }),
    JSON.stringify(Object.fromEntries(Array.from({ length: 80_000 }, (_, number) => [`k${number}`, 1]))),
    `1234567890123456 "${'\\"'.repeat(500_000)}`,
    `{"a":1234567890123456,"b":"${'\\"\\\\'.repeat(250_000)}`,
    JSON.stringify({ type: 'notification', id: 'long', message: '\\"\u0001=;,\n'.repeat(60_000) }),
    JSON.stringify({ type: 'notification', id: 'time', message: 'x', createdAt: '1'.repeat(1_000_000) }),
    JSON.stringify({ type: 'read', ids: Array.from({ length: 10_000 }, (_, number) => `n-${number}`) }),
  ]
  const server = await attack(async ({ open, send }) => {
    open()
    for (const shape of shapes) await send(eventOf(shape))
    await send(last)
  })
  const tidings = await fixtures.launch('--server', server.url, '--hidden')
  await goesOn(fixtures, tidings)
  expect((await fixtures.cli.history()).map(({ id }) => id)).toEqual(['last', 'time', 'long'])
})

test('a line without an end ends the connection, and takes no memory', async ({ fixtures, attack }) => {
  const server = await attack(async ({ index, open, send }) => {
    open()
    if (index > 0) return void (await send(last))
    await send('data: ')
    const chunk = 'x'.repeat(mebibyte)
    while (await send(chunk));
  })
  const tidings = await fixtures.launch('--server', server.url, '--hidden')
  const before = await memoryOf(tidings)
  await goesOnAfterBreak(fixtures, tidings, before)
})

test('neither does what is compressed a thousand times', async ({ fixtures, attack }) => {
  const bomb = gzipSync(Buffer.from(`data: ${'x'.repeat(256 * mebibyte)}`), { level: 9 })
  const server = await attack(async ({ index, open, send }) => {
    open(index === 0 ? { 'Content-Encoding': 'gzip' } : {})
    await send(index === 0 ? bomb : last)
  })
  const tidings = await fixtures.launch('--server', server.url, '--hidden')
  const before = await memoryOf(tidings)
  await goesOnAfterBreak(fixtures, tidings, before)
})

/** The connection was ended, and the next one brings the last event; the memory did not grow with what was sent. */
async function goesOnAfterBreak(fixtures: TestFixtures, tidings: Tidings, before: number): Promise<void> {
  await waitFor('the last event', async () => (await fixtures.cli.history()).length > 0, {
    timeoutMs: 120_000,
    intervalMs: 500,
  })
  expect(await memoryOf(tidings)).toBeLessThan(before + 150 * mebibyte)
  await goesOn(fixtures, tidings)
}

test('an event that trickles in byte by byte holds up nothing else', async ({ fixtures, attack }) => {
  const slow = eventOf({ type: 'notification', id: 'slow', message: 'Slow' })
  const server = await attack(async ({ open, send }) => {
    open()
    for (const byte of slow) {
      await send(byte)
      await delay(20)
    }
    await send(last)
  })
  const tidings = await fixtures.launch('--server', server.url)
  // The window opens meanwhile.
  await (await tidings.page()).getByRole('row', { name: 'Slow' }).waitFor()
  await goesOn(fixtures, tidings)
  expect((await fixtures.cli.history()).map(({ id }) => id)).toEqual(['last', 'slow'])
})

test('a redirect elsewhere gets neither the token nor the cursor, and one in a circle ends', async ({
  fixtures,
  attack,
}) => {
  const thief = await attack(({ open }) => open())
  const server = await attack(async ({ index, open, send, request, response }) => {
    if (index === 0) {
      open()
      await send(eventOf({ type: 'notification', id: 'first', message: 'First' }, { id: '7' }))
      response.end()
    } else if (index === 1) response.writeHead(307, { Location: thief.url }).end()
    // Then a circle, and at last a stream.
    else if (index < 9) response.writeHead(307, { Location: `${request.url}?x` }).end()
    else {
      open()
      await send(last)
    }
  })
  const tidings = await fixtures.launch('--server', server.url, '--hidden')
  await goesOn(fixtures, tidings)
  expect(server.requests[0]?.headers.authorization).toContain(fixtures.token)
  expect(thief.requests).toEqual([])
})

test('nothing that a server sends controls a terminal, in no form of output and not in the log', async ({
  fixtures,
  attack,
}) => {
  const spell = '\u001b]0;owned\u0007\u001b[2J\u009b31m\u202egpj\u2066\u007f\r\u0085'
  const server = await attack(async ({ index, open, send, response }) => {
    // In a header only what is no control character can be sent; in UTF-8, the others are.
    if (index === 0) {
      const type = Buffer.from('text/\u009b31m\u202egpj').toString('latin1')
      return void response.writeHead(200, { 'Content-Type': type }).end()
    }
    open()
    const fields = { title: `Title ${spell}`, message: `Message ${spell}`, category: spell }
    await send(eventOf({ type: 'notification', id: 'n-1', ...fields }, { id: 'a\u009bb\u202ec' }))
    await send(eventOf({ type: 'notification', id: `own ${spell}`, ...fields }, { id: 'd\u202ee' }))
    await send(last)
  })
  const tidings = await fixtures.launch('--server', server.url, '--hidden')
  const { cli } = fixtures
  await waitFor('the last event', async () => (await cli.history()).some(({ id }) => id === 'last'))
  const commands = [
    ['--status'],
    ['--status', '--json'],
    ...[[], ['--json'], ['--csv']].map((more) => ['--history', ...more]),
  ]
  for (const command of commands) {
    const { output, error } = await cli.run(...command)
    expect(output, command.join(' ')).not.toMatch(/(?![\t\n\r])\p{Cc}|[\u202a-\u202e\u2066-\u2069\u2028]/u)
    expect(output.replaceAll('\r\n', '\n')).not.toContain('\r')
    expect(error).not.toContain('owned')
  }
  // In JSON the text is still what it was, as far as it was stored.
  expect((await cli.history()).find(({ id }) => id === 'n-1')?.title).toContain('\u202egpj')
  expect((await cli.status()).cursor).toBe('d\u202ee')
  await goesOn(fixtures, tidings)
  const log = readFileSync(join(fixtures.place.userDataDir, 'logs/tidings.log'), 'utf8')
  expect(log).toContain('instead of an event stream')
  expect(log).not.toMatch(/(?![\t\n\r])\p{Cc}|[\u202a-\u202e\u2066-\u2069\u2028]/u)
})

test('a header of a hundred kilobytes is neither stored nor logged nor printed as a whole', async ({
  fixtures,
  attack,
}) => {
  let refuses = true
  const server = await attack(async ({ open, send, response }) => {
    const type = `text/${'x'.repeat(100_000)}`
    if (refuses) return void response.writeHead(200, { 'Content-Type': type }).end()
    open({ 'X-More': 'y'.repeat(100_000) })
    await send(last)
  })
  const refused = await fixtures.launch('--server', server.url, '--hidden')
  const status = await fixtures.cli.waitForConnection('waiting')
  expect(status.lastError).toContain('text/xxx')
  expect(status.lastError?.length).toBeLessThan(500)
  await refused.quit()
  refuses = false
  await goesOn(fixtures, await fixtures.launch('--server', server.url, '--hidden'))
  expect(sizeOf(fixtures, 'history.db')).toBeLessThan(mebibyte)
  expect(sizeOf(fixtures, 'logs')).toBeLessThan(20_000)
})
