import { describe, expect, test } from 'vitest'
import { failed, type HttpResult } from '../../../electron/feed/http-client.ts'
import { decideNext } from '../../../electron/receipts/send-plan.ts'

const answer = (status: number, headers: Record<string, string> = {}): HttpResult => ({
  kind: 'response',
  response: new Response(null, { status, headers }),
  discard: () => {},
})
const decide = (result: HttpResult, failures = 0, random = 1) =>
  decideNext(result, failures, 1_000_000, () => random)

describe('after a batch was sent', () => {
  test.each([200, 202, 204])('%i: the server has it', (status) => {
    expect(decide(answer(status))).toEqual({ kind: 'sent' })
  })

  test.each([301, 302, 307, 400, 403, 404, 405, 413, 422])('%i: the server takes none', (status) => {
    expect(decide(answer(status))).toEqual({ kind: 'stop' })
  })

  test.each([401, 408, 425, 429, 500, 502, 503])('%i: the same again later', (status) => {
    expect(decide(answer(status))).toEqual({ kind: 'again', delayMs: 5_000 })
  })

  test('the waits double up to an hour, with a bit of chance', () => {
    const waits = [0, 1, 2, 9, 10, 1_000].map((failures) => decide(answer(500), failures))
    expect(waits.map((wait) => 'delayMs' in wait && wait.delayMs / 1000)).toEqual([
      5, 10, 20, 2_560, 3_600, 3_600,
    ])
    expect(decide(answer(500), 1, 0)).toEqual({ kind: 'again', delayMs: 7_500 })
  })

  test('Retry-After makes it longer, not shorter, and never more than an hour', () => {
    const told = (seconds: string) => decide(answer(429, { 'Retry-After': seconds }))
    expect(told('120')).toEqual({ kind: 'again', delayMs: 120_000 })
    expect(told('1')).toEqual({ kind: 'again', delayMs: 5_000 })
    expect(told('999999')).toEqual({ kind: 'again', delayMs: 3_600_000 })
  })

  test('a broken network is no reason to give up', () => {
    expect(decide(failed({ kind: 'idle', afterMs: 1 }))).toEqual({ kind: 'again', delayMs: 5_000 })
  })
})
