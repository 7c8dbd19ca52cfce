import { execFileSync } from 'node:child_process'
import { startFeed } from '../../../electron/feed/feed.ts'
import { defaultLimits } from '../../../electron/feed/limits.ts'
import type { Clock } from '../../../electron/model/clock.ts'
import { networkAddresses } from '../../../electron/platform/network/network-addresses.ts'
import { type ScriptedResponse, startScriptedServer } from '../../support/scripted-sse-server.ts'
import { waitFor } from '../../support/wait-for.ts'

// Runs with a network of its own (see network-change.test.ts), which it changes. Prints what happened.

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
  // biome-ignore lint/suspicious/noThenProperty: the word of the case files
  then: 'hang',
}
const server = await startScriptedServer([stream])
let looks = 0
// Waiting passes faster here than elsewhere.
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
  token: { current: () => null, refresh: async () => null },
  cursor: async () => null,
  limits: { ...defaultLimits, idleMs: 600_000 },
  rhythm: { learntMs: () => null, learn: () => {} },
  network: {
    isOnline: () => true,
    addresses: () => {
      looks += 1
      return networkAddresses()
    },
  },
  keep: async () => ({ kind: 'kept' }),
  keepCursor: async () => ({ kind: 'kept' }),
  onStatus: () => {},
  onBug: (error) => {
    throw error
  },
})
const lookedTwice = () => {
  const before = looks
  return waitFor('two looks', () => looks >= before + 2)
}
const isOpen = () => feed.status().connection.kind === 'open'

await waitFor('the connection', isOpen)
ip('addr add 198.51.100.7/24 dev wifi0')
await lookedTwice()
console.log(`an address more: ${server.requests.length} connections`)
ip('addr del 192.0.2.7/24 dev wifi0')
await waitFor('another connection', () => server.requests.length > 1 && isOpen())
await lookedTwice()
console.log(`an address less: ${server.requests.length} connections`)
feed.stop()
await server.close()
