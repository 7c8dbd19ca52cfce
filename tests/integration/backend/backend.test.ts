import { createHash } from 'node:crypto'
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Backend, type BackendOptions, startBackend } from '../../backend/server.ts'

interface Frame {
  readonly id?: string
  readonly data?: { readonly type: string } & Readonly<Record<string, unknown>>
  readonly text: string
}

const undos: (() => unknown)[] = []
let dataDir = ''

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'backend-test-'))
})

afterEach(async () => {
  for (const undo of undos.splice(0).reverse()) await undo()
  rmSync(dataDir, { recursive: true })
})

async function start(options: BackendOptions = {}): Promise<Backend> {
  const backend = await startBackend({ port: 0, heartbeatMs: 0, dataDir, ...options })
  undos.push(() => backend.stop())
  return backend
}

/** Opens the stream and reads it frame by frame. */
async function listen(backend: Backend, headers: Record<string, string> = {}) {
  const abort = new AbortController()
  const response = await fetch(backend.streamUrl, { headers, signal: abort.signal })
  undos.push(() => abort.abort())
  const frames = framesOf(response)
  async function next(): Promise<Frame> {
    const { value, done } = await frames.next()
    if (done) throw new Error('the stream ended')
    return value
  }
  async function until(accepts: (frame: Frame) => boolean): Promise<Frame[]> {
    const seen = [await next()]
    while (!accepts(seen[seen.length - 1] as Frame)) seen.push(await next())
    return seen
  }
  return { response, next, until, leave: () => abort.abort() }
}

async function* framesOf(response: Response): AsyncGenerator<Frame, undefined> {
  let text = ''
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (text + chunk).split('\n\n')
    text = blocks.pop() ?? ''
    yield* blocks.map(frameOf)
  }
  return undefined
}

function frameOf(text: string): Frame {
  const fields = new Map(
    text.split('\n').map((line) => [line.split(': ')[0], line.slice(line.indexOf(': ') + 2)]),
  )
  const id = fields.get('id')
  const data = fields.get('data')
  return { text, ...(id !== undefined && { id }), ...(data !== undefined && { data: JSON.parse(data) }) }
}

