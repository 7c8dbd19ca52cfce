import { expect, test } from 'vitest'
import { waitFor } from '../../support/wait-for.ts'
import { serve, stream } from '../feed/feed-fixture.ts'
import { openTestStore } from '../store/store-fixture.ts'
import { ingestInto } from './ingest-fixture.ts'

// What a server sends beside the data of its events: names and headers.

test('the name of an event is stored cut', async () => {
  const server = await serve(stream(`event: ${'x'.repeat(500_000)}\ndata: {"type":"surprise"}\n\n`))
  const store = openTestStore()
  ingestInto(store, server.url.href)
  await waitFor('the event', () => store.rejectedCount() === 1)
  expect(store.rejectedEvents(1)[0]?.eventType).toBe('x'.repeat(200))
})

test('a header is stored cut: the content type of what is no stream', async () => {
  const contentType = `text/${'x'.repeat(8_000)}`
  const server = await serve(stream('', 'close', { 'Content-Type': contentType }))
  const store = openTestStore()
  const ingest = ingestInto(store, server.url.href)
  await ingest.failsBy('not-a-stream')
  expect(ingest.failures()[0]).toEqual({ kind: 'not-a-stream', contentType: contentType.slice(0, 200) })
})

test('a header is stored cut: where the server went on instead', async () => {
  const event = 'id: 1\ndata: {"type":"notification","message":"a"}\n\n'
  const server = await serve(
    stream(event, 'close'),
    stream('', 'hang', { 'Last-Event-ID': 'x'.repeat(8_000) }),
  )
  const store = openTestStore()
  const ingest = ingestInto(store, server.url.href)
  const gap = await waitFor('the gap', () => ingest.status().gap)
  expect(gap).toMatchObject({ from: '1', to: 'x'.repeat(100) })
})
