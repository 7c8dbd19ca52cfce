import { describe, expect, test } from 'vitest'
import type { Silence } from '../../../electron/model/quiet-hours.ts'
import { byImportance, reasonAgainst } from '../../../electron/notifications/pending.ts'
import type { PendingItems } from '../../../electron/store/history-reader.ts'

const off: Silence = { kind: 'off' }
const paused: Silence = { kind: 'on', reason: 'paused', until: null }
const settings = { mutedCategories: ['Billing'] }

describe('whether a notification may be raised', () => {
  test('not for low priority, during silence or not', () => {
    expect(reasonAgainst({ priority: 'low', category: null }, settings, off)).toBe('low')
    expect(reasonAgainst({ priority: 'low', category: null }, settings, paused)).toBe('low')
  })

  test('not for a muted category, however it is spelled', () => {
    expect(reasonAgainst({ priority: 'high', category: ' billing' }, settings, off)).toBe('muted')
    expect(reasonAgainst({ priority: 'high', category: 'export' }, settings, off)).toBeNull()
  })

  test('not for critical items of a muted category either', () => {
    expect(reasonAgainst({ priority: 'critical', category: 'billing' }, settings, off)).toBe('muted')
  })

  test.each(['paused', 'quiet-hours', 'do-not-disturb'] as const)(
    '%s silences all but critical',
    (reason) => {
      const silence: Silence = { kind: 'on', reason, until: 5 }
      expect(reasonAgainst({ priority: 'high', category: null }, settings, silence)).toBe(reason)
      expect(reasonAgainst({ priority: 'critical', category: null }, settings, silence)).toBeNull()
    },
  )
})

test('critical comes first, then failures, what expires, high priority, and the rest', () => {
  const group = (parts: Partial<PendingItems>): PendingItems => ({
    ...{ priority: 'normal', category: null, state: 'succeeded', expiresSoon: false, count: 1 },
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
