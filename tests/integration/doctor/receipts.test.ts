import { expect, onTestFinished, test } from 'vitest'
import { receiptsAddress } from '../../backend/receipt-route.ts'
import { type BackendOptions, startBackend } from '../../backend/server.ts'
import { examineServer } from './examine-server.ts'

async function start(options: BackendOptions = {}) {
  const backend = await startBackend({ port: 0, token: 'a-token', heartbeatMs: 200, ...options })
  onTestFinished(() => backend.stop())
  return backend
}

async function judge(streamUrl: string) {
  const findings = await examineServer(new URL(streamUrl), { token: 'a-token' })
  return findings.filter(({ code }) => code.startsWith('receipts-'))
}

test('a server that takes receipts is asked with an empty batch, and its token', async () => {
  const backend = await start({ receiptsAddress })
  expect(await judge(backend.streamUrl)).toEqual([{ code: 'receipts-ok' }])
  expect(backend.receiptAnswers()).toEqual([204])
  expect(backend.receipts()).toEqual([])
})

test('a server that wants none is asked nothing', async () => {
  const backend = await start()
  expect(await judge(backend.streamUrl)).toEqual([{ code: 'receipts-not-wanted' }])
  expect(backend.receiptAnswers()).toEqual([])
})

test.each([
  [404, 'receipts-refused'],
  [503, 'receipts-failing'],
  [422, 'receipts-unknown'],
])('an answer of %i is %s', async (status, code) => {
  const backend = await start({ receiptsAddress })
  backend.answerReceipts(status)
  expect(await judge(backend.streamUrl)).toEqual([{ code, values: { status: String(status) } }])
})

test('nothing is sent to an address of another origin', async () => {
  const other = await start()
  const backend = await start({ receiptsAddress: `${other.url}${receiptsAddress}` })
  expect(await judge(backend.streamUrl)).toEqual([{ code: 'receipts-elsewhere' }])
  expect([...backend.receiptAnswers(), ...other.receiptAnswers()]).toEqual([])
})
