import { describe, expect, test } from 'vitest'
import type { Silence } from '../../../electron/model/quiet-hours.ts'
import { byImportance, type PendingGroup, reasonAgainst } from '../../../electron/notifications/pending.ts'

const off: Silence = { kind: 'off' }
const paused: Silence = { kind: 'on', reason: 'paused', until: null }
const settings = { mutedCategories: ['Billing'] }

describe('whether a toast may be raised', () => {
  test('low priority raises none, quiet or not', () => {
    expect(reasonAgainst({ priority: 'low', category: null }, settings, off)).toBe('low')
    expect(reasonAgainst({ priority: 'low', category: null }, settings, paused)).toBe('low')
  })

  test('a muted category raises none, however it is written', () => {
    expect(reasonAgainst({ priority: 'high', category: ' billing' }, settings, off)).toBe('muted')
    expect(reasonAgainst({ priority: 'high', category: 'export' }, settings, off)).toBeNull()
  })

  test('who mutes a category means critical news of it too', () => {
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
  const group = (parts: Partial<PendingGroup>): PendingGroup => ({
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
