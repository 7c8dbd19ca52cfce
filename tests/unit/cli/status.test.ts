import { describe, expect, test } from 'vitest'
import {
  type SourceStatus,
  type StatusReport,
  statusAsJson,
  statusAsText,
} from '../../../electron/cli/status.ts'

const billing: SourceStatus = {
  source: 'https://billing.example.com/sse',
  name: 'Billing',
  connection: { kind: 'open', since: 0 },
  cursor: '7',
  unread: 2,
  rejected: 0,
  gap: null,
  completeness: { kind: 'proven' },
}
const exports: SourceStatus = {
  source: 'http://intranet.example/sse',
  name: 'Exports',
  connection: { kind: 'waiting', since: 60_000, retryAt: 90_000, error: { kind: 'refused' } },
  cursor: '42',
  unread: 3,
  rejected: 4,
  gap: null,
  completeness: { kind: 'unknown', since: 0 },
}

function reportOf(sources: readonly SourceStatus[], said: Partial<StatusReport> = {}): StatusReport {
  const sum = (count: (source: SourceStatus) => number) =>
    sources.reduce((total, source) => total + count(source), 0)
  return {
    ...{ sources, unread: sum(({ unread }) => unread), rejected: sum(({ rejected }) => rejected), now: 0 },
    ...{ storageProblem: null, notificationProblem: null },
    ...said,
  }
}
const json = (sources: readonly SourceStatus[], said?: Partial<StatusReport>) =>
  JSON.parse(statusAsJson(reportOf(sources, said)))

const start = '1970-01-01T00:00:00.000Z'
const minute = '1970-01-01T00:01:00.000Z'
const ok = { kind: 'ok', reason: null }

describe('as JSON', () => {
  test('without a server it says so', () => {
    expect(json([])).toEqual({
      ...{ connection: 'stopped', since: start, cursor: null, unread: 0, rejected: 0, lastError: null },
      ...{ completeness: { kind: 'not-known-yet' }, security: null, notifications: ok, sources: [] },
    })
  })

  test('of one server it says everything twice: for the whole and for it', () => {
    const said = {
      ...{ connection: 'open', since: start, cursor: '7', unread: 2, rejected: 0, lastError: null },
      ...{ completeness: { kind: 'proven' }, security: ok },
    }
    expect(json([billing])).toEqual({
      ...{ ...said, notifications: ok },
      sources: [{ ...said, source: billing.source, name: 'Billing' }],
    })
  })

  test('of several servers it says the worst of each thing, and then each', () => {
    const { sources, ...whole } = json([billing, exports])
    expect(whole).toEqual({
      ...{ connection: 'waiting', since: minute, cursor: '42', unread: 5, rejected: 4 },
      lastError: expect.stringContaining('refused the connection'),
      completeness: { kind: 'unknown', since: start },
      security: { kind: 'unencrypted', reason: expect.any(String) },
      notifications: ok,
    })
    expect(sources).toMatchObject([
      { name: 'Billing', connection: 'open', cursor: '7', lastError: null, security: ok },
      { name: 'Exports', connection: 'waiting', cursor: '42', rejected: 4, unread: 3 },
    ])
  })

  test('nothing is said to be complete that is so of one server only', () => {
    const gap = { at: 0, from: '7', to: null }
    const printed = { at: start, from: '7', to: null }
    const incomplete: SourceStatus = { ...billing, gap, completeness: { kind: 'gap', ...gap } }
    expect(json([billing, incomplete])).toMatchObject({
      completeness: { kind: 'gap', ...printed },
      gap: printed,
      sources: [{ completeness: { kind: 'proven' } }, { completeness: { kind: 'gap' }, gap: printed }],
    })
    expect(json([billing, incomplete]).sources[0]).not.toHaveProperty('gap')
  })

  test.each([
    [{ kind: 'proven' }, { kind: 'proven' }],
    [
      { kind: 'unknown', since: 0 },
      { kind: 'unknown', since: start },
    ],
    [
      { kind: 'gap', at: 0, from: '7', to: null },
      { kind: 'gap', at: start, from: '7', to: null },
    ],
    [null, { kind: 'not-known-yet' }],
  ] as const)('it says whether anything may be missing: %j', (completeness, printed) => {
    expect(json([{ ...billing, completeness }])).toMatchObject({ completeness: printed })
  })

  test('a gap that is known from before counts as long as nothing newer is known', () => {
    const gap = { at: 0, from: '7', to: '9' }
    expect(json([{ ...billing, completeness: null, gap }]).completeness).toEqual({
      ...{ kind: 'gap', at: start, from: '7', to: '9' },
    })
  })

  test('a problem with the disk takes precedence over what was logged, for every server', () => {
    const storageProblem = 'Nothing can be saved: the disk is full.'
    const { lastError, sources } = json([billing, exports], { storageProblem })
    expect([lastError, sources[0].lastError, sources[1].lastError]).toEqual(
      Array.from({ length: 3 }, () => storageProblem),
    )
  })

  test('it says why the desktop can show no notification', () => {
    const reason = 'this desktop has no notification service'
    expect(json([billing], { notificationProblem: reason })).toMatchObject({
      notifications: { kind: 'unavailable', reason },
    })
  })

  test.each([
    ['https://app.example.com/sse', 'ok'],
    ['http://127.0.0.1:4310/sse', 'ok'],
    ['http://intranet.example/sse', 'unencrypted'],
  ])('it says whether the way to %s is safe: %s', (source, kind) => {
    expect(json([{ ...billing, source }]).security.kind).toBe(kind)
  })
})

describe('as text', () => {
  test('one server is not mentioned by name', () => {
    expect(statusAsText(reportOf([billing]))).toBe(`Connection: open since ${start}\nUnread: 2`)
    expect(statusAsText(reportOf([exports]))).toBe(
      [
        `Connection: waiting since ${minute}`,
        'The server refused the connection. It may be down, or the port in the address may be wrong.',
        'Not encrypted: on the way, others can read and change what the server sends; use its https:// address',
        'Unread: 3',
      ].join('\n'),
    )
  })

  test('of several servers there is the worst, and then a line of each', () => {
    const lines = statusAsText(reportOf([billing, exports])).split('\n')
    expect(lines[0]).toBe(`Connection: waiting since ${minute}`)
    expect(lines[3]).toBe('Unread: 5')
    expect(lines.slice(4)).toEqual([
      `Billing: open since ${start}, 2 unread`,
      expect.stringMatching(
        `^Exports: waiting since ${minute}, 3 unread, not encrypted. The server refused the connection`,
      ),
    ])
  })

  test('a name can’t control the terminal, nor add a line', () => {
    const text = statusAsText(reportOf([{ ...billing, name: 'A\u001b[2J\nB\u202e' }, exports]))
    expect(text.split('\n')[4]).toBe(`A\\u001b[2J B\\u202e: open since ${start}, 2 unread`)
  })
})
