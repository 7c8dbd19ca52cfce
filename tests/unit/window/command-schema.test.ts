import { describe, expect, test } from 'vitest'
import { parseCommand, parseHistoryQuery } from '../../../electron/window/command-schema.ts'

test.each([
  { type: 'open-item', key: 3 },
  { type: 'mark-read', keys: [1, 2] },
  { type: 'mark-all-read' },
  { type: 'reconnect', server: null },
  { type: 'reconnect', server: 3 },
  { type: 'export-history', format: 'csv' },
  { type: 'export-history', format: 'jsonl', filter: { unreadOnly: false, state: 'failed' } },
  { type: 'pin', keys: [1] },
  { type: 'snooze', keys: [1, 2], until: { kind: 'for', ms: 3_600_000 } },
  { type: 'snooze', keys: [1], until: { kind: 'next-week' } },
  { type: 'snooze', keys: [1], until: { kind: 'at', at: 1_790_000_000_000 } },
  { type: 'cancel-snooze', keys: [1] },
  { type: 'mark-matching-read', filter: { unreadOnly: true, priority: 'important', from: 5, until: 7 } },
  { type: 'undo-mark-read' },
  { type: 'copy-text', keys: [3, 1] },
  { type: 'open-link', key: 1, index: 0 },
  { type: 'copy-link', key: 1, index: null },
  { type: 'show-detail', key: null },
  { type: 'open-download', key: 1 },
  { type: 'dismiss-notice' },
  { type: 'enter-proxy-login', proxy: 'p:1', name: 'corp\\ann', password: 'p@ss: /', remember: true },
  { type: 'forget-proxy-login', proxy: 'p:1' },
  { type: 'choose-certificate', server: 1, fingerprint: 'sha256/abc' },
  { type: 'choose-certificate', server: 1, fingerprint: null },
  { type: 'quit' },
  { type: 'pause', length: { kind: 'for', ms: 60_000 } },
  { type: 'pause', length: { kind: 'until-tomorrow' } },
  { type: 'resume' },
  { type: 'skip-quiet-hours' },
  { type: 'keep-quiet-hours' },
  { type: 'change-settings', change: { theme: 'dark', hideContent: true } },
  { type: 'check-server', address: 'https://app.example.com/events', token: null },
  { type: 'connect', address: 'https://app.example.com/events', token: 'abc.DEF-123~', replaces: null },
  { type: 'connect', address: 'https://app.example.com/events', token: null, replaces: 2 },
  { type: 'forget-token', server: 1 },
  { type: 'examine-server', server: 1 },
  { type: 'change-server', server: 1, change: { name: 'Staging', colour: 'teal' } },
  { type: 'change-server', server: 1, change: { name: null } },
  { type: 'remove-server', server: 1, deleteHistory: true },
  { type: 'sign-in', server: 1 },
  { type: 'cancel-sign-in', server: 1 },
  { type: 'sign-out', server: 1, deleteHistory: false },
  { type: 'test-notification' },
  { type: 'show-diagnostics', open: true, server: null },
  { type: 'copy-report' },
  { type: 'report-problem' },
  { type: 'open-server-page', server: 1 },
  { type: 'show-licenses' },
  {
    type: 'save-window-state',
    state: {
      filter: {
        ...{ show: 'failed', category: 'export', source: null, search: 'invoice' },
        ...{ priority: 'important', state: null, dates: { kind: 'days', from: '2026-11-01', to: null } },
      },
      anchor: 12,
    },
  },
])('%j is a command', (message) => {
  expect(parseCommand(message)).toEqual(message)
})

