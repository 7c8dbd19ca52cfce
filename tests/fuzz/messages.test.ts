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
  { type: 'connect', address: 'https://app.example.com/sse', token: 'abc', replaces: null },
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

test('whatever the window sends is a command that was foreseen, or nothing', () => {
  play(5_000, (arbitrary) => {
    const command = parseCommand(arbitrary.spoil(arbitrary.pick([...commands, ...oddities])))
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

test('whatever the window asks for is a page of bounded size, or nothing', () => {
  play(5_000, (arbitrary) => {
    const asked = parseHistoryQuery(
      arbitrary.pick([arbitrary.spoil(query), arbitrary.value(), arbitrary.pick(oddities)]),
    )
    if (asked === null) return
    expect(asked.limit >= 1 && asked.limit <= 500).toBe(true)
    expect(asked.before === null || asked.before > 0).toBe(true)
  })
})

test('a message that contains itself is refused', () => {
  const message: Record<string, unknown> = { type: 'mark-read' }
  message.keys = [message]
  expect(parseCommand(message)).toBeNull()
  expect(parseHistoryQuery(message)).toBeNull()
})
