import { describe, expect, test } from 'vitest'
import { createI18n } from '../../../electron/i18n/i18n.ts'
import { defaultSettings } from '../../../electron/model/settings.ts'
import {
  createItemNotification,
  cut,
  isSilent,
} from '../../../electron/notifications/desktop-notification.ts'
import { bodyText } from '../../../electron/platform/notifications/body-text.ts'
import { buildItem } from '../../support/build-item.ts'

const alert = (item: Parameters<typeof buildItem>[0], settings = {}) =>
  createItemNotification(buildItem(item), { ...defaultSettings, ...settings }, 2_000, createI18n('en'))

test('a notification without a title goes out under the app’s name', () => {
  expect(alert({ title: null, message: 'Your export is ready!' })).toMatchObject({
    title: 'Tidings',
    body: 'Your export is ready!',
  })
})

test('a finished job is named by its title', () => {
  expect(alert({ state: 'succeeded', title: 'Orders 2026', message: 'Ready' })).toMatchObject({
    title: 'Orders 2026',
    body: 'Ready',
  })
})

test('a failed job says so before its name', () => {
  expect(alert({ state: 'failed', title: 'Orders 2026' }).title).toBe('Failed: Orders 2026')
})

test('a critical item is urgent to the desktop too', () => {
  expect(alert({ priority: 'critical' }).urgency).toBe('critical')
  expect(alert({ priority: 'high' }).urgency).toBe('normal')
})

test('a toast that must not tell anything says only that there is news', () => {
  const told = alert({ state: 'failed', title: 'Salaries', message: 'Row 7' }, { hideContent: true })
  expect(told).toMatchObject({ title: 'Tidings', body: 'New notification' })
  expect(JSON.stringify(told)).not.toMatch(/Salaries|Row 7|Failed/)
})

describe('buttons', () => {
  const offer = { url: 'https://a.example/f', filename: null, size: null, sha256: null, expiresAt: 5_000 }
  const buttons = (item: Parameters<typeof buildItem>[0]) => alert(item).actions.map(({ type }) => type)

  test('a file can be downloaded, a page opened, and everything put off', () => {
    expect(buttons({ offer, url: 'https://a.example/' })).toEqual(['download', 'open', 'snooze'])
    expect(buttons({})).toEqual(['snooze'])
  })

  test('a file that has expired, or is here already, is not offered', () => {
    expect(buttons({ offer: { ...offer, expiresAt: 1_500 } })).toEqual(['snooze'])
    const download = { kind: 'done', fileName: 'f', bytes: 1, verified: false, at: 1 } as const
    expect(buttons({ offer, download })).toEqual(['snooze'])
  })
})

describe('sounds', () => {
  test.each([
    ['all', 'normal', null, false],
    ['all', 'low', null, true],
    ['important', 'normal', 'succeeded', true],
    ['important', 'normal', 'failed', false],
    ['important', 'high', null, false],
    ['important', 'critical', null, false],
    ['none', 'critical', 'failed', true],
  ] as const)('"%s": priority %s, state %s is silent: %s', (sounds, priority, state, silent) => {
    expect(isSilent({ priority, state }, sounds)).toBe(silent)
  })
})

test('a long text is cut between what people see as characters', () => {
  expect(cut('👩‍👩‍👧‍👦'.repeat(5), 3)).toBe(`${'👩‍👩‍👧‍👦'.repeat(2)}…`)
  expect(cut('short', 80)).toBe('short')
  expect([...cut('x'.repeat(100_000), 240)]).toHaveLength(240)
})

test('markup in a body is shown as text', () => {
  expect(bodyText('<b>5 & 6</b>', true)).toBe('&lt;b&gt;5 &amp; 6&lt;/b&gt;')
  expect(bodyText('<b>5 & 6</b>', false)).toBe('<b>5 & 6</b>')
})
