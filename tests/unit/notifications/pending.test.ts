import { describe, expect, test } from 'vitest'
import type { Silence } from '../../../electron/model/quiet-hours.ts'
import {
  byImportance,
  createMuteCheck,
  groupPending,
  type PendingItems,
  reasonAgainst,
} from '../../../electron/notifications/pending.ts'
import type { PendingEntry } from '../../../electron/store/history-reader.ts'

const off: Silence = { kind: 'off' }
const paused: Silence = { kind: 'on', reason: 'paused', until: null }
const source = 'https://app.example.com/events'
const settings = { mutedCategories: ['Billing'], servers: [] }

describe('whether a notification may be raised', () => {
  test('not for low priority, during silence or not', () => {
    expect(reasonAgainst({ priority: 'low', isMuted: false }, off)).toBe('low')
    expect(reasonAgainst({ priority: 'low', isMuted: false }, paused)).toBe('low')
  })

  test('not for a muted category, however it is spelled', () => {
    const isMuted = createMuteCheck(settings)
    expect(isMuted({ category: ' billing', source })).toBe(true)
    expect(isMuted({ category: 'export', source })).toBe(false)
    expect(isMuted({ category: null, source })).toBe(false)
    expect(reasonAgainst({ priority: 'high', isMuted: true }, off)).toBe('muted')
    expect(reasonAgainst({ priority: 'high', isMuted: false }, off)).toBeNull()
  })

  test('not for the items of a muted server, whatever their category', () => {
    const server = { name: null, colour: 'blue', clientId: null } as const
    const isMuted = createMuteCheck({
      mutedCategories: [],
      servers: [
        { ...server, address: `${source}#format=ntfy`, muted: true },
        { ...server, address: 'https://other.example/events', muted: false },
      ],
    })
    expect(isMuted({ category: null, source })).toBe(true)
    expect(isMuted({ category: null, source: 'https://other.example/events' })).toBe(false)
  })

  test('not for critical items of a muted category either', () => {
    expect(reasonAgainst({ priority: 'critical', isMuted: true }, off)).toBe('muted')
  })

  test.each(['paused', 'quiet-hours', 'do-not-disturb'] as const)(
    '%s silences all but critical',
    (reason) => {
      const silence: Silence = { kind: 'on', reason, until: 5 }
      expect(reasonAgainst({ priority: 'high', isMuted: false }, silence)).toBe(reason)
      expect(reasonAgainst({ priority: 'critical', isMuted: false }, silence)).toBeNull()
    },
  )
})

const entry = (key: number, parts: Partial<PendingEntry>): PendingEntry => ({
  ...{ key, priority: 'normal', category: null, source, state: null, expiresSoon: false },
  ...parts,
})

test('ten thousand categories are two groups: those that are muted and the others, newest first', () => {
  const entries = Array.from({ length: 10_000 }, (_, index) =>
    entry(10_000 - index, { category: index % 1_000 === 0 ? ' BILLING' : `Category ${index}` }),
  )
  const groups = groupPending(entries, settings)
  expect(groups.map(({ isMuted, keys }) => [isMuted, keys.length])).toEqual([
    [true, 10],
    [false, 9_990],
  ])
  expect(groups[1]?.keys.slice(0, 2)).toEqual([9_999, 9_998])
})

test('items of another priority, outcome or expiry are groups of their own', () => {
  const parts = [{}, { priority: 'high' }, { state: 'failed' }, { expiresSoon: true }, {}] as const
  const groups = groupPending(
    parts.map((part, index) => entry(index, part)),
    settings,
  )
  expect(groups.map(({ keys }) => keys)).toEqual([[0, 4], [1], [2], [3]])
})

test('critical comes first, then failures, what expires, high priority, and the rest', () => {
  const group = (parts: Partial<PendingItems>): PendingItems => ({
    ...{ priority: 'normal', isMuted: false, state: 'succeeded', expiresSoon: false, keys: [1] },
    ...parts,
  })
  const rest = group({})
  const high = group({ priority: 'high' })
  const expiring = group({ expiresSoon: true })
  const failed = group({ state: 'failed' })
  const critical = group({ priority: 'critical' })
  expect(byImportance([rest, expiring, critical, high, failed])).toEqual([
    critical,
    failed,
    expiring,
    high,
    rest,
  ])
})
