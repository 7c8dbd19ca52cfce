import { expect, test } from 'vitest'
import {
  type RememberedUpdates,
  startUpdateScheduler,
  type UpdateResult,
  updateTimes,
} from '../../../electron/updates/update-scheduler.ts'
import { manualClock } from '../feed/manual-clock.ts'

const minute = 60_000
const hour = 60 * minute

/** A scheduler whose checks have this result, and what it did. `random` decides when it checks. */
function startScheduler(result: () => UpdateResult, random = 0) {
  const clock = manualClock()
  const seen = { checks: 0, notified: [] as string[], failures: [] as string[], discarded: 0 }
  const state = { isEnabled: true, isBusy: false }
  let remembered: RememberedUpdates | null = null
  const updates = startUpdateScheduler({
    updater: {
      downloadNewer: async () => {
        seen.checks += 1
        return result()
      },
      discard: () => {
        seen.discarded += 1
      },
    },
    remembered: {
      current: () => remembered,
      save: (value) => {
        remembered = value
      },
    },
    isEnabled: () => state.isEnabled,
    isBusy: () => state.isBusy,
    notify: (version) => seen.notified.push(version),
    onFailed: (reason) => seen.failures.push(reason),
    firstCheckMs: null,
    clock,
    random: () => random,
  })
  const advance = async (ms: number) => {
    clock.pass(ms)
    await new Promise((next) => setImmediate(next))
  }
  return { advance, seen, state, updates }
}

const none = (): UpdateResult => ({ kind: 'none' })
const ready = (): UpdateResult => ({ kind: 'ready', version: '1.0.1' })

test('the first check is minutes after the start, the next a day later', async () => {
  const { advance, seen } = startScheduler(none)
  await advance(updateTimes.firstMs.from - 1)
  expect(seen.checks).toBe(0)
  await advance(1)
  expect(seen.checks).toBe(1)
  await advance(updateTimes.nextMs.from - 1)
  expect(seen.checks).toBe(1)
  await advance(1)
  expect(seen.checks).toBe(2)
})

test('chance spreads the checks of many installations', async () => {
  const { advance, seen } = startScheduler(none, 0.5)
  await advance(6 * minute - 1)
  expect(seen.checks).toBe(0)
  await advance(1)
  expect(seen.checks).toBe(1)
  await advance(24 * hour)
  expect(seen.checks).toBe(2)
})

test('the user is notified once of a version, however often it is found', async () => {
  const { advance, seen } = startScheduler(ready)
  await advance(updateTimes.firstMs.from)
  await advance(updateTimes.nextMs.from)
  await advance(updateTimes.nextMs.from)
  expect(seen.checks).toBe(3)
  expect(seen.notified).toEqual(['1.0.1'])
})

test('a failure is only logged, and the next check comes as usual', async () => {
  const { advance, seen } = startScheduler(() => ({ kind: 'failed', reason: 'sha512 checksum mismatch' }))
  await advance(updateTimes.firstMs.from)
  expect(seen.failures).toEqual(['sha512 checksum mismatch'])
  expect(seen.notified).toEqual([])
  await advance(updateTimes.nextMs.from)
  expect(seen.checks).toBe(2)
})

test('a check waits while the user downloads a file', async () => {
  const { advance, seen, state } = startScheduler(ready)
  state.isBusy = true
  await advance(updateTimes.firstMs.from)
  await advance(updateTimes.busyMs)
  expect(seen.checks).toBe(0)
  state.isBusy = false
  await advance(updateTimes.busyMs)
  expect(seen.checks).toBe(1)
})

test('when updates are switched off nothing is checked, and what was downloaded is not installed', async () => {
  const { advance, seen, state, updates } = startScheduler(ready)
  state.isEnabled = false
  updates.onSettingsChanged()
  await advance(3 * 24 * hour)
  expect(seen.checks).toBe(0)
  expect(seen.discarded).toBe(1)
  state.isEnabled = true
  updates.onSettingsChanged()
  await advance(updateTimes.firstMs.from)
  expect(seen.checks).toBe(1)
})

test('a check that is running when the scheduler stops notifies nobody', async () => {
  const { advance, seen, updates } = startScheduler(() => {
    updates.stop()
    return ready()
  })
  await advance(updateTimes.firstMs.from)
  expect(seen.notified).toEqual([])
  await advance(updateTimes.nextMs.to)
  expect(seen.checks).toBe(1)
})
