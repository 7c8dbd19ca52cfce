import { expect, test } from 'vitest'
import type { Settings } from '../../../electron/model/settings.ts'
import { defaultSettings } from '../../../electron/model/settings.ts'
import { type DigestParts, createDigest as write } from '../../../electron/notifications/digest.ts'
import { countOf, type PendingItems, usualEffect } from '../../../electron/notifications/pending.ts'
import { buildItem } from '../../support/build-item.ts'
import { createI18n } from '../../support/i18n.ts'

const group = ({ count, ...parts }: Partial<PendingItems> & { readonly count: number }): PendingItems => ({
  ...{ ...usualEffect, priority: 'normal', state: null, expiresSoon: false },
  ...parts,
  keys: Array.from({ length: count }, (_, index) => index + 1),
})
const digestOf = (parts: DigestParts, settings: Settings) => write(parts, settings, createI18n('en'))
const keysOf = (groups: readonly PendingItems[]) =>
  Array.from({ length: countOf(groups) }, (_, index) => index + 1)

const exports = [group({ state: 'failed', count: 2 }), group({ state: 'succeeded', count: 14 })]

test('a digest counts by outcome, failures first, and names the most important', () => {
  const named = [
    buildItem({ state: 'failed', title: 'Customers' }),
    buildItem({ state: 'failed', title: 'Invoices' }),
    buildItem({ state: 'succeeded', title: 'Orders' }),
  ]
  expect(digestOf({ groups: exports, named, keys: keysOf(exports) }, defaultSettings)).toMatchObject({
    title: '2 failed, 14 ready',
    body: 'Failed: Customers\nFailed: Invoices\nOrders\nand 13 more',
  })
})

test('what expires soon is counted right after the failures', () => {
  const groups = [...exports, group({ state: 'succeeded', expiresSoon: true, count: 3 })]
  expect(digestOf({ groups, named: [], keys: keysOf(groups) }, defaultSettings).title).toBe(
    '2 failed, 3 expire soon, 14 ready',
  )
})

test('a digest of untitled notifications names their messages', () => {
  const named = [buildItem({ key: 1, message: 'First' }), buildItem({ key: 2, message: 'Second' })]
  expect(digestOf({ groups: [group({ count: 2 })], named, keys: [1, 2] }, defaultSettings)).toMatchObject({
    title: '2 notifications',
    body: 'First\nSecond',
  })
})

test('a digest of thousands stays short and stands for all of them', () => {
  const groups = [group({ count: 10_000 })]
  const digest = digestOf({ groups, named: [buildItem()], keys: keysOf(groups) }, defaultSettings)
  expect(digest.title).toBe('10,000 notifications')
  expect(digest.keys).toHaveLength(10_000)
})

test('a digest with hidden content only counts', () => {
  const named = [buildItem({ title: 'Salaries' })]
  const settings = { ...defaultSettings, hideContent: true }
  expect(digestOf({ groups: exports, named, keys: keysOf(exports) }, settings)).toMatchObject({
    title: 'Tidings',
    body: '16 new notifications',
  })
})

test('a long name is cut, with an ellipsis', () => {
  const named = [buildItem({ message: 'x'.repeat(4_000) })]
  const { body } = digestOf({ groups: [group({ count: 1 })], named, keys: [1] }, defaultSettings)
  expect(body).toBe(`${'x'.repeat(59)}…`)
})

test('where there are several servers, each line of a digest names its own', () => {
  const server = { colour: 'blue', clientId: null, name: null } as const
  const [first, second] = ['https://a.example/events', 'https://b.example/events'] as const
  const servers = [
    { ...server, address: first, name: 'Production' },
    { ...server, address: second },
  ]
  const named = [
    buildItem({ key: 1, source: first, message: 'First' }),
    buildItem({ key: 2, source: second, message: 'Second' }),
  ]
  const groups = [group({ count: 2 })]
  expect(digestOf({ groups, named, keys: [1, 2] }, { ...defaultSettings, servers }).body).toBe(
    'First (Production)\nSecond (b.example)',
  )
})
