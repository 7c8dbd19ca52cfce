import { describe, expect, test } from 'vitest'
import { runCase } from './run-case.ts'
import { parseCases, type SseCase } from './sse-case.ts'

// The runner itself: what it refuses to read, and that it notices what a case forbids.

const stream = (text: string, ending: SseCase['response']['then']): SseCase['response'] => ({
  status: 200,
  headers: { 'Content-Type': 'text/event-stream' },
  chunks: [{ text }],
  // biome-ignore lint/suspicious/noThenProperty: the property's name in the case files
  then: ending,
})

const backoff = { baseMs: 50, maxMs: 400, jitter: 0, resetAfterMs: 1000 }

function caseOf(parts: Partial<SseCase>): SseCase {
  return {
    name: 'a case',
    profile: 'feed',
    client: { backoff },
    response: stream('id: 1\ndata: a\n\n', 'hang'),
    expect: {},
    ...parts,
  }
}

describe('a file is refused for', () => {
  const valid = caseOf({})

  test.each([
    ['an unknown expectation', { ...valid, expect: { evnets: [] } }, 'evnets'],
    ['an unknown option of the client', { ...valid, client: { closeOnEvent: 1 } }, 'closeOnEvent'],
    ['an unknown state', { ...valid, expect: { state: 'opne' } }, 'state'],
    ['an unknown framing', { ...valid, response: { ...valid.response, framing: 'gzip' } }, 'framing'],
    ['an unknown part of a case', { ...valid, waitsMs: 5 }, 'waitsMs'],
  ])('%s', (_, invalid, part) => {
    expect(() => parseCases(JSON.stringify([valid, invalid]))).toThrow(part)
  })

  test('having no case at all', () => {
    expect(() => parseCases('[]')).toThrow()
  })

  test('but not when all of it is known', () => {
    const expectations = { errors: { min: 1, max: 2 }, maxConcurrent: 1, state: 'stopped-by-server' } as const
    const known = caseOf({ client: { closeAfterEvents: 2 }, expect: expectations })
    expect(parseCases(JSON.stringify([known]))).toEqual([known])
  })
})

describe('a case', () => {
  const problemsOf = (parts: Partial<SseCase>) => runCase(caseOf(parts), fetch)

  test('counts how often the stream failed', async () => {
    const parts = { response: stream('data: a\n\n', 'close'), next: [stream('data: b\n\n', 'hang')] }
    expect(await problemsOf({ ...parts, expect: { errors: 1 } })).toEqual([])
    expect(await problemsOf({ ...parts, expect: { errors: 0 } })).toEqual(['errors: wanted 0, saw 1'])
  })

  test('counts the connections that are alive at once', async () => {
    const client = { backoff, signals: [{ atMs: 100, signal: 'resume' as const }] }
    expect(await problemsOf({ client, expect: { maxConcurrent: 1, connections: 2 } })).toEqual([])
    expect(await problemsOf({ client, expect: { maxConcurrent: 0 } })).toEqual([
      'maxConcurrent: wanted 0, saw 1',
    ])
  })

  test('closes the client after so many events', async () => {
    const response = stream('data: a\n\ndata: b\n\ndata: c\n\n', 'close')
    const client = { backoff, closeAfterEvents: 2 }
    const expected: SseCase['expect'] = {
      deliveredData: ['a', 'b'],
      state: 'stopped',
      connections: 1,
      errors: 0,
    }
    expect(await problemsOf({ client, response, expect: expected })).toEqual([])
  })

  test('distinguishes a server that wants no more connections from a client that was closed', async () => {
    const noContent: SseCase['response'] = { ...stream('', 'close'), status: 204, headers: {}, chunks: [] }
    expect(await problemsOf({ response: noContent, expect: { state: 'stopped-by-server' } })).toEqual([])
    const closed = {
      client: { backoff, closeAfterEvents: 1 },
      expect: { state: 'stopped-by-server' },
    } as const
    expect(await problemsOf(closed)).toHaveLength(1)
  })

  test('is waiting or connecting while no connection can be made', async () => {
    const response = { ...stream('', 'reset-before-headers'), chunks: [] }
    expect(await problemsOf({ response, expect: { state: 'waiting-or-connecting' } })).toEqual([])
    expect(await problemsOf({ expect: { state: 'waiting-or-connecting' } })).toHaveLength(1)
  })

  test('measures gaps in its own time, exactly', async () => {
    const response = stream('retry: 100\n\n', 'truncate')
    const gapsMs = [100, 200, 400].map((gap) => ({ min: gap, max: gap }))
    expect(await problemsOf({ response, expect: { gapsMs } })).toEqual([])
  })
})
