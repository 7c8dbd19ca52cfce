import { expect, test } from 'vitest'
import { watchTokenFile } from '../../../electron/servers/watch-token-file.ts'
import { manualClock } from '../feed/manual-clock.ts'

function awaited(first: string | null) {
  const clock = manualClock()
  const seen = { token: first, news: 0 }
  const stop = watchTokenFile(
    clock,
    () => seen.token,
    () => {
      seen.news += 1
    },
  )
  return { clock, seen, stop }
}

test('a renewed token is noticed, once', () => {
  const { clock, seen } = awaited('old')
  clock.pass(60_000)
  expect(seen.news).toBe(0)
  seen.token = 'new'
  clock.pass(30_000)
  expect(seen.news).toBe(1)
  expect(clock.pending()).toBe(0)
})

test('a token that vanished is no new one', () => {
  const { clock, seen, stop } = awaited('old')
  seen.token = null
  clock.pass(60_000)
  expect(seen.news).toBe(0)
  stop()
  expect(clock.pending()).toBe(0)
})
