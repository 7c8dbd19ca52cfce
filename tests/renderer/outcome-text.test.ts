import { expect, test } from 'vitest'
import type { Item } from '../../electron/model/item.ts'
import { outcomeText } from '../../renderer/history/outcome-text.ts'
import { buildItem } from '../support/build-item.ts'
import { createWindowI18n } from '../support/i18n.ts'

const i18n = createWindowI18n('en', 'en-GB', 'en-GB')
const at = new Date(2026, 10, 22, 15, 30).getTime()

test.each<[string | null, Partial<Item>]>([
  [null, { notification: 'none' }],
  ['Notification still to come', { notification: 'pending' }],
  ['Notification shown', { notification: 'shown' }],
  ['Notification clicked', { notification: 'shown', notificationOutcome: 'clicked' }],
  ['Notification closed by you', { notification: 'shown', notificationOutcome: 'closed' }],
  ['Notification timed out', { notification: 'shown', notificationOutcome: 'expired' }],
  ['Not known whether the notification appeared', { notification: 'shown', notificationOutcome: 'unknown' }],
  ['No notification: muted', { notification: 'suppressed', notificationReason: 'muted' }],
  [
    'Notification held back: paused',
    { notification: 'suppressed', notificationReason: 'paused', notificationOutcome: 'held' },
  ],
  [
    'Notification refused by the desktop: no memory',
    { notification: 'suppressed', notificationReason: 'failed: no memory', notificationOutcome: 'failed' },
  ],
])('says %j', (text, parts) => {
  const none = { notificationReason: null, notificationOutcome: null, heldUntil: null }
  expect(outcomeText(buildItem({ ...none, ...parts }), i18n)).toBe(text)
})

test('says until when it is held back or snoozed', () => {
  const held = buildItem({ notification: 'suppressed', notificationReason: 'quiet-hours', heldUntil: at })
  expect(outcomeText(held, i18n)).toMatch(/^Notification held back: quiet hours \(until .*15:30/)
  const snoozed = buildItem({ notification: 'pending', notificationReason: null, heldUntil: at })
  expect(outcomeText(snoozed, i18n)).toMatch(/^Reminder: .*15:30/)
})
