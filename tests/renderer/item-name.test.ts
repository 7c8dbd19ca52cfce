import { expect, test } from 'vitest'
import type { Item } from '../../electron/model/item.ts'
import { itemName } from '../../renderer/history/item-name.ts'
import { createWindowI18n } from '../support/i18n.ts'
import { job, notification } from './items.ts'
import { now } from './open-window.tsx'

const i18n = createWindowI18n('en', 'en-GB')
const minute = 60_000
const alone = { count: 1, progress: null, origin: null, muted: false }
const base = { key: 1, receivedAt: now - 5 * minute, title: 'Orders', read: true }

test.each<[string, Item]>([
  ['Orders, 5 min ago', notification(base)],
  ['Orders, unread, 5 min ago', notification({ ...base, read: false })],
  ['Orders, Critical, pinned, 5 min ago', notification({ ...base, priority: 'critical', pinned: true })],
  ['Orders, Running, 42%, 5 min ago', job({ ...base, state: 'running', progress: 0.42, updatedAt: now })],
  ['Orders, Running, 5 min ago', job({ ...base, state: 'running', updatedAt: now })],
  [
    'Orders, Failed, unread, 20 Nov, 14:30',
    job({ ...base, state: 'failed', read: false, updatedAt: now - 2 * 24 * 60 * minute }),
  ],
  [
    'Orders, Failed, unread, Row 50 is broken. export, 5 min ago',
    job({ ...base, state: 'failed', read: false, message: 'Row 50 is broken.', category: 'export' }),
  ],
  [
    'Orders, Running, 42%, 42,000 of 100,000 rows, 5 min ago',
    job({ ...base, state: 'running', progress: 0.42, message: '42,000 of 100,000 rows', updatedAt: now }),
  ],
  [
    'Orders, Reminder: 18:00, 5 min ago',
    notification({
      ...{ ...base, notification: 'pending' },
      heldUntil: new Date(now).setHours(18, 0, 0, 0),
    }),
  ],
])('a row is called "%s"', (name, item) => {
  expect(itemName(item, alone, now, i18n)).toBe(name)
})

test('a row of several equal items says how many', () => {
  expect(itemName(notification(base), { ...alone, count: 3 }, now, i18n)).toMatch(/^Orders, .*3/)
})

test('a row names its server where there are several, and says what is muted', () => {
  const source = { id: base.title, name: 'Billing', colour: 'blue' as const }
  const origin = { source, server: 1, muted: true }
  const item = notification({ ...base, category: 'export' })
  expect(itemName(item, { ...alone, origin, muted: true }, now, i18n)).toBe(
    'Orders, Billing, muted, export, muted, 5 min ago',
  )
})

test('a row of a job that reports nothing says so', () => {
  const progress = {
    ...{ key: 1, title: 'Orders', state: 'running' as const, progress: null, perSecond: null },
    ...{ leftMs: null, overdueAt: null, stalledSince: now - 20 * minute },
  }
  const item = job({ ...base, state: 'running' })
  expect(itemName(item, { ...alone, progress }, now, i18n)).toBe(
    'Orders, Running, No update for 20 minutes, 5 min ago',
  )
})
