import { expect, test } from 'vitest'
import type { ManagedBy } from '../../../electron/model/policy.ts'
import { defaultSettings } from '../../../electron/model/settings.ts'
import { createReport, diagnosticsOf } from '../../../electron/window/diagnostics.ts'
import { createI18n } from '../../support/i18n.ts'

const receipts = {
  isAnyWanted: () => false,
  isWanted: () => false,
  problem: () => null,
  dropped: () => 0,
  isAnyQueued: () => false,
  batch: () => null,
}

test('diagnostics ask for no more than they show: the newest events that were set aside, cut', () => {
  const asked: number[] = []
  const rejected = {
    at: 1,
    count: 1,
    eventType: 'message',
    eventId: null,
    reason: 'no JSON',
    source: 'https://a/',
  }
  const reader = {
    connectionLog: () => [],
    rejectedEvents: (limit: number) => {
      asked.push(limit)
      return [{ ...rejected, data: 'x'.repeat(64 * 1024) }]
    },
    rejectedCount: () => 1,
    cursor: () => null,
    usualPause: () => null,
    isFirstConnect: () => false,
    receipts,
  }
  const { rejectedEvents } = diagnosticsOf(
    reader,
    null,
    { versions: {}, sandbox: 'unknown', examination: null },
    createI18n('en'),
  )
  expect(asked).toEqual([50])
  expect(rejectedEvents[0]?.data).toHaveLength(2_000)
})

test('the report names the keys of a policy, and none of their values', () => {
  const reader = {
    connectionLog: () => [],
    rejectedEvents: () => [],
    rejectedCount: () => 0,
    cursor: () => null,
    usualPause: () => null,
    isFirstConnect: () => false,
    receipts,
  }
  const server = { address: 'https://secret.example/', colour: 'blue', muted: false } as const
  const managed: ManagedBy = {
    place: '/etc/tidings/policy.json',
    policy: {
      servers: [{ ...server, name: 'Secret', clientId: null }],
      allowOtherServers: false,
      settings: { updates: false },
    },
    problems: [{ key: 'color', kind: 'unknown' }],
  }
  const runtime = { versions: {}, sandbox: 'on' } as const
  const report = (by: ManagedBy | null) => createReport(reader, [], runtime, defaultSettings, by)
  expect(report(managed)).toContain(
    [
      'managed: /etc/tidings/policy.json',
      '  keys: servers, allowOtherServers, updates',
      '  not used: color (unknown)',
    ].join('\n'),
  )
  expect(report(managed).toLowerCase()).not.toContain('secret')
  expect(report(null)).not.toContain('managed')
})