function post(backend: Backend, path: string, body: unknown, headers: Record<string, string> = {}) {
  return fetch(`${backend.url}/api${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

const t = (backend: Backend, message: string) => backend.publish({ type: 'notification', message })
const isData = (frame: Frame) => frame.data !== undefined
const says = (message: string) => (frame: Frame) => frame.data?.message === message
const messages = (frames: readonly Frame[]) =>
  frames.filter((frame) => frame.id).map((frame) => frame.data?.message)

describe('the stream', () => {
  test('opens with headers that keep proxies from holding it back', async () => {
    const { response } = await listen(await start())
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect(response.headers.get('cache-control')).toBe('no-cache, no-transform')
    expect(response.headers.get('x-accel-buffering')).toBe('no')
  })

  test('begins with the retry time and a connected event that has no id', async () => {
    const stream = await listen(await start({ retryMs: 2_500 }))
    expect((await stream.next()).text).toBe('retry: 2500')
    expect((await stream.next()).text).toBe('data: {"type":"connected","message":"SSE Stream Active"}')
  })

  test('gives a new client only what is new', async () => {
    const backend = await start()
    await t(backend, 'before')
    const stream = await listen(backend)
    await t(backend, 'after')
    expect(messages(await stream.until(says('after')))).toEqual(['after'])
  })

  test('sends a plain notification in its plainest form, with an id', async () => {
    const backend = await start()
    const stream = await listen(backend)
    await post(backend, '/notifications', { message: 'Your export is ready!' })
    const [frame] = (await stream.until(says('Your export is ready!'))).slice(-1)
    expect(frame?.text).toMatch(/^id: \d+\ndata: {"type":"notification","message":"Your export is ready!"}$/)
  })

  test('replays what came after the last event id', async () => {
    const backend = await start()
    const first = await listen(backend)
    await t(backend, 'one')
    const id = (await first.until(says('one'))).at(-1)?.id ?? ''
    await t(backend, 'two')
    await t(backend, 'three')
    const second = await listen(backend, { 'Last-Event-ID': id })
    expect(messages(await second.until(says('three')))).toEqual(['two', 'three'])
    expect(second.response.headers.get('last-event-id')).toBe(id)
  })

  test('names another id than the one asked for when the log no longer reaches back', async () => {
    const backend = await start({ logLimit: 2 })
    const first = await listen(backend)
    for (const message of ['one', 'two', 'three', 'four']) await t(backend, message)
    const [one, two] = (await first.until(says('four'))).filter((frame) => frame.id)
    const second = await listen(backend, { 'Last-Event-ID': one?.id ?? '' })
    expect(second.response.headers.get('last-event-id')).toBe(two?.id)
    expect(messages(await second.until(says('four')))).toEqual(['three', 'four'])
  })

  test.each(['garbage', '1', '999999999999999', '-1'])(
    'answers the unknown id %s with all it has',
    async (id) => {
      const backend = await start()
      await t(backend, 'only')
      const stream = await listen(backend, { 'Last-Event-ID': id })
      expect(stream.response.headers.get('last-event-id')).not.toBe(id)
      expect(messages(await stream.until(says('only')))).toEqual(['only'])
    },
  )

  test('sends a comment now and then', async () => {
    const stream = await listen(await start({ heartbeatMs: 10 }))
    expect((await stream.until((frame) => frame.text.startsWith(':'))).at(-1)?.text).toBe(': heartbeat')
  })

  test('releases everything when a client leaves', async () => {
    const backend = await start({ heartbeatMs: 60_000 })
    const timersOf = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
    const streams = [await listen(backend), await listen(backend)]
    for (const stream of streams) await stream.until(isData)
    expect(backend.held()).toEqual({ streams: 2, listeners: 2 })
    const timers = timersOf()
    for (const stream of streams) stream.leave()
    await vi.waitFor(() => expect(backend.held()).toEqual({ streams: 0, listeners: 0 }))
    expect(timersOf()).toBeLessThanOrEqual(timers - 2)
  })

  test('drops a client that reads nothing', async () => {
    const backend = await start({ dataDir: undefined, stallMs: 50 })
    const socket = connect(backend.port, '127.0.0.1')
    undos.push(() => socket.destroy())
    socket.write('GET /api/notifications HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n')
    await vi.waitFor(() => expect(backend.clients()).toBe(1))
    const fill = setInterval(() => void t(backend, 'x'.repeat(500_000)), 1)
    undos.push(() => clearInterval(fill))
    await vi.waitFor(() => expect(backend.clients()).toBe(0), 5_000)
  })

  test('ends at once when the server stops', async () => {
    const backend = await start()
    const stream = await listen(backend)
    await stream.until(isData)
    await backend.stop()
    await expect(stream.next()).rejects.toThrow('the stream ended')
  })

  test('goes on after a restart with nothing lost and nothing twice', async () => {
    const before = await start()
    const first = await listen(before)
    await t(before, 'one')
    const id = (await first.until(says('one'))).at(-1)?.id ?? ''
    await t(before, 'two')
    await before.stop()
    const after = await start({ port: before.port })
    await t(after, 'three')
    const second = await listen(after, { 'Last-Event-ID': id })
    expect(messages(await second.until(says('three')))).toEqual(['two', 'three'])
    expect(second.response.headers.get('last-event-id')).toBe(id)
  })

  test('leaves out a line of the log that a kill cut off', async () => {
    const before = await start()
    await t(before, 'whole')
    await before.stop()
    appendFileSync(join(dataDir, 'events.jsonl'), '{"id":"17","event":{"type":"noti')
    const stream = await listen(await start(), { 'Last-Event-ID': 'all' })
    expect(messages(await stream.until(says('whole')))).toEqual(['whole'])
  })

  test('tells of a gap when the log was thrown away', async () => {
    const before = await start()
    const first = await listen(before)
    await t(before, 'old')
    const id = (await first.until(says('old'))).at(-1)?.id ?? ''
    await before.stop()
    rmSync(join(dataDir, 'events.jsonl'))
    const second = await listen(await start(), { 'Last-Event-ID': id })
    expect(second.response.headers.get('last-event-id')).not.toBe(id)
  })

  test('has no ids in the simple dialect', async () => {
    const backend = await start({ dialect: 'simple' })
    const stream = await listen(backend)
    await post(backend, '/notifications', { message: 'Hello', title: 'T' })
    await post(backend, '/exports', { rows: 1 })
    const frames = await stream.until(says('Your export is ready!'))
    expect(frames.map((frame) => frame.text).join('\n')).not.toMatch(/^(id|retry)|"id"/m)
    expect(frames.map((frame) => frame.data?.type)).toEqual(['connected', 'notification', 'notification'])
  })
})

describe('the access token', () => {
  test.each([{}, { Authorization: 'Bearer wrong' }, { Authorization: 'Basic c2VjcmV0' }])(
    'is asked for: %o',
    async (headers) => {
      const response = await fetch((await start({ token: 'secret' })).streamUrl, { headers })
      expect(response.status).toBe(401)
      expect(response.headers.get('www-authenticate')).toBe('Bearer')
      expect(await response.json()).toEqual({ error: expect.stringContaining('access token') })
    },
  )

  test('opens the stream', async () => {
    const backend = await start({ token: 'secret' })
    const { response } = await listen(backend, { Authorization: 'Bearer secret' })
    expect(response.status).toBe(200)
  })

  test('stays hidden from the page, which has a session in its place', async () => {
    const backend = await start({ token: 'secret' })
    const page = await fetch(backend.url)
    const cookie = page.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/)
    expect(cookie + (await page.text())).not.toContain('secret')
    const Cookie = cookie.split(';')[0] ?? ''
    expect((await fetch(`${backend.url}/api/exports`, { headers: { Cookie } })).status).toBe(200)
  })

  test('lets no page of another site change anything', async () => {
    const backend = await start()
    const ask = (headers: Record<string, string>) => post(backend, '/exports', { rows: 1 }, headers)
    expect((await ask({ Origin: 'https://evil.example' })).status).toBe(403)
    expect((await ask({ Origin: backend.url })).status).toBe(202)
  })
})

describe('an export', () => {
  async function exported(backend: Backend, order: object) {
    const stream = await listen(backend)
    await stream.until(isData)
    const { id } = (await (await post(backend, '/exports', order)).json()) as { id: string }
    const frames = await stream.until(
      ({ data }) => data?.id === id && !['queued', 'running'].includes(String(data.state)),
    )
    const fileUrl = `${backend.url}/api/exports/${id}/file`
    return { id, fileUrl, events: frames.map((frame) => frame.data), last: frames.at(-1)?.data }
  }

  test('is written to the end, with progress on the way', async () => {
    const backend = await start()
    const { id, fileUrl, events, last } = await exported(backend, {
      title: 'Orders 2026',
      rows: 42_000,
      rowsPerSecond: 80_000,
    })
    expect(events.map((event) => event?.state)).toEqual(
      expect.arrayContaining(['queued', 'running', 'succeeded']),
    )
    expect(events.length).toBeLessThanOrEqual(6)
    expect(events[1]).toMatchObject({ progress: 0, message: '0 of 42,000 rows' })

    const bytes = Buffer.from(await (await fetch(fileUrl)).arrayBuffer())
    expect(bytes.toString().split('\r\n')).toHaveLength(42_000 + 2)
    expect(last).toEqual({
      type: 'job',
      id,
      state: 'succeeded',
      title: 'Orders 2026',
      category: 'export',
      message: 'Your export is ready!',
      download: {
        url: fileUrl,
        filename: 'orders-2026.csv',
        size: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        expiresAt: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    })
  })

  test('gives the same file for the same order', async () => {
    const backend = await start()
    const [one, two] = [await exported(backend, { rows: 500 }), await exported(backend, { rows: 500 })]
    expect(await (await fetch(one.fileUrl)).text()).toBe(await (await fetch(two.fileUrl)).text())
  })

  test.each([
    ['bytes=0-1', 206, 'id'],
    ['bytes=-2', 206, '\r\n'],
    ['bytes=999999-', 416, undefined],
  ])('is served in parts: %s', async (Range, status, text) => {
    const backend = await start()
    const { fileUrl } = await exported(backend, { rows: 10 })
    const response = await fetch(fileUrl, { headers: { Range } })
    expect(response.status).toBe(status)
    expect(response.headers.get('content-range')).toMatch(
      status === 206 ? /^bytes \d+-\d+\/\d+$/ : /^bytes \*\/\d+$/,
    )
    if (text !== undefined) expect(await response.text()).toBe(text)
  })

  test('is served whole when it is another file than the one that was begun', async () => {
    const backend = await start()
    const { fileUrl } = await exported(backend, { rows: 10 })
    const whole = await fetch(fileUrl)
    expect(whole.headers.get('content-disposition')).toBe('attachment; filename="orders-2026.csv"')
    const etag = whole.headers.get('etag') ?? ''
    const ask = (value: string) => fetch(fileUrl, { headers: { Range: 'bytes=5-', 'If-Range': value } })
    expect((await ask(etag)).status).toBe(206)
    expect((await ask('"other"')).status).toBe(200)
  })

  test('needs the token', async () => {
    const backend = await start({ token: 'secret' })
    expect((await fetch(`${backend.url}/api/exports/exp-00000000/file`)).status).toBe(401)
  })

  test('that fails says so and leaves no file', async () => {
    const backend = await start()
    const { fileUrl, last } = await exported(backend, { rows: 1_000, failAt: 0.5 })
    expect(last).toMatchObject({ state: 'failed', message: expect.stringContaining('stopped at row 500') })
    expect((await fetch(fileUrl)).status).toBe(409)
    expect(readdirSync(dataDir).filter((name) => name.includes('.csv'))).toEqual([])
  })

  test('that is cancelled ends with that word and leaves no file', async () => {
    const backend = await start()
    const stream = await listen(backend)
    const response = await post(backend, '/exports', { rows: 1_000_000, rowsPerSecond: 1_000 })
    const { id } = (await response.json()) as { id: string }
    await stream.until(({ data }) => data?.state === 'running')
    await fetch(`${backend.url}/api/exports/${id}`, { method: 'DELETE' })
    await stream.until(({ data }) => data?.state === 'cancelled')
    await vi.waitFor(() => expect(readdirSync(dataDir).filter((name) => name.includes('.csv'))).toEqual([]))
  })

  test('that is held shows its progress until it is released, and can be cancelled', async () => {
    const backend = await start()
    const stream = await listen(backend)
    const order = { rows: 1_000, rowsPerSecond: 1_000_000, holdAt: 0.5 }
    for (const release of ['POST', 'DELETE'] as const) {
      const response = await post(backend, '/exports', order)
      const { id } = (await response.json()) as { id: string }
      await stream.until(({ data }) => Number(data?.progress) >= 0.5)
      const [job] = await fetch(`${backend.url}/api/exports`).then((list) => list.json())
      expect(job).toMatchObject({ id, state: 'running' })
      const path = release === 'POST' ? `${id}/release` : id
      await fetch(`${backend.url}/api/exports/${path}`, { method: release })
      await stream.until(({ data }) => data?.state === (release === 'POST' ? 'succeeded' : 'cancelled'))
    }
  })

  test('that a restart broke off is reported as failed', async () => {
    const before = await start()
    const first = await listen(before)
    await post(before, '/exports', { rows: 1_000_000, rowsPerSecond: 1_000 })
    const id = (await first.until(({ data }) => data?.state === 'running')).at(-1)?.id ?? ''
    await before.stop()
    const second = await listen(await start(), { 'Last-Event-ID': id })
    const [last] = (await second.until(({ data }) => data?.state === 'failed')).slice(-1)
    expect(last?.data?.message).toContain('restarted')
  })

  test('can still be fetched after a restart, until it expires', async () => {
    const before = await start()
    const { id } = await exported(before, { rows: 10 })
    await before.stop()
    const after = await start()
    expect((await fetch(`${after.url}/api/exports/${id}/file`)).status).toBe(200)
    await after.stop()
    const late = await start({ now: () => Date.now() + 8 * 24 * 3_600_000 })
    expect((await fetch(`${late.url}/api/exports/${id}/file`)).status).toBe(410)
  })
})

describe('a request that is wrong', () => {
  test.each([
    ['/notifications', {}, '"message" is missing.'],
    ['/notifications', { message: '' }, '"message" must NOT have fewer than 1 characters.'],
    ['/notifications', { message: 'm', urgent: true }, '"urgent" is not known here'],
    [
      '/notifications',
      { message: 'm', priority: 'loud' },
      '"priority" must be one of: low, normal, high, critical.',
    ],
    ['/notifications', { message: 'm', url: 'javascript:alert(1)' }, '"url" does not look right'],
    ['/exports', { rows: 0 }, '"rows" must be >= 1.'],
    ['/exports', { rows: '5' }, '"rows" must be integer.'],
    ['/exports', [], 'The body must be object.'],
  ])('is answered with words: %s %o', async (path, body, words) => {
    const response = await post(await start(), path, body)
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ error: expect.stringContaining(words) })
  })

  test.each([
    ['{"message":', 'application/json', 400, 'The body is not valid JSON.'],
    ['message=hi', 'application/x-www-form-urlencoded', 415, 'Send the body as JSON'],
    ['{"message":"hi"}', 'text/plain', 415, 'Send the body as JSON'],
  ])('is answered with words: %s as %s', async (body, type, status, words) => {
    const { url } = await start()
    const headers = { 'Content-Type': type }
    const response = await fetch(`${url}/api/notifications`, { method: 'POST', headers, body })
    expect(response.status).toBe(status)
    expect(await response.json()).toEqual({ error: expect.stringContaining(words) })
  })

  test('for something that is not there says so', async () => {
    const response = await fetch(`${(await start()).url}/nowhere?x=1`)
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({ error: 'There is nothing at GET /nowhere.' })
  })
})

test('a port in use is named', async () => {
  const { port } = await start()
  await expect(startBackend({ port })).rejects.toThrow(`Port ${port} is in use.`)
})
