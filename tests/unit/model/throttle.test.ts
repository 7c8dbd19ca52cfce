import { expect, test } from 'vitest'
import { throttle } from '../../../electron/model/clock.ts'
import { manualClock } from '../feed/manual-clock.ts'

function start() {
  const clock = manualClock()
  const startedAt = clock.now()
  const done: number[] = []
  const work = throttle(500, clock, () => done.push(clock.now() - startedAt))
  return { clock, done, work }
}

test('the first request is met at once, those that follow together when the time is over', () => {
  const { clock, done, work } = start()
  work.call()
  for (let request = 0; request < 1_000; request += 1) work.call()
  clock.pass(5_000)
  expect(done).toEqual([0, 500])
})

test('requests that never end are met twice a second', () => {
  const { clock, done, work } = start()
  for (let step = 0; step < 200; step += 1) {
    work.call()
    clock.pass(10)
  }
  expect(done).toEqual([0, 500, 1_000, 1_500, 2_000])
})

test('nothing is done after the end', () => {
  const { clock, done, work } = start()
  work.call()
  work.call()
  work.stop()
  work.call()
  clock.pass(5_000)
  expect(done).toEqual([0])
})
