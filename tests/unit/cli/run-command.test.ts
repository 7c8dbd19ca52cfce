import { expect, test } from 'vitest'
import { failure, statusAsJson } from '../../../electron/cli/run-command.ts'

test('the status says why there is no connection', () => {
  const connection = { kind: 'waiting', since: 0, retryAt: 9, error: { kind: 'refused' } } as const
  expect(JSON.parse(statusAsJson({ connection, cursor: '7', unread: 2, storageProblem: null }))).toEqual({
    connection: 'waiting',
    notifications: { kind: 'ok', reason: null },
    since: '1970-01-01T00:00:00.000Z',
    cursor: '7',
    unread: 2,
    lastError: expect.stringContaining('refused the connection'),
    completeness: { kind: 'not-known-yet' },
    security: null,
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
] as const)('the status says whether anything may be missing: %j', (completeness, printed) => {
  const connection = { kind: 'open', since: 0 } as const
  const report = { connection, cursor: '7', unread: 2, storageProblem: null, completeness }
  expect(JSON.parse(statusAsJson(report))).toMatchObject({ completeness: printed })
})

test('a problem with the disk takes precedence over a problem with the connection', () => {
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

test('the status says why the desktop can show no notification', () => {
  const connection = { kind: 'open', since: 0 } as const
  const problem = 'this desktop has no notification service'
  const report = { connection, cursor: null, unread: 0, storageProblem: null, notificationProblem: problem }
  expect(JSON.parse(statusAsJson(report))).toMatchObject({
    notifications: { kind: 'unavailable', reason: problem },
  })
})

test.each([
  ['https://app.example.com/sse', 'ok'],
  ['http://127.0.0.1:4310/sse', 'ok'],
  ['http://intranet.example/sse', 'unencrypted'],
])('the status says whether the way to %s is safe: %s', (server, kind) => {
  const connection = { kind: 'open', since: 0 } as const
  const report = { connection, server, cursor: null, unread: 0, storageProblem: null }
  expect(JSON.parse(statusAsJson(report)).security.kind).toBe(kind)
})

test('a problem is printed as one line, with nothing that controls the terminal', () => {
  expect(failure(1, 'not read: \u001b]0;x\u0007\nno\u202e.').error).toBe(
    'tidings: not read: \\u001b]0;x\\u0007 no\\u202e.\n',
  )
})
