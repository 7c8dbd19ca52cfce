import { expect, test } from 'vitest'
import { takeTurns } from '../../../electron/feed/turns.ts'
import { manualClock } from './manual-clock.ts'

test('work goes on for a few milliseconds, then everything else has its turn', async () => {
  const clock = manualClock()
  const turns = takeTurns(clock)
  clock.pass(5)
  expect(turns.pause()).toBeNull()
  clock.pass(5)
  const pause = turns.pause()
  expect(pause).not.toBeNull()
  clock.pass(1)
  await pause
  expect(turns.pause()).toBeNull()
})

test('who had to wait for the network begins a new turn', () => {
  const clock = manualClock()
  const turns = takeTurns(clock)
  clock.pass(60_000)
  turns.begin()
  expect(turns.pause()).toBeNull()
})

test('a clock that was set back does not let work go on for ever', () => {
  const clock = manualClock()
  const turns = takeTurns(clock)
  clock.leap(-60_000)
  expect(turns.pause()).not.toBeNull()
})
