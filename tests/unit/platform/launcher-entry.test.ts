import { expect, test } from 'vitest'
import { djbHash, launcherProperties } from '../../../electron/platform/tray/launcher-entry.ts'

test('the entry shows progress and number while there are any', () => {
  const full = launcherProperties({ progress: { kind: 'part', part: 0.4 }, unread: 3, isUrgent: true }, false)
  expect(full).toEqual([
    ['count', ['x', 3]],
    ['count-visible', ['b', true]],
    ['urgent', ['b', true]],
    ['progress', ['d', 0.4]],
    ['progress-visible', ['b', true]],
  ])
  const empty = launcherProperties({ progress: { kind: 'none' }, unread: 0, isUrgent: false }, false)
  expect(Object.fromEntries(empty)).toMatchObject({
    'count-visible': ['b', false],
    'progress-visible': ['b', false],
  })
})

test('an unknown progress has no bar, which would say 0 %', () => {
  const properties = launcherProperties({ progress: { kind: 'unknown' }, unread: 0, isUrgent: false }, false)
  expect(Object.fromEntries(properties)).toMatchObject({ 'progress-visible': ['b', false] })
})

test('progress that another service shows is left out: the dock keeps what it has from there', () => {
  const properties = launcherProperties(
    { progress: { kind: 'part', part: 0.4 }, unread: 3, isUrgent: false },
    true,
  )
  expect(properties.map(([name]) => name)).toEqual(['count', 'count-visible', 'urgent'])
})

test('the hash is that of GLib', () => {
  // python3 -c "import ctypes; print(ctypes.CDLL('libglib-2.0.so.0').g_str_hash(b'…') & 0xffffffff)"
  expect(djbHash('')).toBe(5_381)
  expect(djbHash('application://tidings.desktop')).toBe(2914435723)
})
