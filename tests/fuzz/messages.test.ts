import { expect, test } from 'vitest'
import { parseCommand, parseHistoryQuery } from '../../electron/window/command-schema.ts'
import { play } from './arbitraries.ts'

const commands = [
  { type: 'open-item', key: 1 },
  { type: 'mark-read', keys: [1, 2, 3] },
  { type: 'mark-all-read' },
  { type: 'reconnect' },
  { type: 'pause', length: { kind: 'for', ms: 1_800_000 } },
  { type: 'change-settings', change: { startAtLogin: true, theme: 'dark' } },
  { type: 'connect', server: 'https://app.example.com/sse', token: 'abc' },
  { type: 'download', key: 4 },
]
const query = { before: 12, limit: 50, unreadOnly: true, search: 'orders', category: 'export' }

// Values that Electron's messages can hold and JSON can't.
const oddities = [
  new Map([['type', 'open-item']]),
  new Set([1]),
  new Date(Number.NaN),
  new Error('type'),
  new ArrayBuffer(8),
  1n,
  Number.NaN,
  Number.POSITIVE_INFINITY,
]

test('any message of the window is a known command, or nothing', () => {
  play(5_000, (wild) => {
    const command = parseCommand(wild.spoil(wild.pick([...commands, ...oddities])))
    if (command === null) return
    expect(typeof command.type).toBe('string')
    // Keys name rows; addresses of pages and files never come from the window.
    for (const forbidden of ['url', 'path', 'file', '__proto__'])
      expect(Object.hasOwn(command, forbidden)).toBe(false)
    if ('key' in command) expect(Number.isSafeInteger(command.key) && command.key > 0).toBe(true)
    if ('keys' in command)
      expect(command.keys.every((key) => Number.isSafeInteger(key) && key > 0)).toBe(true)
  })
})

test('any query of the window is a page of limited size, or nothing', () => {
  play(5_000, (wild) => {
    const parsed = parseHistoryQuery(wild.pick([wild.spoil(query), wild.value(), wild.pick(oddities)]))
    if (parsed === null) return
    expect(parsed.limit >= 1 && parsed.limit <= 500).toBe(true)
    expect(parsed.before === null || parsed.before > 0).toBe(true)
  })
})

test('a message that contains itself is refused', () => {
  const message: Record<string, unknown> = { type: 'mark-read' }
  message.keys = [message]
  expect(parseCommand(message)).toBeNull()
  expect(parseHistoryQuery(message)).toBeNull()
})
