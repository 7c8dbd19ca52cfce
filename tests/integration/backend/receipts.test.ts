import { expect, onTestFinished, test } from 'vitest'
import { receiptsAddress } from '../../backend/receipt-route.ts'
import { type Backend, type BackendOptions, startBackend } from '../../backend/server.ts'
import { waitFor } from '../../support/wait-for.ts'

async function start(options: BackendOptions = {}): Promise<Backend> {
  const backend = await startBackend({ port: 0, heartbeatMs: 0, receiptsAddress, ...options })
  onTestFinished(() => backend.stop())
  return backend
}

/** The events of a new stream so far. */
async function listen({ streamUrl }: Backend, headers: Record<string, string> = {}) {
  const abort = new AbortController()
  onTestFinished(() => abort.abort())
  const { body } = await fetch(streamUrl, { headers, signal: abort.signal })
  const events: { readonly type: string; readonly [field: string]: unknown }[] = []
  const read = async () => {
    let rest = ''
    for await (const text of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (line.startsWith('data: ')) events.push(JSON.parse(line.slice(6)))
    }
  }
  read().catch(() => {})
  await waitFor('the greeting', () => events.length > 0)
  return events
}

const receipt = (id: string, what: string, more: object = {}) => ({
  ...{ id, what, at: '2026-11-27T09:30:00.000Z' },
  ...more,
})

function post({ url }: Backend, receipts: unknown, key = 'batch-1', headers: Record<string, string> = {}) {
  return fetch(`${url}${receiptsAddress}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key, ...headers },
    body: JSON.stringify({ receipts }),
  })
}

test('the greeting names the address, unless the server takes no receipts or is of the simplest kind', async () => {
  expect((await listen(await start()))[0]).toMatchObject({ type: 'connected', receipts: '/api/receipts' })
  for (const none of [{ receiptsAddress: undefined }, { dialect: 'simple' as const }])
    expect((await listen(await start(none)))[0]).not.toHaveProperty('receipts')
})

test('what has come can be read again, and a batch that comes twice is taken once', async () => {
  const backend = await start()
  const sent = [receipt('a', 'shown'), receipt('b', 'failed', { attempt: 2, reason: 'No server' })]
  for (const _ of [1, 2]) expect((await post(backend, sent)).status).toBe(204)
  const answer = await fetch(`${backend.url}${receiptsAddress}`)
  expect(await answer.json()).toEqual({ receipts: sent })
  expect(backend.receipts()).toEqual(sent)
  expect(backend.receiptAnswers()).toEqual([204, 204])
})

test('the same receipt in another batch changes nothing, that of another attempt is news', async () => {
  const backend = await start()
  const events = await listen(backend)
  await post(backend, [receipt('a', 'read', { attempt: 1 })], 'one')
  await post(backend, [receipt('a', 'read', { attempt: 1 })], 'two')
  await post(backend, [receipt('a', 'read', { attempt: 2 })], 'three')
  await backend.publish({ type: 'notification', message: 'Last' })
  await waitFor('the last event', () => events.at(-1)?.message === 'Last')
  expect(events.slice(1, -1)).toEqual([
    { type: 'read', ids: ['a'] },
    { type: 'read', ids: ['a'] },
  ])
  expect(backend.receipts().map(({ attempt }) => attempt)).toEqual([1, 2])
})

test('what was clicked or read is told to the other computers of the user, each item once', async () => {
  const backend = await start()
  const events = await listen(backend)
  await post(backend, [receipt('a', 'shown'), receipt('b', 'clicked'), receipt('b', 'read')], 'one')
  await post(backend, [receipt('c', 'clicked'), receipt('d', 'failed')], 'two')
  await post(backend, [receipt('c', 'read')], 'three')
  await backend.publish({ type: 'notification', message: 'Last' })
  await waitFor('the last event', () => events.at(-1)?.message === 'Last')
  expect(events.slice(1, -1)).toEqual([
    { type: 'read', ids: ['b'] },
    { type: 'read', ids: ['c'] },
  ])
})

test('an empty batch is taken: it only asks whether receipts are', async () => {
  const backend = await start()
  expect((await post(backend, [])).status).toBe(204)
})

test.each([
  ['more than a hundred', Array.from({ length: 101 }, (_, n) => receipt(`n-${n}`, 'read')), 'receipts'],
  ['no list', 'all', 'must be array'],
  ['another kind', [receipt('a', 'eaten')], 'must be one of: shown, clicked, read, failed'],
  ['a time that is none', [receipt('a', 'read', { at: 'now' })], 'does not look right'],
  ['an endless id', [receipt('a'.repeat(1_025), 'read')], 'must NOT have more than 1024 characters'],
  ['a field of another spelling', [receipt('a', 'read', { Reason: '' })], '"Reason" is not known'],
])('%s is refused with a sentence', async (_, receipts, sentence) => {
  const backend = await start()
  const answer = await post(backend, receipts)
  expect(answer.status).toBe(400)
  expect((await answer.json()).error).toContain(sentence)
  expect(backend.receipts()).toEqual([])
})

test('without a key, and without the token, nothing is taken', async () => {
  const backend = await start({ token: 'secret' })
  expect((await post(backend, [receipt('a', 'read')])).status).toBe(401)
  const authorized = { Authorization: 'Bearer secret' }
  expect((await post(backend, [receipt('a', 'read')], '', authorized)).status).toBe(400)
  expect(backend.receipts()).toEqual([])
  expect((await post(backend, [receipt('a', 'read')], 'one', authorized)).status).toBe(204)
})

test('a server with a fault answers with it, and takes them later', async () => {
  const backend = await start()
  backend.answerReceipts(500)
  expect((await post(backend, [receipt('a', 'read')])).status).toBe(500)
  backend.answerReceipts(null)
  expect((await post(backend, [receipt('a', 'read')])).status).toBe(204)
  expect(backend.receiptAnswers()).toEqual([500, 204])
  expect(backend.receipts()).toHaveLength(1)
})