describe('nothing else is', () => {
  test.each([
    { type: 'enter-proxy-login', proxy: 'p:1', name: '', password: 'x', remember: true },
    { type: 'enter-proxy-login', proxy: 'p:1', name: 'ann', password: '', remember: true },
    { type: 'enter-proxy-login', proxy: 'p:1', name: 'ann\nX: y', password: 'x', remember: true },
    { type: 'enter-proxy-login', proxy: 'p:1', name: 'a'.repeat(257), password: 'x', remember: true },
    { type: 'enter-proxy-login', proxy: 'p:1', name: 'ann', password: 'x'.repeat(1_025), remember: true },
    { type: 'enter-proxy-login', proxy: 'p'.repeat(301), name: 'ann', password: 'x', remember: true },
    { type: 'enter-proxy-login', proxy: 'p:1', name: 'ann', password: 'x' },
    { type: 'choose-certificate', server: 1, fingerprint: 'x'.repeat(201) },
    { type: 'choose-certificate', server: 1, fingerprint: '' },
    undefined,
    null,
    'open-item',
    [],
    { type: 'open-item' },
    { type: 'open-item', key: '3' },
    { type: 'open-item', key: -1 },
    { type: 'open-item', key: 3, url: 'https://evil.example' },
    { type: 'delete-everything' },
    { type: 'export-history', format: 'csv', path: '/etc/passwd' },
    { type: 'export-history', format: 'exe' },
    { type: 'mark-read', keys: Array.from({ length: 1_001 }, () => 1) },
    { type: 'pause', length: { kind: 'for', ms: Number.NaN } },
    { type: 'pause', pause: { kind: 'until', at: 5 } },
    { type: 'change-settings', change: { servers: [] } },
    { type: 'change-settings', change: { pause: { kind: 'off' } } },
    { type: 'change-settings', change: { theme: undefined } },
    { type: 'change-settings', change: { theme: 'pink' } },
    { type: 'change-settings', change: { retention: { days: 0, items: 1_000 } } },
    { type: 'connect', address: '', token: null, replaces: null },
    { type: 'connect', address: `https://${'a'.repeat(2_000)}.example`, token: null, replaces: null },
    { type: 'connect', address: 'https://app.example.com', token: '', replaces: null },
    { type: 'connect', address: 'https://app.example.com', token: 'a\r\nX-Evil: 1', replaces: null },
    { type: 'connect', address: 'https://app.example.com', token: 'żeton', replaces: null },
    { type: 'connect', address: 'https://app.example.com', token: 'a'.repeat(8_193), replaces: null },
    { type: 'connect', address: 'https://app.example.com', token: null, replaces: 'https://a.example' },
    { type: 'check-server', address: 'https://app.example.com' },
    { type: 'change-server', server: 1, change: { address: 'https://evil.example' } },
    { type: 'change-server', server: 1, change: { clientId: 'evil' } },
    { type: 'change-server', server: 1, change: { name: 'a'.repeat(61) } },
    { type: 'remove-server', server: 'https://app.example.com/events', deleteHistory: true },
    { type: 'remove-server', server: 1 },
    { type: 'sign-in', server: 1, url: 'https://evil.example' },
    { type: 'show-diagnostics', open: 'yes' },
    // Commands that belong to the tray and to notifications.
    { type: 'open-window' },
    { type: 'open-notification', keys: [3] },
    { type: 'snooze', key: 3 },
    { type: 'snooze', keys: [3], until: { kind: 'for', ms: 1 } },
    { type: 'snooze', keys: [3], until: { kind: 'for', ms: 29 * 86_400_000 } },
    { type: 'snooze', keys: [3], until: { kind: 'at', at: Number.POSITIVE_INFINITY } },
    { type: 'mark-matching-read', filter: { unreadOnly: false, sql: '1' } },
    { type: 'mark-matching-read', filter: { before: null, limit: 50, unreadOnly: false } },
    { type: 'open-link', key: 1, url: 'https://evil.example' },
    { type: 'open-link', key: 1, index: -1 },
    { type: 'open-download', key: 1, path: '/usr/bin/evil' },
    { type: 'copy-text', keys: [1], text: 'evil' },
    { type: 'export-history', format: 'csv', filter: null },
  ])('%j', (message) => {
    expect(parseCommand(message)).toBeNull()
  })
})

test('a history query can have filters, and nothing unknown', () => {
  const query = {
    before: 7,
    limit: 50,
    unreadOnly: true,
    search: '請求書 100%',
    type: 'job',
    state: 'failed',
    priority: 'important',
    from: 1,
    until: 2,
    pinnedOnly: true,
    snoozedOnly: true,
    category: 'export',
  }
  expect(parseHistoryQuery(query)).toEqual(query)
  expect(parseHistoryQuery({ ...query, search: 'x'.repeat(1_001) })).toBeNull()
  expect(parseHistoryQuery({ ...query, type: 'urgent' })).toBeNull()
  expect(parseHistoryQuery({ ...query, sql: 'DROP TABLE item' })).toBeNull()
})

test('a history query asks for a page of limited size', () => {
  const query = { before: null, limit: 50, unreadOnly: false }
  expect(parseHistoryQuery(query)).toEqual(query)
  expect(parseHistoryQuery({ ...query, limit: 501 })).toBeNull()
  expect(parseHistoryQuery({ ...query, before: 1.5 })).toBeNull()
})
