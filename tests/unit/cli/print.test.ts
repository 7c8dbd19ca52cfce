import { expect, test } from 'vitest'
import { itemAsJson, itemAsLine, statusAsJson } from '../../../electron/cli/print.ts'
import { buildItem } from '../../support/build-item.ts'

test('an item is one line of JSON with the names that tools rely on', () => {
  const line = itemAsJson(buildItem({ id: 'n-981', title: 'Invoice\nrun', category: 'billing' }))
  expect(line).not.toContain('\n')
  expect(JSON.parse(line)).toMatchObject({
    id: 'n-981',
    type: 'notification',
    title: 'Invoice\nrun',
    message: 'Your export is ready!',
    category: 'billing',
    priority: 'normal',
    state: null,
    read: false,
    receivedAt: '1970-01-01T00:00:01.000Z',
    notification: 'pending',
  })
})

test('what a server sent can’t steer the terminal', () => {
  expect(itemAsLine(buildItem({ message: 'a\u001b[2Jb\nc' }))).not.toMatch(/\p{Cc}/u)
})

test('the status tells why there is no connection', () => {
  const connection = { kind: 'waiting', since: 0, retryAt: 9, error: { kind: 'refused' } } as const
  expect(JSON.parse(statusAsJson({ connection, cursor: '7', unread: 2, storageProblem: null }))).toEqual({
    connection: 'waiting',
    since: '1970-01-01T00:00:00.000Z',
    cursor: '7',
    unread: 2,
    lastError: expect.stringContaining('refused the connection'),
    completeness: { kind: 'not-known-yet' },
  })
})

test.each([
  [{ kind: 'proven' }, { kind: 'proven' }],
  [
    { kind: 'unknown', since: 0 },
    { kind: 'unknown', since: '1970-01-01T00:00:00.000Z' },
  ],
  [
    { kind: 'gap', at: 0, from: '7', to: null },
    { kind: 'gap', at: '1970-01-01T00:00:00.000Z', from: '7', to: null },
  ],
] as const)('the status tells whether anything may be missing: %j', (completeness, printed) => {
  const connection = { kind: 'open', since: 0 } as const
  const report = { connection, cursor: '7', unread: 2, storageProblem: null, completeness }
  expect(JSON.parse(statusAsJson(report))).toMatchObject({ completeness: printed })
})

test('the status tells what is wrong with the disk before all else', () => {
  const connection = { kind: 'open', since: 0 } as const
  const report = {
    connection,
    cursor: '7',
    unread: 2,
    storageProblem: 'Nothing can be saved: the disk is full.',
  }
  expect(JSON.parse(statusAsJson(report))).toMatchObject({
    lastError: 'Nothing can be saved: the disk is full.',
  })
})
