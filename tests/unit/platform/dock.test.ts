import type { App, Dock } from 'electron'
import { expect, test } from 'vitest'
import { createDock } from '../../../electron/platform/window/dock.ts'
import { manualClock } from '../feed/manual-clock.ts'

/** A dock that, like that of macOS, ignores a `hide` within a second of the call before. */
function openDock() {
  const clock = manualClock()
  const state = { isInDock: true, isFocused: false, lastCallAt: Number.NEGATIVE_INFINITY }
  const call = () => {
    const isSoon = clock.elapsed() - state.lastCallAt < 1_000
    state.lastCallAt = clock.elapsed()
    return { isSoon }
  }
  const dock = {
    show: async () => {
      call()
      state.isInDock = true
    },
    hide: () => {
      if (!call().isSoon) state.isInDock = false
    },
  } satisfies Pick<Dock, 'show' | 'hide'>
  const app = {
    dock,
    focus: (options) => {
      state.isFocused = options?.steal === true
    },
  } satisfies { dock: typeof dock } & Pick<App, 'focus'>
  return { clock, state, ...createDock({ app, clock }) }
}

test('the app is in the dock only while its window is open', () => {
  const { clock, state, follow } = openDock()
  expect(state.isInDock).toBe(false)
  clock.pass(5_000)
  follow(true)
  expect(state.isInDock).toBe(true)
  clock.pass(5_000)
  follow(false)
  expect(state.isInDock).toBe(false)
})

test('its window comes to the front, also when it was opened without the dock', async () => {
  const { state, follow } = openDock()
  follow(true)
  await expect.poll(() => state.isFocused).toBe(true)
})

test('a window that is closed at once leaves no icon behind', () => {
  const { clock, state, follow } = openDock()
  clock.pass(5_000)
  follow(true)
  clock.pass(300)
  follow(false)
  expect(state.isInDock).toBe(true)
  clock.pass(2_000)
  expect(state.isInDock).toBe(false)
})

test('a window that is opened again keeps its icon', () => {
  const { clock, state, follow } = openDock()
  follow(true)
  follow(false)
  follow(true)
  clock.pass(5_000)
  expect(state.isInDock).toBe(true)
})

test('an app that quits asks nothing more', () => {
  const { clock, stop } = openDock()
  stop()
  expect(clock.pending()).toBe(0)
})
