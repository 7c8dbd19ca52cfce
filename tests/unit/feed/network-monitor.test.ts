import { expect, test } from 'vitest'
import { type FeedHealth, watchNetwork } from '../../../electron/feed/network-monitor.ts'
import { manualClock } from './manual-clock.ts'

function watched(health: FeedHealth, addresses: readonly string[], online = true) {
  const clock = manualClock()
  const seen = { addresses, online, changes: 0, polls: 0 }
  const network = {
    isOnline: () => seen.online,
    addresses: () => {
      seen.polls += 1
      return seen.addresses
    },
  }
  const stop = watchNetwork(
    clock,
    network,
    () => health,
    () => {
      seen.changes += 1
    },
  )
  return { clock, seen, stop }
}

test('an address that is lost is a change, whatever the connection is', () => {
  for (const health of ['open', 'retrying', 'stopped'] as const) {
    const { clock, seen } = watched(health, ['192.0.2.7', '2001:db8::7'])
    seen.addresses = ['2001:db8::7']
    clock.pass(15_000)
    expect(seen.changes).toBe(1)
    clock.pass(60_000)
    expect(seen.changes).toBe(1)
  }
})

test('a new address does not break a good stream', () => {
  const { clock, seen } = watched('open', ['192.0.2.7'])
  seen.addresses = ['172.17.0.1', '192.0.2.7']
  clock.pass(60_000)
  expect(seen.changes).toBe(0)
})

test('a new address starts an attempt within seconds when there is no connection', () => {
  const { clock, seen } = watched('retrying', [])
  seen.addresses = ['192.0.2.7']
  clock.pass(3_000)
  expect(seen.changes).toBe(1)
})

test('so is being online again', () => {
  const { clock, seen } = watched('retrying', ['192.0.2.7'], false)
  seen.online = true
  clock.pass(3_000)
  expect(seen.changes).toBe(1)
})

test('an open stream is polled four times a minute, and never after it was stopped', () => {
  const { clock, seen, stop } = watched('open', [])
  seen.polls = 0
  clock.pass(60_000)
  expect(seen.polls).toBe(4)
  stop()
  expect(clock.pending()).toBe(0)
})
