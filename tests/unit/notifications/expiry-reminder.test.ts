import { describe, expect, test } from 'vitest'
import { expiresSoonFrom, expiryOf } from '../../../electron/model/download.ts'
import type { Item } from '../../../electron/model/item.ts'
import { defaultSettings } from '../../../electron/model/settings.ts'
import { createReminder, planReminders } from '../../../electron/notifications/expiry-reminder.ts'
import { buildItem } from '../../support/build-item.ts'
import { buildMute } from '../../support/build-rule.ts'
import { createI18n } from '../../support/i18n.ts'

const hour = 3_600_000
const day = 24 * hour
const off = { kind: 'off' } as const

/** A result of a job that ended at 0. */
function result(expiresAt: number, parts: Partial<Item> = {}): Item {
  const offer = { url: 'https://a.example/f', filename: null, size: null, sha256: null, expiresAt }
  return buildItem({ state: 'succeeded', title: 'Orders', updatedAt: 0, offer, ...parts })
}

describe('a download', () => {
  test('expires soon from a day before, or when a fifth of a short lifetime is left', () => {
    expect(expiresSoonFrom(result(7 * day))).toBe(6 * day)
    expect(expiresSoonFrom(result(10 * hour))).toBe(8 * hour)
  })

  test.each([
    [1 * day, 'later'],
    [6 * day, 'soon'],
    [7 * day, 'expired'],
  ])('with a lifetime of a week is, at %i, %s', (now, expiry) => {
    expect(expiryOf(result(7 * day), now)).toBe(expiry)
  })

  test('without an end never expires', () => {
    expect(expiryOf(buildItem(), 9)).toBe('never')
  })
})

describe('reminders', () => {
  const plan = (items: readonly Item[], now: number, silence: Parameters<typeof planReminders>[2] = off) =>
    planReminders(items, { rules: [buildMute('noise')] }, silence, now)

  test('are made a day before the end, and not earlier', () => {
    expect(plan([result(7 * day)], 5 * day)).toEqual({ remind: [], drop: [], wakeAt: 6 * day })
    expect(plan([result(7 * day)], 6 * day).remind).toHaveLength(1)
  })

  test('wait until a silence is over', () => {
    const quiet = { kind: 'on', reason: 'quiet-hours', until: null } as const
    expect(plan([result(7 * day)], 6 * day, quiet)).toMatchObject({ remind: [], drop: [] })
  })

  test.each<[string, Partial<Item>]>([
    ['a muted category', { category: 'Noise' }],
    ['low priority', { priority: 'low' }],
    ['what was downloaded', { download: { kind: 'done', fileName: 'f', bytes: 1, verified: true, at: 1 } }],
  ])('are never made for %s', (_name, parts) => {
    expect(plan([result(7 * day, parts)], 6 * day)).toMatchObject({ remind: [], drop: [{ key: 1 }] })
  })

  test('are not made for what has expired already', () => {
    expect(plan([result(7 * day)], 7 * day)).toMatchObject({ remind: [], drop: [{ key: 1 }] })
  })

  test('say what expires and when, and offer the download', () => {
    const i18n = createI18n('en')
    const reminder = createReminder([result(7 * day)], defaultSettings, 7 * day - 4 * hour, i18n)
    expect(reminder).toMatchObject({
      title: 'Expires soon: Orders',
      body: expect.stringContaining('4 hours'),
      id: 'item-1',
      actions: [{ type: 'download' }, { type: 'snooze' }, { type: 'snooze-tomorrow' }],
    })
  })

  test('of many at once are one notification', () => {
    const items = [result(day), result(day, { key: 2, title: 'Invoices' })] as const
    expect(createReminder(items, defaultSettings, 0, createI18n('en'))).toMatchObject({
      title: '2 downloads expire soon',
      body: 'Orders\nInvoices',
      keys: [1, 2],
    })
  })

  test('stay on the screen when their items are read already', () => {
    const items = [result(day), result(day, { key: 2 })] as const
    expect(createReminder([items[0]], defaultSettings, 0, createI18n('en')).closeWhenRead).toBe(false)
    expect(createReminder(items, defaultSettings, 0, createI18n('en')).closeWhenRead).toBe(false)
  })
})
