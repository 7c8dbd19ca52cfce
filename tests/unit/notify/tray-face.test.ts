import { describe, expect, test } from 'vitest'
import type { Connection } from '../../../electron/model/connection.ts'
import { type TrayEntry, type TrayState, trayFace } from '../../../electron/notify/tray-face.ts'

const open: Connection = { kind: 'open', since: 0 }
const waiting: Connection = { kind: 'waiting', since: 0, cause: { kind: 'refused' }, retryAt: 9 }
const calm: TrayState = { connection: open, unread: 0, pause: { kind: 'off' } }

const face = (parts: Partial<TrayState>) => trayFace({ ...calm, ...parts }, 1_000, () => '14:30')
const labels = (entries: readonly TrayEntry[]) =>
  entries.flatMap((entry) => (entry.kind === 'separator' ? [] : [entry.label]))

describe('the icon', () => {
  test.each<[string, Partial<TrayState>]>([
    ['connected', {}],
    ['unread', { unread: 3 }],
    ['connecting', { connection: { kind: 'connecting', since: 0, cause: null } }],
    ['offline', { connection: waiting, unread: 3 }],
    ['offline', { connection: null }],
    ['offline', { connection: { kind: 'offline', since: 0, retryAt: 9 } }],
    ['signed-out', { connection: { kind: 'signed-out', since: 0, cause: { kind: 'token-missing' } } }],
    ['paused', { pause: { kind: 'until-resumed' }, unread: 3 }],
    ['offline', { connection: waiting, pause: { kind: 'until-resumed' } }],
  ])('is %s for %j', (icon, parts) => {
    expect(face(parts).icon).toBe(icon)
  })
})

test('the tooltip says what the icon can only hint at', () => {
  expect(face({ unread: 3, pause: { kind: 'until', at: 5_000 } }).tooltip).toBe(
    'Tidings: Connected, 3 unread, Paused until 14:30',
  )
})

test('the menu opens the window, tells the status, pauses and quits', () => {
  expect(labels(face({}).menu)).toEqual(['Open Tidings', 'Connected', 'Pause notifications', 'Quit'])
})

test('while there is no connection the menu offers to try at once', () => {
  expect(labels(face({ connection: waiting }).menu)).toContain('Reconnect now')
})

test('a pause in force can be ended, one that is over is not mentioned', () => {
  expect(labels(face({ pause: { kind: 'until', at: 5_000 } }).menu)).toContain('Resume notifications')
  expect(labels(face({ pause: { kind: 'until', at: 500 } }).menu)).toContain('Pause notifications')
})
