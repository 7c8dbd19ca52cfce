import { expect, test } from 'vitest'
import { watchTokenFile } from '../../../electron/servers/watch-token-file.ts'
import { manualClock } from '../feed/manual-clock.ts'

function watch(first: string | null) {
  const clock = manualClock()
  const seen = { token: first, renewals: 0 }
  const stop = watchTokenFile(
    clock,
    () => seen.token,
    () => {
      seen.renewals += 1
    },
  )
  return { clock, seen, stop }
}

test('a renewed token is reported once', () => {
  const { clock, seen } = watch('old')
  clock.pass(60_000)
  expect(seen.renewals).toBe(0)
  seen.token = 'new'
  clock.pass(30_000)
  expect(seen.renewals).toBe(1)
  expect(clock.pending()).toBe(0)
})

test('a token that was removed is not a new one', () => {
  const { clock, seen, stop } = watch('old')
  seen.token = null
  clock.pass(60_000)
  expect(seen.renewals).toBe(0)
  stop()
  expect(clock.pending()).toBe(0)
})
