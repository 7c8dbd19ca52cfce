import { connect } from 'node:net'
import { expect, test, vi } from 'vitest'
import type { LoopbackPage } from '../../../electron/accounts/loopback.ts'
import { openLoopback } from '../../../electron/platform/network/loopback-listener.ts'
import { waitFor } from '../../support/wait-for.ts'

const page = (body: string): LoopbackPage => ({ status: 200, headers: { 'Content-Type': 'text/html' }, body })

async function open(answer: (url: URL) => Promise<LoopbackPage> = async () => page('hello')) {
  const listener = await openLoopback('/callback', answer)
  if (listener === null) throw new Error('it did not open')
  return listener
}
const isClosed = (url: string) =>
  fetch(url).then(
    () => false,
    () => true,
  )

test('the page that was asked for is answered with the whole address', async () => {
  const answer = vi.fn(async () => page('<p>ü'))
  const { redirectUri, close } = await open(answer)
  const response = await fetch(`${redirectUri}?code=a%20b&state=c`)
  expect(await response.text()).toBe('<p>ü')
  expect(response.headers.get('connection')).toBe('close')
  expect(answer).toHaveBeenCalledExactlyOnceWith(new URL(`${redirectUri}?code=a%20b&state=c`))
  close()
  await expect.poll(() => isClosed(redirectUri)).toBe(true)
})

test('a page that is being sent is sent to its end after the listener is closed', async () => {
  const asked: ((page: LoopbackPage) => void)[] = []
  const { redirectUri, close } = await open(() => new Promise((resolve) => asked.push(resolve)))
  const asking = fetch(redirectUri)
  const finish = await waitFor('the page to be asked for', () => asked[0])
  close()
  finish(page('x'.repeat(100_000)))
  expect(await (await asking).text()).toHaveLength(100_000)
  await expect.poll(() => isClosed(redirectUri)).toBe(true)
})

test('two listeners have ports of their own', async () => {
  const [first, second] = [await open(), await open()]
  expect(first.redirectUri).not.toBe(second.redirectUri)
  first.close()
  expect(await (await fetch(second.redirectUri)).text()).toBe('hello')
  second.close()
})

test.each([
  ['no HTTP', 'hello\r\n\r\n'],
  ['headers without an end', `GET /callback HTTP/1.1\r\nX: ${'x'.repeat(64 * 1024)}`],
  ['an address without an end', `GET /callback?${'x'.repeat(64 * 1024)}`],
])('%s is cut off, and the listener goes on', async (_, text) => {
  const answer = vi.fn(async () => page('hello'))
  const { redirectUri, close } = await open(answer)
  const socket = connect(Number(new URL(redirectUri).port), '127.0.0.1')
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.on('error', () => {})
  socket.write(text)
  await closed
  expect(answer).not.toHaveBeenCalled()
  expect(await (await fetch(redirectUri)).text()).toBe('hello')
  close()
})

test.each(['http://127.0.0.1/callback', '//evil.example/callback', '/../callback?'])(
  'the target %s is handled as HTTP says',
  async (target) => {
    const { redirectUri, close } = await open()
    const { host, port } = new URL(redirectUri)
    const socket = connect(Number(port), '127.0.0.1')
    socket.write(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    let text = ''
    for await (const chunk of socket) text += String(chunk)
    expect(text).toMatch(target.startsWith('/.') ? /^HTTP\/1\.1 200/ : /^HTTP\/1\.1 404/)
    close()
  },
)
