import { expect, test } from 'vitest'
import { createStartAtLogin } from '../../../electron/start-at-login/start-at-login.ts'

/** An app whose setting and registration are as given, at its start. */
function startWith(first: { isEnabled: boolean; isRegistered: boolean }, refuses = false) {
  const state = { ...first, registrations: 0 }
  const startAtLogin = createStartAtLogin({
    isEnabled: () => state.isEnabled,
    disable: () => {
      state.isEnabled = false
    },
    isRegistered: () => state.isRegistered,
    register: (isEnabled) => {
      if (refuses) throw new Error('EACCES')
      state.registrations += 1
      state.isRegistered = isEnabled
    },
    log: { error: () => {} },
  })
  return { state, startAtLogin }
}

test('a registration that the user removed stays removed, and the setting follows', () => {
  const { state } = startWith({ isEnabled: true, isRegistered: false })
  expect(state).toEqual({ isEnabled: false, isRegistered: false, registrations: 0 })
})

test('one that is there is made again at the start, because the app may have moved', () => {
  const { state } = startWith({ isEnabled: true, isRegistered: true })
  expect(state).toEqual({ isEnabled: true, isRegistered: true, registrations: 1 })
})

test('when it is removed while the app runs, the setting is off the next time it is shown', () => {
  const { state, startAtLogin } = startWith({ isEnabled: true, isRegistered: true })
  state.isRegistered = false
  startAtLogin.followSystem()
  expect(state).toEqual({ isEnabled: false, isRegistered: false, registrations: 1 })
})

test('switched on, off and on again it is registered, removed and registered', () => {
  const { state, startAtLogin } = startWith({ isEnabled: false, isRegistered: false })
  for (const isEnabled of [true, false, true]) {
    state.isEnabled = isEnabled
    startAtLogin.onSettingsChanged()
    expect(state.isRegistered).toBe(isEnabled)
  }
})

test('what the system refuses is not shown as on', () => {
  const { state, startAtLogin } = startWith({ isEnabled: false, isRegistered: false }, true)
  state.isEnabled = true
  startAtLogin.onSettingsChanged()
  expect(state.isEnabled).toBe(false)
})
