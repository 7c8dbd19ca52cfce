import { expect, test } from 'vitest'
import type { Connection } from '../../../electron/model/connection.ts'
import { lastConnectedAt } from '../../../electron/servers/last-connected.ts'
import type { ConnectionLogEntry } from '../../../electron/store/history-reader.ts'

function log(...kinds: readonly Connection['kind'][]): readonly ConnectionLogEntry[] {
  return kinds.map((kind, index) => ({
    source: 's',
    at: 1000 - index,
    connection: { kind, since: 0, error: { kind: 'ended' }, retryAt: 0 },
    gap: null,
  }))
}

test('a stream was last open when the state after it was logged', () => {
  expect(lastConnectedAt(log('waiting', 'connecting', 'stopped', 'open', 'connecting'))).toBe(998)
})

test('a run that was killed was connected at least when its stream opened', () => {
  expect(lastConnectedAt(log('open', 'connecting'))).toBe(1000)
})

test('without any stream it is unknown', () => {
  expect(lastConnectedAt(log('waiting', 'connecting'))).toBeNull()
  expect(lastConnectedAt([])).toBeNull()
})
