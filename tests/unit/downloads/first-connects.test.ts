import { expect, test } from 'vitest'
import { createFirstConnects } from '../../../electron/downloads/first-connects.ts'
import { manualClock } from '../feed/manual-clock.ts'

const server = 'https://a.example/events'

test('what a server sends in a row at the first connection was there before', () => {
  const clock = manualClock()
  const first = createFirstConnects(clock)
  first.connected(server, true)
  for (let event = 0; event < 10; event += 1) {
    clock.pass(1_900)
    first.arrived(server)
    expect(first.includes(server)).toBe(true)
    expect(first.includes('https://b.example/events')).toBe(false)
  }
  clock.pass(2_100)
  expect(first.includes(server)).toBe(false)
  first.arrived(server)
  expect(first.includes(server)).toBe(false)
})

test('it goes on after a short interruption', () => {
  const clock = manualClock()
  const first = createFirstConnects(clock)
  first.connected(server, true)
  clock.pass(10_000)
  first.connected(server, false)
  expect(first.includes(server)).toBe(true)
})

test('a server that is never quiet sends new results after a minute', () => {
  const clock = manualClock()
  const first = createFirstConnects(clock)
  first.connected(server, true)
  for (let second = 0; second < 60; second += 1) {
    clock.pass(1_000)
    first.arrived(server)
  }
  expect(first.includes(server)).toBe(false)
  first.connected(server, false)
  expect(first.includes(server)).toBe(false)
})

test('at a later connection a server sends what was missed', () => {
  const first = createFirstConnects(manualClock())
  first.connected(server, false)
  expect(first.includes(server)).toBe(false)
})
