import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createGzip } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { FindingCode } from '../../../electron/model/finding.ts'
import { makePrivateAuthority } from '../../support/certificates.ts'
import { freePort } from '../../support/free-port.ts'
import { type ExamineServerOptions, examineServer, problemsOf } from './examine-server.ts'
import { type Faults, serve, startFaultyServer, token } from './faulty-server.ts'

interface BrokenServer {
  readonly what: string
  readonly faults: Faults
  readonly codes: readonly FindingCode[]
  readonly options?: ExamineServerOptions
}

const page = { 'Content-Type': 'text/html' }
const isRight = (authorization: string | undefined) => authorization === `Bearer ${token}`
const impatient = { trialMs: 1_500 }

const brokenServers: readonly BrokenServer[] = [
  {
    what: 'answers with a web page',
    faults: { answer: (_, response) => response.writeHead(200, page).end('<h1>Hi</h1>') !== null },
    codes: ['not-a-stream'],
  },
  {
    what: 'has no such route',
    faults: { answer: (_, response) => response.writeHead(404).end() !== null },
    codes: ['wrong-status'],
  },
  {
    what: 'crashes',
    faults: { answer: (_, response) => response.writeHead(500).end() !== null },
    codes: ['wrong-status'],
  },
  {
    what: 'redirects to another origin',
    faults: {
      answer: (_, response) =>
        response.writeHead(302, { Location: 'https://login.example.com/?next=secret' }).end() !== null,
    },
    codes: ['redirected-away'],
  },
  {
    what: 'never begins its answer, as behind a proxy that buffers',
    faults: { answer: () => true },
    codes: ['no-answer'],
  },
  {
    what: 'begins its answer with the first event',
    faults: {
      answer: (_, response) => {
        setTimeout(() => {
          response.writeHead(200, { 'Content-Type': 'text/event-stream' })
          response.write('data: {"type":"notification","message":"First"}\n\n')
        }, 700)
        return true
      },
    },
    codes: ['headers-late'],
    options: { token: null, limits: { lateHeadersMs: 300, observeMs: 3_000, trialMs: 500 } },
  },
  {
    what: 'compresses',
    faults: {
      answer: (_, response) => {
        response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Content-Encoding': 'gzip' })
        const gzip = createGzip()
        gzip.pipe(response)
        gzip.write('data: {"type":"connected"}\n\n')
        gzip.flush()
        return true
      },
    },
    codes: ['compressed'],
    options: { token: null },
  },
  { what: 'is cached', faults: { headers: { Age: '30', 'X-Cache': 'HIT' } }, codes: ['cached'] },
  {
    what: 'names another charset',
    faults: { headers: { 'Content-Type': 'text/event-stream; charset=iso-8859-1' } },
    codes: ['wrong-charset'],
  },
  {
    what: 'holds events back, but not its heartbeats',
    faults: { deliver: () => {} },
    codes: ['buffered'],
    options: { limits: impatient },
  },
  {
    what: 'is late with events',
    faults: { deliver: (write) => void setTimeout(write, 700) },
    codes: ['buffered'],
    options: { limits: { lateEventMs: 300 } },
  },
  {
    what: 'has its heartbeats collected on the way',
    faults: {
      heartbeatMs: 60_000,
      onOpen: (response) => void setTimeout(() => response.write(': \n\n'.repeat(4)), 800),
    },
    codes: ['bursts'],
    options: { limits: { burstSilenceMs: 400 } },
  },
  {
    what: 'does not end its events',
    faults: { frame: (id, data) => `id: ${id}\ndata: ${data}\n`, heartbeatMs: 60_000 },
    codes: ['event-not-ended'],
    options: { limits: { ...impatient, lateEventMs: 300 } },
  },
  {
    what: 'refuses its own test event',
    faults: { testEventStatus: 404 },
    codes: ['test-event-refused'],
  },
  {
    what: 'does not keep its heartbeat',
    faults: { heartbeatMs: 60_000, greeting: { type: 'connected', heartbeat: 1, replay: true } },
    codes: ['heartbeat-late'],
    options: { limits: { observeMs: 2_600 } },
  },
  {
    what: 'has no heartbeat',
    faults: { heartbeatMs: 60_000, greeting: { type: 'connected' } },
    codes: ['heartbeat-missing'],
    options: { limits: { missingHeartbeatMs: 500 } },
  },
  {
    what: 'sends what is no JSON',
    faults: { onOpen: (response) => response.write('data: ready!\n\n') },
    codes: ['event-rejected'],
  },
  {
    what: 'sends too much at once',
    faults: { onOpen: (response) => response.write(`data: ${'x'.repeat(1_100_000)}\n\n`) },
    codes: ['event-too-large'],
  },
  {
    what: 'sends a field that is left out',
    faults: { fields: { createdAt: 'yesterday' } },
    codes: ['event-field-invalid'],
  },
  {
    what: 'sends a link that is not secure',
    faults: { fields: { url: 'http://dashboard.example.com/' } },
    codes: ['event-field-invalid'],
  },
  {
    what: 'gives only some events an id',
    faults: {
      onOpen: (response) => response.write('data: {"type":"notification","message":"No id"}\n\n'),
    },
    codes: ['ids-partial'],
  },
  {
    what: 'gives every event the same id',
    faults: {
      idOf: () => 'same',
      onOpen: (response) => response.write('id: same\ndata: {"type":"notification","message":"Other"}\n\n'),
      replays: false,
      greeting: { type: 'connected' },
    },
    codes: ['ids-repeated', 'replay-missing'],
    options: { limits: impatient },
  },
  {
    what: 'counts the events of each stream',
    faults: {
      idOf: (_, inStream) => String(inStream),
      replays: false,
      greeting: { type: 'connected' },
    },
    codes: ['ids-restart', 'replay-missing'],
    options: { limits: impatient },
  },
  {
    what: 'counts down',
    faults: {
      idOf: (number) => String(100 - number),
      onOpen: (response) => response.write('id: 100\ndata: {"type":"notification","message":"Other"}\n\n'),
      answer: (request, response) => {
        const lastId = request.headers['last-event-id']
        if (lastId !== undefined) request.headers['last-event-id'] = String(100 - Number(lastId))
        return response.destroyed
      },
    },
    codes: ['ids-unordered'],
  },
  {
    what: 'sends an id that can’t be sent back',
    faults: { idOf: () => 'x'.repeat(1_100) },
    codes: ['id-unusable'],
  },
  {
    what: 'has ids and forgets what it sent',
    faults: { replays: false, greeting: { type: 'connected' } },
    codes: ['replay-missing'],
    options: { limits: impatient },
  },
  {
    what: 'promises a replay and forgets',
    faults: { replays: false },
    codes: ['replay-broken'],
    options: { limits: impatient },
  },
  {
    what: 'fails at an id that it does not know',
    faults: {
      answer: ({ headers }, response) => {
        if (Number.isNaN(Number(headers['last-event-id'] ?? 0))) response.writeHead(500).end()
        return response.writableEnded
      },
    },
    codes: ['unknown-id-refused'],
  },
  {
    what: 'fails at an id of its own',
    faults: {
      answer: ({ headers }, response) => {
        if (headers['last-event-id'] !== undefined) response.writeHead(500).end()
        return response.writableEnded
      },
    },
    codes: ['own-id-refused'],
  },
  {
    what: 'ends for good at an id that it does not know',
    faults: {
      answer: ({ headers }, response) => {
        if (Number.isNaN(Number(headers['last-event-id'] ?? 0))) response.writeHead(204).end()
        return response.writableEnded
      },
    },
    codes: ['unknown-id-refused'],
  },
  {
    what: 'breaks its stream',
    faults: {
      headers: { 'Tidings-Test-Event': null },
      onOpen: (response) => void setTimeout(() => response.destroy(), 100),
    },
    codes: ['ends-early'],
  },
  {
    what: 'ends its stream at once, with nothing in it',
    faults: {
      answer: (_, response) =>
        response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end() !== null,
    },
    codes: ['ends-early', 'wrong-token-accepted'],
  },
  { what: 'needs a token', faults: {}, codes: ['token-needed'], options: { token: null } },
  { what: 'rejects the token', faults: {}, codes: ['token-rejected'], options: { token: 'another' } },
  {
    what: 'does not look at the token',
    faults: {
      answer: (request) => {
        request.headers.authorization = `Bearer ${token}`
        return false
      },
    },
    codes: ['wrong-token-accepted'],
  },
  {
    what: 'sends a wrong token to a sign-in page',
    faults: {
      answer: ({ headers, url }, response) => {
        if (isRight(headers.authorization)) return false
        if (url === '/sign-in') response.writeHead(200, page).end('Sign in')
        else response.writeHead(302, { Location: '/sign-in' }).end()
        return true
      },
    },
    codes: ['wrong-token-redirected'],
  },
  {
    what: 'answers a wrong token with a page',
    faults: {
      answer: ({ headers }, response) =>
        !isRight(headers.authorization) && response.writeHead(200, page).end('Sign in') !== null,
    },
    codes: ['wrong-token-page'],
  },
  {
    what: 'crashes at a wrong token',
    faults: {
      answer: ({ headers }, response) =>
        !isRight(headers.authorization) && response.writeHead(500).end() !== null,
    },
    codes: ['wrong-token-status'],
  },
]

