import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { waitFor } from '../support/wait-for.ts'
import { openStream } from './dashboard/read-events.ts'
import { type Dashboard, startDashboard } from './dashboard/start-dashboard.ts'

let dashboard: Dashboard
beforeAll(async () => {
  dashboard = await startDashboard()
})
afterAll(() => dashboard.stop())

async function open(headers: Readonly<Record<string, string>>, url = dashboard.streamUrl) {
  const stream = await openStream(url, headers)
  onTestFinished(stream.close)
  return stream
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })

describe('the stream', () => {
  test('its headers and its greeting are as documented', async () => {
    const { token } = await dashboard.signIn('alice')
    const { response, events } = await open(bearer(token))
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toMatch('text/event-stream')
    expect(response.headers.get('cache-control')).toBe('no-cache, no-transform')
    expect(response.headers.get('connection')).toBe('keep-alive')
    const greeting = await waitFor('the greeting', () => events[0])
    expect(greeting.data).toEqual({
      type: 'connected',
      message: 'SSE Stream Active',
      heartbeat: 15,
      receipts: '/api/receipts',
      replay: true,
    })
  })

  test('browser and desktop of a user get the same event, another user does not', async () => {
    const alice = await dashboard.signIn('alice')
    const bob = await dashboard.signIn('bob')
    const browser = await open({ Cookie: alice.cookie })
    const desktop = await open(bearer(alice.token))
    const other = await open(bearer(bob.token))
    const id = await alice.notify('For Alice')
    const bobsId = await bob.notify('For Bob')
    for (const { events } of [browser, desktop]) {
      const event = await waitFor('the event', () => events[1])
      expect(event).toMatchObject({ id, data: { type: 'notification', message: 'For Alice' } })
    }
    await waitFor('the event of the other user', () => other.events[1])
    expect(other.events.slice(1).map((event) => event.id)).toEqual([bobsId])
  })

  test('what came meanwhile is replayed after the last id', async () => {
    const alice = await dashboard.signIn('alice')
    const first = await alice.notify('First')
    const second = await alice.notify('Second')
    const { response, events } = await open({ ...bearer(alice.token), 'Last-Event-ID': first })
    expect(response.headers.get('last-event-id')).toBe(first)
    await waitFor('the replay', () => events.length === 2)
    expect(events[1]).toMatchObject({ id: second, data: { message: 'Second' } })
  })

  test('an id that it does not know is answered as a gap', async () => {
    const alice = await dashboard.signIn('alice')
    const { response, events } = await open({ ...bearer(alice.token), 'Last-Event-ID': '1' })
    expect(response.headers.get('last-event-id')).toBe('earliest')
    expect((await waitFor('the greeting', () => events[0])).data).toMatchObject({ replay: false })
  })

  test('a client that leaves leaves nothing behind', async () => {
    await waitFor('the other streams to end', async () => (await dashboard.openStreams()) === 0)
    const { token } = await dashboard.signIn('alice')
    const stream = await open(bearer(token))
    await waitFor('the greeting', () => stream.events[0])
    expect(await dashboard.openStreams()).toBe(1)
    stream.close()
    await waitFor('the subscription to end', async () => (await dashboard.openStreams()) === 0)
  })
})

test('without a database receipts are stored in memory, once, and for their user only', async () => {
  const alice = await dashboard.signIn('alice')
  const bob = await dashboard.signIn('bob')
  const receipts = [{ id: 'n-1', what: 'shown', at: '2026-11-27T09:30:00.000Z' }]
  const address = `${dashboard.origin}/api/receipts`
  for (const _ of [1, 2]) {
    const headers = { ...bearer(alice.token), 'Content-Type': 'application/json' }
    const { status } = await fetch(address, { method: 'POST', headers, body: JSON.stringify({ receipts }) })
    expect(status).toBe(204)
  }
  const of = async (token: string) => (await fetch(address, { headers: bearer(token) })).json()
  expect(await of(alice.token)).toEqual({ receipts })
  expect(await of(bob.token)).toEqual({ receipts: [] })
})

describe('access', () => {
  test('nothing is served without a sign-in', async () => {
    for (const path of ['/api/notifications', '/api/receipts', '/api/exports/exp-1/file']) {
      const response = await fetch(`${dashboard.origin}${path}`)
      expect(response.status).toBe(401)
      expect(response.headers.get('www-authenticate')).toBe('Bearer')
    }
  })

  test('a wrong password signs nobody in', async () => {
    const response = await fetch(`${dashboard.origin}/api/session`, {
      method: 'POST',
      body: new URLSearchParams({ user: 'alice', password: 'wrong' }),
      redirect: 'manual',
    })
    expect(response.headers.get('location')).toBe('/sign-in?failed')
    expect(response.headers.get('set-cookie')).toBeNull()
  })

  test('a token that was changed, or a session in place of a token, is refused', async () => {
    const { token, cookie } = await dashboard.signIn('alice')
    const { token: bobs } = await dashboard.signIn('bob')
    const [kind, , expiresAt, signature] = token.split('.')
    const forged = [kind, bobs.split('.')[1], expiresAt, signature].join('.')
    for (const refused of [forged, cookie.slice('session='.length), 'nonsense']) {
      const response = await fetch(dashboard.streamUrl, { headers: bearer(refused) })
      expect(response.status).toBe(401)
    }
  })
})

describe('an export', () => {
  async function finishedExport(rows: number) {
    const alice = await dashboard.signIn('alice')
    const { events } = await open(bearer(alice.token))
    await waitFor('the greeting', () => events[0])
    const id = await alice.startExport(rows, 100_000)
    const { data } = await waitFor('its end', () => events.find(({ data }) => data.state === 'succeeded'))
    const states = events.filter(({ data }) => data.id === id).map(({ data }) => data.state)
    const { download } = data
    if (typeof download !== 'object' || download === null) throw new Error('There is no download.')
    const { url, sha256, size } = { url: '', sha256: '', size: 0, ...download }
    return { url, sha256, size, states, headers: bearer(alice.token) }
  }

  test('says what becomes of it, and its file is what it says', async () => {
    const { url, sha256, size, states, headers } = await finishedExport(30_000)
    expect(states[0]).toBe('queued')
    expect(states).toContain('running')
    const response = await fetch(url, { headers })
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="orders-30000.csv"')
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(bytes.length).toBe(size)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
    expect(bytes.toString().trimEnd().split('\r\n')).toHaveLength(30_001)
  })

  test('its file is served in parts, unless it is another file by now', async () => {
    const { url, sha256, size, headers } = await finishedExport(1_000)
    const whole = Buffer.from(await (await fetch(url, { headers })).arrayBuffer())
    const ask = (range: string, ifRange = `"${sha256}"`) =>
      fetch(url, { headers: { ...headers, Range: range, 'If-Range': ifRange } })
    const part = await ask('bytes=100-199')
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes 100-199/${size}`)
    expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(100, 200))
    expect((await ask('bytes=100-199', '"another"')).status).toBe(200)
    expect((await ask(`bytes=${size}-`)).status).toBe(416)
  })

  test('its file is for its owner only', async () => {
    const { url } = await finishedExport(10)
    const bob = await dashboard.signIn('bob')
    expect((await fetch(url, { headers: bearer(bob.token) })).status).toBe(404)
    expect((await fetch(url)).status).toBe(401)
  })
})
