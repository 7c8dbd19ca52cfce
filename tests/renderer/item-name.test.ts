import { expect, test } from 'vitest'
import type { Item } from '../../electron/model/item.ts'
import { itemName } from '../../renderer/history/item-name.ts'
import { createWindowI18n } from '../../renderer/i18n/i18n.ts'
import { job, notification } from './items.ts'
import { now } from './open-window.tsx'

const i18n = createWindowI18n('en', 'en-GB')
const minute = 60_000
const base = { key: 1, receivedAt: now - 5 * minute, title: 'Orders', read: true }

test.each<[string, Item]>([
  ['Orders, 5 min ago', notification(base)],
  ['Orders, unread, 5 min ago', notification({ ...base, read: false })],
  ['Orders, Critical, pinned, 5 min ago', notification({ ...base, priority: 'critical', pinned: true })],
  ['Orders, Running, 42%, 5 min ago', job({ ...base, state: 'running', progress: 0.42 })],
  ['Orders, Running, 5 min ago', job({ ...base, state: 'running' })],
  [
    'Orders, Failed, unread, 20 Nov, 14:30',
    job({ ...base, state: 'failed', read: false, updatedAt: now - 2 * 24 * 60 * minute }),
  ],
  [
    'Orders, Reminder: 18:00, 5 min ago',
    notification({
      ...{ ...base, notification: 'pending' },
      heldUntil: new Date(now).setHours(18, 0, 0, 0),
    }),
  ],
])('a row is called "%s"', (name, item) => {
  expect(itemName(item, 1, now, i18n)).toBe(name)
})

test('a row of several equal items says how many', () => {
  expect(itemName(notification(base), 3, now, i18n)).toMatch(/^Orders, .*3/)
})
