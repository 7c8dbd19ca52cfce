import { describe, expect, onTestFinished, test } from 'vitest'
import type { Store } from '../../../electron/store/open-store.ts'
import { startMercureHub } from '../../support/mercure-hub.ts'
import { startNtfy } from '../../support/ntfy-server.ts'
import { waitFor } from '../../support/wait-for.ts'
import { fixture } from '../../unit/feed/formats/read-fixture.ts'
import { serve, stream } from '../feed/feed-fixture.ts'
import { openTestStore } from '../store/store-fixture.ts'
import { ingestInto } from './ingest-fixture.ts'

const itemsIn = (store: Store) =>
  store.page({ before: null, limit: 100, unreadOnly: false }).items.toReversed()

async function runNtfy() {
  const ntfy = await startNtfy()
  onTestFinished(ntfy.stop)
  return ntfy
}

async function runHub(options: Parameters<typeof startMercureHub>[0] = {}) {
  const hub = await startMercureHub(options)
  onTestFinished(hub.stop)
  return hub
}

describe('ntfy', () => {
  async function subscribed(more = '') {
    const ntfy = await runNtfy()
    const store = openTestStore()
    const start = () => ingestInto(store, `${ntfy.address}${more}`)
    const ingest = start()
    await ingest.reaches('open')
    await waitFor('the cursor', () => store.cursor(ingest.source) !== null)
    /** What is sent meanwhile is missed. */
    const away = async (meanwhile: () => void) => {
      const before = ntfy.requests.length
      ntfy.cut()
      meanwhile()
      await waitFor('another request', () => ntfy.requests.length > before)
    }
    const sinces = () => ntfy.requests.map(({ url }) => url.searchParams.get('since'))
    return { ntfy, store, ingest, start, away, sinces }
  }

  test('is recognized, and what was missed is asked for by the id of the last message', async () => {
    const { ntfy, ingest, away, sinces } = await subscribed()
    const { id } = ntfy.publish({ message: 'one' })
    await ingest.has('one')
    await away(() => ntfy.publish({ message: 'two' }))
    await ingest.has('two')
    expect(ingest.messages()).toEqual(['one', 'two'])
    expect(sinces()).toEqual([null, id])
    expect(ingest.status().completeness.kind).toBe('unknown')
  })

  test('sends nothing old at the first connection, and nothing is missed before the first message', async () => {
    const ntfy = await runNtfy()
    ntfy.publish({ message: 'old' })
    const store = openTestStore()
    const ingest = ingestInto(store, ntfy.address)
    await waitFor('the cursor', () => store.cursor(ingest.source) !== null)
    ntfy.cut()
    ntfy.publish({ message: 'new' })
    await ingest.has('new')
    expect(ingest.messages()).toEqual(['new'])
  })

  test('has keepalives, which are signs of life and no cursor', async () => {
    const { ntfy, store, ingest } = await subscribed()
    const { id } = ntfy.publish({ message: 'one' })
    ntfy.keepalive()
    ntfy.publish({ message: 'two', event: 'keepalive' })
    ntfy.publish({ message: 'three' }, false)
    await ingest.has('three')
    expect(store.rejectedCount()).toBe(0)
    expect(store.cursor(ingest.source)).not.toBe(id)
    expect(ingest.messages()).toEqual(['one', 'three'])
  })

  test('a message that the server does not keep leads to no flood of those that it keeps', async () => {
    const ntfy = await runNtfy()
    for (let index = 0; index < 50; index += 1) ntfy.publish({ message: `old ${index}` })
    const ingest = ingestInto(openTestStore(), ntfy.address)
    await ingest.reaches('open')
    ntfy.publish({ message: 'not kept' }, false)
    await ingest.has('not kept')
    ntfy.cut()
    ntfy.publish({ message: 'after' })
    await ingest.has('after')
    expect(ingest.messages()).toEqual(['not kept', 'after'])
  })

  test('an id that the server has forgotten brings all that it has, each once', async () => {
    const { ntfy, ingest, away } = await subscribed()
    for (const message of ['one', 'two']) ntfy.publish({ message })
    await ingest.has('two')
    await away(() => {
      ntfy.publish({ message: 'three' })
      ntfy.expireAllBut(1)
    })
    await ingest.has('three')
    expect(ingest.messages()).toEqual(['one', 'two', 'three'])
  })

  test('an app that is started again loses nothing, though it has to recognize the server first', async () => {
    const { ntfy, ingest, start, store, sinces } = await subscribed()
    const { id } = ntfy.publish({ message: 'one' })
    await ingest.has('one')
    ingest.stop()
    ntfy.publish({ message: 'two' })
    const again = start()
    await again.has('two')
    ntfy.publish({ message: 'three' })
    await again.has('three')
    expect(again.messages()).toEqual(['one', 'two', 'three'])
    expect(sinces()).toEqual([null, null, id])
    expect(again.failures()).toEqual([])
    expect(store.rejectedCount()).toBe(0)
  })

  test('an address that names the format needs no second request', async () => {
    const { ntfy, ingest, start, sinces } = await subscribed('#format=ntfy')
    const { id } = ntfy.publish({ message: 'one' })
    await ingest.has('one')
    ingest.stop()
    ntfy.publish({ message: 'two' })
    await start().has('two')
    expect(sinces()).toEqual([null, id])
  })

  test('updates, clears and deletes reach the items they mean', async () => {
    const { ntfy, store, ingest } = await subscribed()
    const first = ntfy.publish({ message: '10 %' })
    const second = ntfy.publish({ message: 'wrong' })
    ntfy.publish({ message: '100 %', sequence_id: first.id })
    ntfy.publish({ event: 'message_clear', sequence_id: first.id })
    ntfy.publish({ event: 'message_delete', sequence_id: second.id })
    ntfy.publish({ message: 'the end' })
    await ingest.has('the end')
    expect(itemsIn(store)).toMatchObject([
      { id: first.id, message: '100 %', read: true },
      { message: 'the end', read: false },
    ])
  })
})

