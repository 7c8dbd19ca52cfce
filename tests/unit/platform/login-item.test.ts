import type { App, LoginItemSettings, Settings } from 'electron'
import { expect, test } from 'vitest'
import { createLoginItem } from '../../../electron/platform/system/login-item.ts'

const program = 'C:\\Users\\Ann Lee\\AppData\\Local\\Programs\\Tidings\\Tidings.exe'

function openSystem(platform: NodeJS.Platform) {
  const state = { isRegistered: false, isDisabledByUser: false }
  const calls: Settings[] = []
  const app = {
    getLoginItemSettings: (): LoginItemSettings => ({
      ...{ wasOpenedAtLogin: false, status: 'not-found', launchItems: [] },
      openAtLogin: state.isRegistered,
      executableWillLaunchAtLogin: platform === 'win32' && state.isRegistered && !state.isDisabledByUser,
    }),
    setLoginItemSettings: (settings) => {
      calls.push(settings)
      state.isRegistered = settings.openAtLogin === true
      state.isDisabledByUser = false
    },
  } satisfies Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>
  return { state, calls, item: createLoginItem({ app, platform, program, args: ['--hidden'] }) }
}

test.each(['win32', 'darwin'] as const)('on %s the app is registered and removed', (platform) => {
  const { state, item } = openSystem(platform)
  item.set(true)
  expect(item.isSet()).toBe(true)
  item.set(false)
  expect(state.isRegistered).toBe(false)
})

test.each(['win32', 'darwin'] as const)('on %s a registration that is there stays as it is', (platform) => {
  const { calls, item } = openSystem(platform)
  item.set(true)
  item.set(true)
  expect(calls).toHaveLength(1)
})

test('one that was disabled in Task Manager counts as removed', () => {
  const { state, item } = openSystem('win32')
  item.set(true)
  state.isDisabledByUser = true
  expect(item.isSet()).toBe(false)
})

test('also one that was disabled is removed', () => {
  const { state, item } = openSystem('win32')
  item.set(true)
  state.isDisabledByUser = true
  item.set(false)
  expect(state.isRegistered).toBe(false)
})

test('Windows gets a path with spaces in quotes', () => {
  const { calls, item } = openSystem('win32')
  item.set(true)
  expect(calls).toEqual([{ openAtLogin: true, path: `"${program}"`, args: ['--hidden'] }])
})
