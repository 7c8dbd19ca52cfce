import { expect, test } from 'vitest'
import type { Connection, ConnectionError } from '../../../electron/model/connection.ts'
import { worstConnection } from '../../../electron/model/worst-connection.ts'

const refused: ConnectionError = { kind: 'refused' }
const since = 1

/** Each of them is worse than those after it. */
const fromWorst: readonly Connection[] = [
  { kind: 'waiting', since, error: { kind: 'store-failed', detail: 'disk-full' }, retryAt: 2 },
  { kind: 'stopped', since, error: refused },
  { kind: 'stopped', since, error: null },
  { kind: 'signed-out', since, error: { kind: 'token-rejected' } },
  { kind: 'waiting', since, error: refused, retryAt: 2 },
  { kind: 'offline', since, retryAt: 2 },
  { kind: 'connecting', since, error: null },
  { kind: 'open', since },
]

test.each(fromWorst.map((_, index) => fromWorst.slice(index)))(
  'the worst connection is $kind',
  (worst, ...better) => {
    expect(worstConnection([worst, ...better])).toBe(worst)
    expect(worstConnection([...better, worst])).toBe(worst)
  },
)

test('of two that are equally bad it is the first', () => {
  const first: Connection = { kind: 'open', since: 5 }
  expect(worstConnection([first, { kind: 'open', since: 2 }])).toBe(first)
})

test('without any connection there is no worst one', () => {
  expect(worstConnection([])).toBeNull()
})
