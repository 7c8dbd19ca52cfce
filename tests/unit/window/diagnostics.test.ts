import { expect, test } from 'vitest'
import { createI18n } from '../../../electron/i18n/i18n.ts'
import { diagnosticsOf } from '../../../electron/window/diagnostics.ts'

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
