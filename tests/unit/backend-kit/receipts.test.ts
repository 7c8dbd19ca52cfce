import { expect, test } from 'vitest'
import { identityOf, isSeen, parseReceipts } from '../../../resources/backend-kit/receipts.ts'

const at = '2026-11-27T09:30:00.000Z'

test('receipts are read as the app sends them', () => {
  const sent = [
    { id: 'exp-42', what: 'shown', at, attempt: 1 },
    { id: 'n-1', what: 'failed', at, revision: 3, reason: 'No notification server' },
  ]
  expect(parseReceipts({ receipts: sent })).toEqual(sent)
  expect(parseReceipts({ receipts: [] })).toEqual([])
})

test.each([null, 'receipts', [], {}, { receipts: {} }, { receipts: Array(101).fill({}) }])(
  'what is no batch is told from an empty one: %j',
  (body) => expect(parseReceipts(body)).toBeNull(),
)

test.each([
  { id: '', what: 'read', at },
  { id: 7, what: 'read', at },
  { id: 'a'.repeat(1_025), what: 'read', at },
  { id: 'a\u0000', what: 'read', at },
  { id: 'a', what: 'heard', at },
  { id: 'a', what: 'read', at: 'yesterday' },
  { id: 'a', what: 'read' },
  null,
])('one that is not understood is left out: %j', (receipt) => {
  const good = { id: 'b', what: 'read', at }
  expect(parseReceipts({ receipts: [receipt, good] })).toEqual([good])
})

test('a field that is wrong or new is left out, and a reason that is too long is cut', () => {
  const receipt = {
    id: 'a',
    what: 'failed',
    at,
    attempt: -1,
    revision: 1.5,
    reason: 'x'.repeat(301),
    later: 1,
  }
  expect(parseReceipts({ receipts: [receipt] })).toEqual([
    { id: 'a', what: 'failed', at, reason: 'x'.repeat(300) },
  ])
})

test('a receipt is the same at another time, but not of another attempt', () => {
  const receipt = { id: 'a', what: 'read', at, attempt: 1 } as const
  expect(identityOf({ ...receipt, at: '2026-11-28T09:30:00.000Z' })).toBe(identityOf(receipt))
  expect(identityOf({ ...receipt, attempt: 2 })).not.toBe(identityOf(receipt))
})

test('clicked and read are seen by the user, shown and failed are not', () => {
  const seen = (['shown', 'clicked', 'read', 'failed'] as const).map((what) => isSeen({ id: 'a', what, at }))
  expect(seen).toEqual([false, true, true, false])
})
