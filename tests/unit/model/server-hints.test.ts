import { expect, test } from 'vitest'
import { type ServerFacts, type ServerHint, serverHints } from '../../../electron/model/server-hints.ts'

const good: ServerFacts = {
  hasEvents: true,
  hasIds: true,
  usualPauseMs: 15_000,
  completeness: 'proven',
  receiptProblem: null,
  droppedReceipts: 0,
  errors: ['ended', 'refused'],
}

test('a good server gets no hint', () => {
  expect(serverHints(good)).toEqual([])
})

test('a server of which nothing is known yet gets none', () => {
  const unknown = { ...good, hasEvents: false, hasIds: false, usualPauseMs: null, errors: [] }
  expect(serverHints({ ...unknown, completeness: 'not-known-yet' })).toEqual([])
})

test.each<[ServerHint, Partial<ServerFacts>]>([
  ['no-ids', { hasIds: false, completeness: 'unknown' }],
  ['no-replay', { completeness: 'unknown' }],
  ['no-heartbeat', { usualPauseMs: 61_000 }],
  ['no-heartbeat', { usualPauseMs: null, errors: ['idle'] }],
  ['receipts-elsewhere', { receiptProblem: 'elsewhere' }],
  ['receipts-refused', { receiptProblem: 'refused' }],
  ['receipts-failing', { receiptProblem: 'failing' }],
  ['receipts-dropped', { droppedReceipts: 1 }],
  ['late-headers', { errors: ['late-headers'] }],
])('the hint %s follows from %o', (hint, facts) => {
  expect(serverHints({ ...good, ...facts })).toEqual([hint])
})
