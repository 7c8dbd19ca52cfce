import { expect, test } from 'vitest'
import type { Fetched } from '../../../electron/platform/system/updater.ts'
import { startUpdateScheduler, updateTimes } from '../../../electron/updates/update-scheduler.ts'
import { manualClock } from '../feed/manual-clock.ts'

const minute = 60_000
const hour = 60 * minute

/** An app whose looks for updates end as `fetched` says, and what came of them. */
function app(fetched: () => Fetched, share = 0) {
  const clock = manualClock()
  const seen = { looks: 0, told: [] as string[], failures: [] as string[], forgotten: 0 }
  const state = { wanted: true, busy: false }
  const updates = startUpdateScheduler({
    fetchNewer: async () => {
      seen.looks += 1
      return fetched()
    },
    isWanted: () => state.wanted,
    isBusy: () => state.busy,
    toldOf: () => seen.told.at(-1) ?? null,
    tell: (version) => seen.told.push(version),
    forget: () => {
      seen.forgotten += 1
    },
    onFailed: (reason) => seen.failures.push(reason),
    firstLookMs: null,
    clock,
    random: () => share,
  })
  const advance = async (ms: number) => {
    clock.pass(ms)
    await new Promise((next) => setImmediate(next))
  }
  return { advance, seen, state, updates }
}

const none = (): Fetched => ({ kind: 'none' })
const ready = (): Fetched => ({ kind: 'ready', version: '1.0.1' })

test('the first look comes minutes after the start, the next a day later', async () => {
  const { advance, seen } = app(none)
  await advance(updateTimes.firstMs.from - 1)
  expect(seen.looks).toBe(0)
  await advance(1)
  expect(seen.looks).toBe(1)
  await advance(updateTimes.nextMs.from - 1)
  expect(seen.looks).toBe(1)
  await advance(1)
  expect(seen.looks).toBe(2)
})

test('chance spreads the looks of many', async () => {
  const { advance, seen } = app(none, 0.5)
  await advance(6 * minute - 1)
  expect(seen.looks).toBe(0)
  await advance(1)
  expect(seen.looks).toBe(1)
  await advance(24 * hour)
  expect(seen.looks).toBe(2)
})

test('a version that is ready is told once, however often it is found', async () => {
  const { advance, seen } = app(ready)
  await advance(updateTimes.firstMs.from)
  await advance(updateTimes.nextMs.from)
  await advance(updateTimes.nextMs.from)
  expect(seen.looks).toBe(3)
  expect(seen.told).toEqual(['1.0.1'])
})

test('a failure is for the log, and the next look comes as ever', async () => {
  const { advance, seen } = app(() => ({ kind: 'failed', reason: 'sha512 checksum mismatch' }))
  await advance(updateTimes.firstMs.from)
  expect(seen.failures).toEqual(['sha512 checksum mismatch'])
  expect(seen.told).toEqual([])
  await advance(updateTimes.nextMs.from)
  expect(seen.looks).toBe(2)
})

test('a download of the user goes first', async () => {
  const { advance, seen, state } = app(ready)
  state.busy = true
  await advance(updateTimes.firstMs.from)
  await advance(updateTimes.busyMs)
  expect(seen.looks).toBe(0)
  state.busy = false
  await advance(updateTimes.busyMs)
  expect(seen.looks).toBe(1)
})

test('switched off there is no look, and what was fetched is not installed', async () => {
  const { advance, seen, state, updates } = app(ready)
  state.wanted = false
  updates.settingsChanged()
  await advance(3 * 24 * hour)
  expect(seen.looks).toBe(0)
  expect(seen.forgotten).toBe(1)
  state.wanted = true
  updates.settingsChanged()
  await advance(updateTimes.firstMs.from)
  expect(seen.looks).toBe(1)
})

test('stopped while a look is going on, nothing is told any more', async () => {
  const { advance, seen, updates } = app(() => {
    updates.stop()
    return ready()
  })
  await advance(updateTimes.firstMs.from)
  expect(seen.told).toEqual([])
  await advance(updateTimes.nextMs.to)
  expect(seen.looks).toBe(1)
})
