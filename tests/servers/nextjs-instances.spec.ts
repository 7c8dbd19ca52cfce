import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openProcesses, type Processes } from '../support/desktop/processes.ts'
import { answers, freePort } from '../support/free-port.ts'
import { waitFor } from '../support/wait-for.ts'
import { openStream } from './dashboard/read-events.ts'
import { type Dashboard, startDashboard } from './dashboard/start-dashboard.ts'

// Two instances of the dashboard, which share Redis and the folder of the exports.

let redis: Processes
let first: Dashboard
let second: Dashboard
beforeAll(async () => {
  const port = await freePort()
  redis = openProcesses()
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const server = redis.start('redis-server', args, process.env)
  await Promise.race([waitFor('Redis to listen', () => answers(port)), server.failed])
  const env = { REDIS_URL: `redis://127.0.0.1:${port}` }
  first = await startDashboard({ env })
  second = await startDashboard({ env, dataDir: first.dataDir })
})
afterAll(async () => {
  await second.stop()
  await first.stop()
  await redis.stop()
})

async function open({ streamUrl }: Dashboard, headers: Readonly<Record<string, string>>) {
  const stream = await openStream(streamUrl, headers)
  onTestFinished(stream.close)
  await waitFor('the greeting', () => stream.events[0])
  return stream
}

test('what happens on one instance is seen on the other, and its file is served there', async () => {
  const alice = await first.signIn('alice')
  const headers = { Authorization: `Bearer ${alice.token}` }
  const { events } = await open(second, headers)
  const id = await alice.startExport(1_000)
  const end = await waitFor('its end', () => events.find(({ data }) => data.state === 'succeeded'))
  expect(end.data.id).toBe(id)
  const file = await fetch(`${second.origin}/api/exports/${id}/file`, { headers })
  expect((await file.text()).trimEnd().split('\r\n')).toHaveLength(1_001)
})

test('a client of an instance that ends resumes on the other, and nothing is missing', async () => {
  const bob = await second.signIn('bob')
  const headers = { Authorization: `Bearer ${bob.token}` }
  const before = await open(first, headers)
  const ids = [await bob.notify('One')]
  await waitFor('the event', () => before.events[1])
  await first.end()
  await before.ended
  ids.push(await bob.notify('Two'), await bob.notify('Three'))
  const lastEventId = before.events.at(-1)?.id ?? ''
  const after = await open(second, { ...headers, 'Last-Event-ID': lastEventId })
  await waitFor('the rest', () => after.events.length === 3)
  expect(after.response.headers.get('last-event-id')).toBe(lastEventId)
  expect(
    [...before.events, ...after.events].filter(({ data }) => data.type !== 'connected').map(({ id }) => id),
  ).toEqual(ids)
})
