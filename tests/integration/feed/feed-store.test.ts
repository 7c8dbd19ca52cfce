import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startBackend } from '../../backend/server.ts'
import { mountSmallDisk } from '../../support/small-disk.ts'
import { waitFor } from '../../support/wait-for.ts'
import { ingestInto } from '../servers/ingest-fixture.ts'
import { openTestStore } from '../store/store-fixture.ts'

test('a full disk closes the stream and keeps the cursor; with free space all missed events come', async ({
  skip,
}) => {
  const disk = mountSmallDisk(4)
  if (disk === null) return skip('a disk small enough to fill can only be mounted by root, on Linux')
  onTestFinished(disk.remove)
  const backend = await startBackend({ port: 0 })
  onTestFinished(backend.stop)
  const store = openTestStore(join(disk.folder, 'history.db'))
  const ingest = ingestInto(store, backend.streamUrl)
  await ingest.reaches('open')
  await backend.publish({ type: 'notification', id: 'n-1', message: 'while there was room' })
  await ingest.has('while there was room')

  disk.fill()
  const long = 'x'.repeat(3_000)
  for (let number = 2; number <= 20; number += 1) {
    await backend.publish({ type: 'notification', id: `n-${number}`, message: `${number} ${long}` })
  }
  expect(await ingest.failsBy('store-failed')).toEqual({
    kind: 'store-failed',
    detail: 'disk-full',
  })
  await waitFor('a second attempt', () => ingest.connections.filter(({ kind }) => kind === 'open').length > 1)
  expect(ingest.messages().length).toBeLessThan(20)

  disk.free()
  await waitFor('all that was missed', () => ingest.messages().length === 20)
  await ingest.reaches('open')
  const ids = store.page({ before: null, limit: 50, unreadOnly: false }).items.map(({ id }) => id)
  expect(ids.reverse()).toEqual(Array.from({ length: 20 }, (_, index) => `n-${index + 1}`))
  expect(ingest.errors).toEqual([])
})

test('what can not be understood is set aside with its reason, and the stream goes on', async () => {
  const backend = await startBackend({ port: 0 })
  onTestFinished(backend.stop)
  const store = openTestStore()
  const ingest = ingestInto(store, backend.streamUrl)
  await ingest.reaches('open')
  backend.publishRaw('id: 7\nevent: news\ndata: {not json\n\n')
  backend.publishRaw('id: 8\ndata: {"type":"job","id":"j"}\n\n')
  await waitFor('the cursor to pass them', () => store.cursor(ingest.source) === '8')
  expect(store.rejectedEvents(10)).toMatchObject([
    { eventId: '8', reason: expect.stringContaining('The job has no state') },
    { eventId: '7', eventType: 'news', reason: 'The data is not JSON.', data: '{not json' },
  ])
  expect(ingest.status().connection.kind).toBe('open')
})
