import { expect, test } from 'vitest'
import type { Completeness, Connection } from '../../../electron/model/connection.ts'
import { lastConnectedAt, unknownSince } from '../../../electron/servers/last-connected.ts'
import type { ConnectionLogEntry } from '../../../electron/store/history-reader.ts'

function log(...kinds: readonly Connection['kind'][]): readonly ConnectionLogEntry[] {
  return kinds.map((kind, index) => ({
    source: 's',
    at: 1000 - index,
    connection: { kind, since: 0, error: { kind: 'ended' }, retryAt: 0 },
    gap: null,
    completeness: { kind: 'not-known-yet' },
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

test('what an earlier run could not know is remembered, also when it ended without a connection', () => {
  const logged = (...all: readonly Completeness[]) =>
    log('stopped', 'open', 'open').flatMap((entry, index) => {
      const completeness = all[index]
      return completeness === undefined ? [] : [{ ...entry, completeness }]
    })
  const unknown = { kind: 'unknown', since: 7 } as const
  expect(unknownSince(logged({ kind: 'not-known-yet' }, unknown, { kind: 'proven' }))).toBe(7)
  expect(unknownSince(logged({ kind: 'not-known-yet' }, { kind: 'proven' }, unknown))).toBeNull()
  expect(unknownSince(log('open', 'connecting'))).toBeNull()
})
