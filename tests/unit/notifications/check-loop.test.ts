import { expect, test } from 'vitest'
import { createCheckLoop } from '../../../electron/notifications/check-loop.ts'
import { manualClock } from '../feed/manual-clock.ts'

/** A loop whose checks end only when the test says so. */
function startLoop() {
  const clock = manualClock()
  const running: ((nextAt: number | null) => void)[] = []
  let started = 0
  const check = () => {
    started += 1
    return new Promise<number | null>((resolve) => running.push(resolve))
  }
  const loop = createCheckLoop(check, clock)
  return {
    ...loop,
    clock,
    started: () => started,
    /** Ends the oldest check, with the time of the next one. */
    finish: async (nextAt: number | null) => {
      running.shift()?.(nextAt)
      await new Promise(setImmediate)
    },
  }
}

test('a check runs again at the time that it resolved to', async () => {
  const loop = startLoop()
  loop.check()
  await loop.finish(loop.clock.elapsed() + 500)
  loop.clock.pass(499)
  expect(loop.started()).toBe(1)
  loop.clock.pass(1)
  expect(loop.started()).toBe(2)
})

test('a check that is requested while one runs follows right after it, once', async () => {
  const loop = startLoop()
  loop.check()
  loop.check()
  loop.check()
  expect(loop.started()).toBe(1)
  await loop.finish(null)
  loop.clock.pass(0)
  expect(loop.started()).toBe(2)
  await loop.finish(null)
  loop.clock.pass(60_000)
  expect(loop.started()).toBe(2)
})

test('a check that is planned while one runs is not lost when that one resolves to a later time', async () => {
  const loop = startLoop()
  loop.check()
  loop.checkAt(loop.clock.elapsed() + 100)
  await loop.finish(loop.clock.elapsed() + 60_000)
  loop.clock.pass(100)
  expect(loop.started()).toBe(2)
})

test('a newly planned check replaces the one that was planned', async () => {
  const loop = startLoop()
  loop.checkAt(loop.clock.elapsed() + 100)
  loop.checkAt(loop.clock.elapsed() + 300)
  loop.clock.pass(200)
  expect(loop.started()).toBe(0)
  loop.clock.pass(100)
  expect(loop.started()).toBe(1)
})

test('nothing is checked after it was stopped', async () => {
  const loop = startLoop()
  loop.check()
  loop.stop()
  await loop.finish(loop.clock.elapsed() + 100)
  loop.check()
  loop.clock.pass(1_000)
  expect(loop.started()).toBe(1)
})
