import { expect, test } from 'vitest'
import type { ConnectionLogEntry } from '../../../electron/store/history-reader.ts'
import { connectionChanges } from '../../../electron/window/connection-changes.ts'

const entry = (kind: 'open' | 'connecting', since: number, at = since): ConnectionLogEntry => ({
  source: 's',
  at,
  connection: { kind, since, error: null },
  gap: null,
  completeness: { kind: 'not-known-yet' },
})

test('a state that was logged again while it lasted is one change, at its first time', () => {
  const log = [entry('open', 20, 25), entry('open', 20), entry('connecting', 10), entry('open', 5)]
  expect(connectionChanges(log)).toEqual([log[1], log[2], log[3]])
})
