import { expect, test } from 'vitest'
import type { HttpResult } from '../../../electron/feed/http-client.ts'
import { failed } from '../../../electron/feed/http-client.ts'
import type { ServerCheck } from '../../../electron/model/source.ts'
import {
  createConnectionTests,
  type TestResult,
  testResult,
} from '../../../electron/servers/connection-test.ts'

const stream: HttpResult = { kind: 'response', response: new Response(null), discard: () => {} }

test.each<[string, HttpResult, TestResult]>([
  ['a stream', stream, { kind: 'stream' }],
  ['a server that wants a token', failed({ kind: 'token-missing' }), { kind: 'token-needed' }],
  [
    'a server where one can sign in',
    failed({ kind: 'token-missing', resourceMetadata: 'https://app.example.com/metadata' }),
    { kind: 'sign-in-offered' },
  ],
  [
    'a token that is refused',
    failed({ kind: 'token-rejected' }),
    { kind: 'problem', error: { kind: 'token-rejected' } },
  ],
  ['nobody there', failed({ kind: 'refused' }), { kind: 'problem', error: { kind: 'refused' } }],
])('%s is told apart', (_name, answer, expected) => {
  expect(testResult(answer)).toEqual(expected)
})

/** Connection tests whose requests are answered by the test. */
function checks() {
  const asked: {
    readonly id: string
    readonly signal: AbortSignal
    readonly answer: (result: TestResult) => void
  }[] = []
  const shown: (ServerCheck | null)[] = []
  const opened = createConnectionTests({
    test: ({ id }, _token, signal) =>
      new Promise((answer) => {
        asked.push({ id, signal, answer })
      }),
    isConfirmed: ({ url }) => url.hostname !== 'new.example',
    explainAddress: ({ why }) => why,
    explainInsecure: () => 'insecure',
    explainProblem: ({ error }) => error.kind,
    onChange: () => shown.push(opened.current()),
  })
  return { opened, asked, shown }
}

test('the result is shown for the address as it was typed', async () => {
  const { opened, asked, shown } = checks()
  void opened.check('HTTPS://App.Example.com/events', null)
  expect(asked[0]?.id).toBe('https://app.example.com/events')
  asked[0]?.answer({ kind: 'problem', error: { kind: 'refused' } })
  await Promise.resolve()
  expect(shown).toEqual([
    { address: 'HTTPS://App.Example.com/events', result: { kind: 'checking' } },
    { address: 'HTTPS://App.Example.com/events', result: { kind: 'problem', reason: 'refused' } },
  ])
})

test('a new check cancels the one before, whose late result changes nothing', async () => {
  const { opened, asked } = checks()
  const first = opened.check('https://a.example', null)
  const second = opened.check('https://b.example', null)
  expect(asked[0]?.signal.aborted).toBe(true)
  asked[1]?.answer({ kind: 'stream' })
  asked[0]?.answer({ kind: 'token-needed' })
  await Promise.resolve()
  expect(opened.current()).toEqual({ address: 'https://b.example', result: { kind: 'stream' } })
  expect(await Promise.all([first, second])).toEqual([null, 'stream'])
})

test.each<[string, string | null, ServerCheck['result']]>([
  ['the stored token is', null, { kind: 'sign-in-offered' }],
  ['the token that the user typed is', 'typed', { kind: 'token-rejected', reason: 'token-rejected' }],
])('when %s rejected, the user learns what helps', async (_, token, result) => {
  const { opened, asked } = checks()
  void opened.check('https://a.example', token)
  const error = { kind: 'token-rejected', resourceMetadata: 'https://a.example/metadata' } as const
  asked[0]?.answer({ kind: 'problem', error })
  await Promise.resolve()
  expect(opened.current()?.result).toEqual(result)
})

test('an invalid address is rejected without a request', () => {
  const { opened, asked } = checks()
  void opened.check('app.example.com', null)
  expect(opened.current()?.result).toEqual({ kind: 'problem', reason: 'unreadable' })
  expect(asked).toEqual([])
})

test.each([
  ['https://new.example/sse', { kind: 'unconfirmed' }],
  ['http://new.example/sse', { kind: 'problem', reason: 'insecure' }],
])('%s, which the user has not agreed to, is sent nothing', async (address, result) => {
  const { opened, asked } = checks()
  expect(await opened.check(address, 'token')).toBe(result.kind)
  expect(opened.current()).toEqual({ address, result })
  expect(asked).toEqual([])
})

test('a check that ended at a proxy is made again, with the same token, when there is a login', async () => {
  const { opened, asked } = checks()
  const proxy = { proxy: 'proxy:3128', inClear: true, wasRejected: false }
  const first = opened.check('https://a.example', 'abc')
  asked[0]?.answer({ kind: 'problem', error: { kind: 'proxy-login', ...proxy } })
  expect(await first).toBe('proxy-login')
  expect(opened.current()?.result).toMatchObject({ kind: 'proxy-login', proxy })
  opened.passProxy()
  expect(opened.current()?.result).toEqual({ kind: 'checking' })
  expect(asked).toHaveLength(2)
  opened.passProxy()
  expect(asked).toHaveLength(2)
})

test('a server that asks for a certificate can be added, so that one can be chosen for it', async () => {
  const { opened, asked } = checks()
  const first = opened.check('https://a.example', null)
  asked[0]?.answer({ kind: 'problem', error: { kind: 'client-certificate', why: 'needed', label: null } })
  expect(await first).toBe('certificate-needed')
})
