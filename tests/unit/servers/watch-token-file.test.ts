import { expect, test } from 'vitest'
import { pollToken, watchBoth, watchTokenFile } from '../../../electron/servers/watch-token-file.ts'
import { manualClock } from '../feed/manual-clock.ts'

function watched(first: string | null) {
  const clock = manualClock()
  const seen = { token: first, renewals: 0 }
  const stop = watchTokenFile({
    watch: pollToken(clock),
    readToken: () => seen.token,
    rejected: first,
    onNewToken: () => {
      seen.renewals += 1
    },
  })
  return { clock, seen, stop }
}

test('a renewed token is noticed within two seconds, once', () => {
  const { clock, seen } = watched('old')
  clock.pass(60_000)
  expect(seen.renewals).toBe(0)
  seen.token = 'new'
  clock.pass(2_000)
  expect(seen.renewals).toBe(1)
  expect(clock.pending()).toBe(0)
})

test('a token that vanished is no new one', () => {
  const { clock, seen, stop } = watched('old')
  seen.token = null
  clock.pass(60_000)
  expect(seen.renewals).toBe(0)
  stop()
  expect(clock.pending()).toBe(0)
})

test('a token that was renewed between the request and the watch is noticed too', () => {
  let announce = () => {}
  let renewals = 0
  watchTokenFile({
    watch: (onChange) => {
      announce = onChange
      return () => {}
    },
    readToken: () => 'new',
    rejected: 'old',
    onNewToken: () => {
      renewals += 1
    },
  })
  announce()
  expect(renewals).toBe(1)
})

test('a token is read again at once when its file announces a change, and every two seconds anyway', () => {
  const clock = manualClock()
  let announce = () => {}
  let calls = 0
  const stop = watchBoth((onChange) => {
    announce = onChange
    return () => {}
  }, pollToken(clock))(() => {
    calls += 1
  })
  announce()
  expect(calls).toBe(1)
  clock.pass(2_000)
  expect(calls).toBe(2)
  stop()
  expect(clock.pending()).toBe(0)
})
