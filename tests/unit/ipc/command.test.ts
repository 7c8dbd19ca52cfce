import { describe, expect, test } from 'vitest'
import { parseCommand, parseHistoryQuery } from '../../../electron/ipc/command.ts'

test.each([
  { type: 'open', key: 3 },
  { type: 'mark-read', keys: [1, 2] },
  { type: 'mark-all-read' },
  { type: 'reconnect' },
  { type: 'pause', pause: { kind: 'until', at: 5 } },
])('%j is a command', (message) => {
  expect(parseCommand(message)).toEqual(message)
})

describe('nothing else is', () => {
  test.each([
    undefined,
    null,
    'open',
    [],
    { type: 'open' },
    { type: 'open', key: '3' },
    { type: 'open', key: -1 },
    { type: 'open', key: 3, url: 'https://evil.example' },
    { type: 'delete-everything' },
    { type: 'mark-read', keys: Array.from({ length: 1_001 }, () => 1) },
    { type: 'pause', pause: { kind: 'until', at: Number.NaN } },
  ])('%j', (message) => {
    expect(parseCommand(message)).toBeNull()
  })
})

test('a history query is a bounded page', () => {
  const query = { before: null, limit: 50, unreadOnly: false }
  expect(parseHistoryQuery(query)).toEqual(query)
  expect(parseHistoryQuery({ ...query, limit: 501 })).toBeNull()
  expect(parseHistoryQuery({ ...query, before: 1.5 })).toBeNull()
})