describe.concurrent('a server that', () => {
  test.for(brokenServers)('$what', async ({ faults, codes, options }, { onTestFinished: finished }) => {
    const url = await startFaultyServer(faults, finished)
    const findings = await examineServer(url, { token, ...options }, finished)
    expect(problemsOf(findings)).toEqual(codes)
  })
})

test('a name that nobody knows', async () => {
  const findings = await examineServer(new URL('http://nowhere.invalid/sse'))
  expect(problemsOf(findings)).toEqual(['name-not-found', 'plain-http'])
})

test('a port where nobody listens', async () => {
  const findings = await examineServer(new URL(`http://127.0.0.1:${await freePort()}/sse`))
  expect(problemsOf(findings)).toEqual(['unreachable'])
})

test('a token that would leave the computer unencrypted is not sent', async () => {
  const findings = await examineServer(new URL('http://198.51.100.1/sse'), {
    token,
    network: { hasAddress: async () => true, fetch: () => Promise.reject(new Error('must not be called')) },
  })
  expect(problemsOf(findings)).toEqual(['plain-http', 'token-over-http'])
})

test('a proxy that is down', async () => {
  const findings = await examineServer(new URL('https://app.example.com/sse'), {
    network: {
      findProxy: async () => 'proxy.example.com:8080',
      hasAddress: () => Promise.reject(new Error('net::ERR_NAME_NOT_RESOLVED')),
      fetch: () => Promise.reject(new Error('net::ERR_PROXY_CONNECTION_FAILED')),
    },
  })
  expect(problemsOf(findings)).toEqual(['proxy-failed'])
})

test('a certificate of an authority that nobody trusts', async () => {
  const { server: certificate, remove } = makePrivateAuthority()
  onTestFinished(remove)
  const server = createServer({
    cert: readFileSync(certificate.certificate),
    key: readFileSync(certificate.key),
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const findings = await examineServer(new URL(`https://127.0.0.1:${port}/sse`))
  expect(problemsOf(findings)).toEqual(['certificate-untrusted'])
})

test('no request for a test event goes to another origin', async () => {
  const requests: string[] = []
  const other = await serve((request, response) => {
    requests.push(`${request.method} ${request.headers.authorization}`)
    response.writeHead(202).end()
  })
  const url = await startFaultyServer({ headers: { 'Tidings-Test-Event': other.href } })
  await examineServer(url, { token })
  expect(requests).toEqual([])
})
