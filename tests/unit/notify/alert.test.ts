import { expect, test } from 'vitest'
import { alertFor, cut } from '../../../electron/notify/alert.ts'
import { bodyText } from '../../../electron/notify/body-text.ts'
import { buildItem } from '../../support/build-item.ts'

test('a notification without a title goes out under the app’s name', () => {
  expect(alertFor(buildItem({ title: null, message: 'Your export is ready!' }))).toMatchObject({
    title: 'Tidings',
    body: 'Your export is ready!',
  })
})

test('a finished job is named by its title', () => {
  expect(alertFor(buildItem({ state: 'succeeded', title: 'Orders 2026', message: 'Ready' }))).toMatchObject({
    title: 'Orders 2026',
    body: 'Ready',
  })
})

test('a failed job says so before its name', () => {
  expect(alertFor(buildItem({ state: 'failed', title: 'Orders 2026' })).title).toBe('Failed: Orders 2026')
})

test('a critical item is urgent to the desktop too', () => {
  expect(alertFor(buildItem({ priority: 'critical' })).urgency).toBe('critical')
  expect(alertFor(buildItem({ priority: 'high' })).urgency).toBe('normal')
})

test('a long text is cut between what people see as characters', () => {
  expect(cut('👩‍👩‍👧‍👦'.repeat(5), 3)).toBe(`${'👩‍👩‍👧‍👦'.repeat(2)}…`)
  expect(cut('short', 80)).toBe('short')
  expect([...cut('x'.repeat(100_000), 240)]).toHaveLength(240)
})

test('markup in a body is shown as text', () => {
  expect(bodyText('<b>5 & 6</b>', 'linux')).toBe('&lt;b&gt;5 &amp; 6&lt;/b&gt;')
  expect(bodyText('<b>5 & 6</b>', 'darwin')).toBe('<b>5 & 6</b>')
})
