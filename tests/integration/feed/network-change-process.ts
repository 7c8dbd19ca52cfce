import { execFileSync } from 'node:child_process'
import { startFeed } from '../../../electron/feed/feed.ts'
import { defaultLimits } from '../../../electron/feed/limits.ts'
import type { Clock } from '../../../electron/model/clock.ts'
import { networkAddresses } from '../../../electron/platform/network/network-addresses.ts'
import { type ScriptedResponse, startScriptedServer } from '../../support/scripted-sse-server.ts'
import { waitFor } from '../../support/wait-for.ts'

// Runs in a network namespace of its own (see network-change.test.ts) and changes it. Prints what happened.

const ip = (line: string) => execFileSync('ip', line.split(' '))

ip('link set lo up')
ip('link add wifi0 type veth peer name router0')
ip('link set router0 up')
ip('link set wifi0 up')
ip('addr add 192.0.2.7/24 dev wifi0')

const stream: ScriptedResponse = {
  status: 200,
  headers: { 'Content-Type': 'text/event-stream' },
  chunks: [],
  // biome-ignore lint/suspicious/noThenProperty: the property's name in the case files
  then: 'hang',
}
const server = await startScriptedServer([stream])
let polls = 0
// Timers run 20 times faster.
const clock: Clock = {
  now: () => Date.now(),
  after: (ms, task) => {
    const timer = setTimeout(task, ms / 20)
    return () => clearTimeout(timer)
  },
}
const feed = startFeed({
  url: server.url,
  fetch,
  clock,
  random: Math.random,
  token: { current: () => null, refresh: async () => ({ kind: 'none' }) },
  readCursor: async () => null,
  limits: { ...defaultLimits, idleMs: 600_000 },
  learnedPause: { read: () => null, store: () => {} },
  network: {
    isOnline: () => true,
    addresses: () => {
      polls += 1
      return networkAddresses()
    },
  },
  storeEvent: async () => ({ kind: 'stored' }),
  storeCursor: async () => ({ kind: 'stored' }),
  onStatus: () => {},
  onUnexpectedError: (error) => {
    throw error
  },
})
const polledTwice = () => {
  const before = polls
  return waitFor('two polls', () => polls >= before + 2)
}
const isOpen = () => feed.status().connection.kind === 'open'

await waitFor('the connection', isOpen)
ip('addr add 198.51.100.7/24 dev wifi0')
await polledTwice()
console.log(`an address more: ${server.requests.length} connections`)
ip('addr del 192.0.2.7/24 dev wifi0')
await waitFor('another connection', () => server.requests.length > 1 && isOpen())
await polledTwice()
console.log(`an address less: ${server.requests.length} connections`)
feed.stop()
await server.close()
