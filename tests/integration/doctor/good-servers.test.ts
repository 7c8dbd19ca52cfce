import { expect, onTestFinished, test } from 'vitest'
import { isFit } from '../../../electron/model/finding.ts'
import { type BackendOptions, startBackend } from '../../backend/server.ts'
import { codesOf, examineServer, problemsOf } from './examine-server.ts'
import { startFaultyServer, token } from './faulty-server.ts'

async function start(options: BackendOptions) {
  const backend = await startBackend({ port: 0, ...options })
  onTestFinished(() => backend.stop())
  return { ...backend, url: new URL(backend.streamUrl) }
}

test('a server with everything is fit, and everything about it is known', async () => {
  const findings = await examineServer(await startFaultyServer(), { token })
  expect(codesOf(findings)).toEqual([
    'name-ok',
    'no-proxy',
    'encryption-not-needed',
    'response-ok',
    'headers-ok',
    'http1',
    'delivery-ok',
    'heartbeat-ok',
    'events-ok',
    'ids-ok',
    'replay-ok',
    'stays-open',
    'wrong-token-ok',
    'receipts-not-wanted',
  ])
})

test('the stand-in backend with ids, replay and a test event is fit', async () => {
  const { url } = await start({ token: 'a-token', heartbeatMs: 200, offersTestEvent: true })
  const findings = await examineServer(url, { token: 'a-token' })
  expect(problemsOf(findings)).toEqual([])
  expect(codesOf(findings)).toEqual(
    expect.arrayContaining(['delivery-ok', 'ids-ok', 'replay-ok', 'wrong-token-ok']),
  )
})

test('the simplest backend is fit, though nothing but its greeting comes', async () => {
  const { url } = await start({ dialect: 'simple' })
  const findings = await examineServer(url)
  expect(isFit(findings, true)).toBe(true)
  expect(codesOf(findings)).toEqual(
    expect.arrayContaining(['delivery-unknown', 'heartbeat-unknown', 'ids-unknown', 'replay-unknown']),
  )
})

test('the simplest backend with a test event is fit: no ids are a note', async () => {
  const { url } = await start({ dialect: 'simple', offersTestEvent: true })
  const findings = await examineServer(url)
  expect(problemsOf(findings)).toEqual([])
  expect(codesOf(findings)).toEqual(expect.arrayContaining(['delivery-ok', 'ids-missing']))
})

test('a backend that says nothing of a test event is judged by its heartbeats, and by what happens to come', async () => {
  const { url, publish } = await start({ heartbeatMs: 150 })
  const examined = examineServer(url)
  for (const message of ['One', 'Two', 'Three']) await publish({ type: 'notification', message })
  const timer = setInterval(() => void publish({ type: 'notification', message: 'More' }), 200)
  const findings = await examined
  clearInterval(timer)
  expect(problemsOf(findings)).toEqual([])
  expect(codesOf(findings)).toEqual(
    expect.arrayContaining(['delivery-ok', 'heartbeat-ok', 'ids-ok', 'replay-ok']),
  )
})

test('a server that sends more than is noted is fit, and its test event is found', async () => {
  const events = Array.from(
    { length: 3_000 },
    (_, n) => `id: f-${n}\ndata: {"type":"job","id":"j-1","state":"running"}\n\n`,
  )
  const findings = await examineServer(
    await startFaultyServer({
      onOpen: (response) => response.write(events.join('')),
      answer: ({ headers }) => {
        // Not again when the client comes back.
        if (headers['last-event-id'] !== undefined) events.length = 0
        return false
      },
    }),
    { token, limits: { trialMs: 5_000 } },
  )
  expect(problemsOf(findings)).toEqual([])
  expect(codesOf(findings)).toContain('delivery-ok')
})

test('a server that ends each stream after its event is fit', async () => {
  const url = await startFaultyServer({
    onOpen: (response) => {
      response.end('retry: 1000\n\nid: 7\ndata: {"type":"notification","message":"A"}\n\n')
    },
    headers: { 'Tidings-Test-Event': null },
  })
  const findings = await examineServer(url, { token, limits: { observeMs: 2_500 } })
  expect(problemsOf(findings)).toEqual([])
  expect(codesOf(findings)).toContain('planned-ends')
})