describe('Mercure', () => {
  test.each(['Mercure-Last-Event-ID', 'Last-Event-ID'])(
    'what was missed comes after a break, proven by %s',
    async (confirms) => {
      const hub = await runHub({ confirms })
      const store = openTestStore()
      const ingest = ingestInto(store, hub.address)
      await ingest.reaches('open')
      const id = hub.publish('{"type":"job","id":"exp-42","state":"succeeded","message":"one"}')
      await ingest.has('one')
      hub.cut()
      hub.publish('two\nlines', 'billing')
      await ingest.has('two\nlines')
      expect(itemsIn(store)).toMatchObject([
        { type: 'job', id: 'exp-42' },
        { type: 'notification', category: 'billing' },
      ])
      expect(hub.requests.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, id])
      await waitFor('the proof', () => ingest.status().completeness.kind === 'proven')
    },
  )

  test('a hub that has forgotten the id leaves a gap', async () => {
    const hub = await runHub()
    const ingest = ingestInto(openTestStore(), hub.address)
    await ingest.reaches('open')
    const from = hub.publish('one')
    await ingest.has('one')
    hub.cut()
    hub.publish('lost')
    const to = hub.publish('three')
    hub.expireAllBut(1)
    await ingest.has('three')
    await waitFor('the gap', () => ingest.status().gap?.to === to)
    expect(ingest.status().gap).toMatchObject({ from, to })
  })

  test('the last id of the page that the address comes from counts for the first connection only', async () => {
    const hub = await runHub()
    const before = hub.publish('seen on the page')
    hub.publish('one')
    const ingest = ingestInto(openTestStore(), `${hub.address}&lastEventID=${encodeURIComponent(before)}`)
    await ingest.has('one')
    hub.cut()
    hub.publish('two')
    await ingest.has('two')
    expect(ingest.messages()).toEqual(['one', 'two'])
  })

  test('the JWT goes as a bearer token', async () => {
    const hub = await runHub({ jwt: 'a.b.c' })
    const ingest = ingestInto(openTestStore(), hub.address, undefined, { token: () => 'a.b.c' })
    await ingest.reaches('open')
    hub.publish('private')
    await ingest.has('private')
  })
})

test('two CloudEvents with one id and one source are one item, also over a replay', async () => {
  const server = await serve(
    stream(fixture('cloudevents'), 'close'),
    stream(`${fixture('cloudevents')}id: 9\ndata: {"type":"notification","message":"the end"}\n\n`),
  )
  const store = openTestStore()
  const ingest = ingestInto(store, server.url.href)
  await ingest.has('the end')
  expect(itemsIn(store).map(({ id, message }) => [id, message])).toEqual([
    ['/exports A234-1234', 'Your export is ready!'],
    ['/billing A234-1234', '312 invoices were sent.'],
    ['exp-42', 'Ready.'],
    ['/books A237', '{"appinfoA":"abc","appinfoB":123}'],
    [expect.any(String), 'the end'],
  ])
})

describe('Nchan', () => {
  test('is recognized by its ids, and its texts are notifications', async () => {
    const server = await serve(stream(fixture('nchan'), 'close'), stream(''))
    const store = openTestStore()
    const ingest = ingestInto(store, server.url.href)
    await ingest.has('312 invoices were sent.')
    expect(ingest.messages()).toHaveLength(3)
    expect(store.rejectedCount()).toBe(0)
    await waitFor('another request', () => server.requests.length === 2)
    expect(server.requests[1]?.headers['last-event-id']).toBe('1764150021:0')
  })

  test('the same text under another id is another item, under the same id it is the same', async () => {
    const text = 'id: 1764150020:0\ndata: Ready\n\nid: 1764150020:1\ndata: Ready\n\n'
    const server = await serve(stream(text, 'close'), stream(`${text}id: 1764150021:0\ndata: the end\n\n`))
    const ingest = ingestInto(openTestStore(), server.url.href)
    await ingest.has('the end')
    expect(ingest.messages()).toEqual(['Ready', 'Ready', 'the end'])
  })
})

test('a text from a server of our own format is set aside, with the reason', async () => {
  const server = await serve(stream('id: 7\ndata: Ready\n\n'))
  const store = openTestStore()
  const ingest = ingestInto(store, server.url.href)
  await waitFor('the rejection', () => store.rejectedCount() === 1)
  expect(store.rejectedEvents(1)[0]?.reason).toBe('The data is not JSON.')
  expect(ingest.messages()).toEqual([])
})

test('… and is a notification once the address names a format that has texts', async () => {
  const server = await serve(stream('id: 7\ndata: Ready\n\n'))
  const ingest = ingestInto(openTestStore(), `${server.url.href}#format=nchan`)
  await ingest.has('Ready')
})
