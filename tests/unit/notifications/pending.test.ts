import { describe, expect, test } from 'vitest'
import type { Silence } from '../../../electron/model/quiet-hours.ts'
import {
  byImportance,
  groupPending,
  type PendingItems,
  reasonAgainst,
  usualEffect,
} from '../../../electron/notifications/pending.ts'
import type { PendingEntry } from '../../../electron/store/history-reader.ts'
import { buildMute, buildRule } from '../../support/build-rule.ts'

const off: Silence = { kind: 'off' }
const paused: Silence = { kind: 'on', reason: 'paused', until: null }
const source = 'https://app.example.com/events'
const settings = { rules: [buildMute('Billing')] }

describe('whether a notification may be raised', () => {
  test('not for low priority, during silence or not', () => {
    expect(reasonAgainst({ priority: 'low', notify: 'as-usual' }, off)).toBe('low')
    expect(reasonAgainst({ priority: 'low', notify: 'as-usual' }, paused)).toBe('low')
  })

  test('not where a rule says never, critical or not', () => {
    expect(reasonAgainst({ priority: 'high', notify: 'never' }, off)).toBe('muted')
    expect(reasonAgainst({ priority: 'critical', notify: 'never' }, off)).toBe('muted')
  })

  test.each(['paused', 'quiet-hours', 'do-not-disturb', 'away'] as const)(
    '%s silences all but what is critical, and what a rule always announces',
    (reason) => {
      const silence: Silence = { kind: 'on', reason, until: 5 }
      expect(reasonAgainst({ priority: 'high', notify: 'as-usual' }, silence)).toBe(reason)
      expect(reasonAgainst({ priority: 'critical', notify: 'as-usual' }, silence)).toBeNull()
      expect(reasonAgainst({ priority: 'low', notify: 'always' }, silence)).toBeNull()
    },
  )
})

const entry = (key: number, parts: Partial<PendingEntry>): PendingEntry => ({
  ...{ key, priority: 'normal', category: null, title: null, source, state: null, expiresSoon: false },
  ...parts,
})

test('ten thousand categories are two groups: those that are muted and the others, newest first', () => {
  const entries = Array.from({ length: 10_000 }, (_, index) =>
    entry(10_000 - index, { category: index % 1_000 === 0 ? ' BILLING' : `Category ${index}` }),
  )
  const groups = groupPending(entries, settings)
  expect(groups.map(({ notify, keys }) => [notify, keys.length])).toEqual([
    ['never', 10],
    ['as-usual', 9_990],
  ])
  expect(groups[1]?.keys.slice(0, 2)).toEqual([9_999, 9_998])
})

test('what rules say differently is a group of its own', () => {
  const rules = [
    buildRule({ id: 1, when: { words: 'alarm' }, notify: 'always', keepOnScreen: true }),
    buildRule({ id: 2, when: { category: 'backup' }, sound: 'off' }),
  ]
  const parts = [{ title: 'Alarm 1' }, { category: 'backup' }, {}, { title: 'The 2nd alarm' }]
  const groups = groupPending(
    parts.map((part, index) => entry(index, part)),
    { rules },
  )
  expect(groups.map(({ notify, sound, keepOnScreen, keys }) => [notify, sound, keepOnScreen, keys])).toEqual([
    ['always', 'as-usual', true, [0, 3]],
    ['as-usual', 'off', false, [1]],
    ['as-usual', 'as-usual', false, [2]],
  ])
})

test('items of another priority, outcome or expiry are groups of their own', () => {
  const parts = [{}, { priority: 'high' }, { state: 'failed' }, { expiresSoon: true }, {}] as const
  const groups = groupPending(
    parts.map((part, index) => entry(index, part)),
    settings,
  )
  expect(groups.map(({ keys }) => keys)).toEqual([[0, 4], [1], [2], [3]])
})

test('critical comes first, then what a rule always announces, failures, what expires, high priority, and the rest', () => {
  const group = (parts: Partial<PendingItems>): PendingItems => ({
    ...{ ...usualEffect, priority: 'normal', state: 'succeeded', expiresSoon: false, keys: [1] },
    ...parts,
  })
  const rest = group({})
  const high = group({ priority: 'high' })
  const expiring = group({ expiresSoon: true })
  const failed = group({ state: 'failed' })
  const always = group({ priority: 'low', notify: 'always' })
  const critical = group({ priority: 'critical' })
  expect(byImportance([rest, expiring, always, critical, high, failed])).toEqual([
    critical,
    always,
    failed,
    expiring,
    high,
    rest,
  ])
})
