import { expect, test } from 'vitest'
import { judge } from '../../../electron/doctor/judge.ts'
import { doctorLimits } from '../../../electron/doctor/limits.ts'
import type { Mark, Observation, StreamObservation } from '../../../electron/doctor/observation.ts'

const day = 24 * 60 * 60_000

const stream: StreamObservation = {
  response: {
    ...{ status: 200, contentType: 'text/event-stream', contentEncoding: null },
    ...{ isFromCache: false, testEvent: null },
  },
  ...{ headersMs: 20, marks: [], firstBytesMs: 5, longestSilenceMs: 10, longestUnendedMs: 0 },
  ...{ unusableIds: 0, greeting: null, retryMs: null, openMs: 17_000, end: null },
}

const observation: Observation = {
  url: new URL('https://app.example.com/sse'),
  ...{ hasToken: false, observedAt: 1_000 * day, responses: [stream.response], failure: null },
  route: { proxy: null, hasAddress: true, tls: { alpn: 'h2', expiresAt: 1_090 * day } },
  ...{ streams: [stream], testEvent: { kind: 'not-offered' }, replay: { kind: 'not-tried' } },
  ...{ unknownId: { kind: 'not-tried' }, wrongToken: { kind: 'not-tried' } },
  receipts: { kind: 'not-wanted' },
}

const codes = (changes: Partial<Observation>) =>
  judge({ ...observation, ...changes }, doctorLimits).map(({ code }) => code)
const streamCodes = (changes: Partial<StreamObservation>) => codes({ streams: [{ ...stream, ...changes }] })

function beat(atMs: number): Mark {
  return { atMs, kind: 'comment', id: null, fingerprint: '', reason: null, invalidField: null }
}

test('HTTP/2 and a certificate that lasts are fine', () => {
  expect(codes({})).toEqual(expect.arrayContaining(['encryption-ok', 'http2-ok']))
})

test('HTTP/1.1 is a note, and behind a proxy the version is not known', () => {
  const tls = { alpn: null, expiresAt: null }
  expect(codes({ route: { ...observation.route, tls } })).toContain('http1')
  const proxied = codes({ route: { proxy: 'proxy:8080', hasAddress: false, tls: null } })
  expect(proxied).toEqual(expect.arrayContaining(['name-by-proxy', 'proxy-used', 'http-version-unknown']))
})

test('a certificate that expires within two weeks is a warning', () => {
  const at = (expiresAt: number) => codes({ route: { ...observation.route, tls: { alpn: 'h2', expiresAt } } })
  expect(at(1_013 * day)).toContain('certificate-expires')
  expect(at(1_015 * day)).toContain('encryption-ok')
})

test('plain http is a warning, but for this computer', () => {
  expect(codes({ url: new URL('http://app.example.com/') })).toContain('plain-http')
  expect(codes({ url: new URL('http://localhost:3000/') })).toContain('encryption-not-needed')
})

test('heartbeats that come one by one prove that nothing holds them back', () => {
  const found = streamCodes({ marks: [beat(5_000), beat(10_000), beat(15_000)], longestSilenceMs: 5_000 })
  expect(found).toEqual(expect.arrayContaining(['delivery-ok', 'heartbeat-ok']))
})

test('two heartbeats at once, once, may be chance; several times, or many, are not', () => {
  expect(streamCodes({ marks: [beat(5_000), beat(5_000)] })).not.toContain('bursts')
  expect(streamCodes({ marks: [4_000, 4_000, 9_000, 9_000].map(beat) })).toContain('bursts')
  expect(streamCodes({ marks: [15_000, 15_000, 15_000].map(beat) })).toContain('bursts')
  // At the start, or without a pause before it, it says nothing.
  expect(streamCodes({ marks: [5, 5, 5].map(beat) })).not.toContain('bursts')
})

test('silence is no fault before it is certain', () => {
  expect(streamCodes({ longestSilenceMs: 17_000 })).toContain('heartbeat-unknown')
  expect(streamCodes({ longestSilenceMs: 61_000, openMs: 61_000 })).toContain('heartbeat-missing')
  expect(streamCodes({ firstBytesMs: null })).toContain('silent')
})

test('a stream that ended while a test event was awaited tells nothing about it', () => {
  const ended = { ...stream, end: { kind: 'ended' as const }, openMs: 6_000 }
  expect(codes({ streams: [ended, stream], testEvent: { kind: 'stream-ended' } })).not.toContain('buffered')
})

test('many redirects within the server are a note', () => {
  const { response } = stream
  expect(codes({ responses: [{ ...response, status: 307 }, response] })).toContain('redirect-used')
})

test('what is asked for with retry and not obeyed is a note', () => {
  expect(streamCodes({ retryMs: 0 })).toContain('retry-out-of-range')
  expect(streamCodes({ retryMs: 3_000 })).not.toContain('retry-out-of-range')
})

test('an answer to a wrong token that may be for another reason is not judged', () => {
  const answer = (status: number) =>
    codes({
      hasToken: true,
      wrongToken: { kind: 'failed', error: { kind: 'status', status }, redirects: 0 },
    })
  expect(answer(403)).toContain('wrong-token-ok')
  expect(answer(429).filter((code) => code.includes('token'))).toEqual([])
  expect(answer(400)).toContain('wrong-token-status')
})

test('receipts are taken, refused, or not to be sent there at all', () => {
  const found = (receipts: Observation['receipts']) => codes({ receipts }).at(-1)
  const answered = (status: number | null) => found({ kind: 'sent', status })
  expect(found({ kind: 'not-wanted' })).toBe('receipts-not-wanted')
  expect(found({ kind: 'elsewhere' })).toBe('receipts-elsewhere')
  expect([200, 202, 204].map(answered)).toEqual(Array(3).fill('receipts-ok'))
  expect([400, 422].map(answered)).toEqual(Array(2).fill('receipts-unknown'))
  expect([302, 401, 403, 404, 405].map(answered)).toEqual(Array(5).fill('receipts-refused'))
  expect([429, 500, 503].map(answered)).toEqual(Array(3).fill('receipts-failing'))
  expect(answered(null)).toBe('receipts-unanswered')
})
