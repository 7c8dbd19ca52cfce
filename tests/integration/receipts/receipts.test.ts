import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { Clock } from '../../../electron/model/clock.ts'
import { parseSource } from '../../../electron/model/source.ts'
import { createReceipts } from '../../../electron/receipts/receipts.ts'
import type { Store } from '../../../electron/store/open-store.ts'
import { waitFor } from '../../support/wait-for.ts'
import {
  allItems,
  createLocalWriter,
  historyPath,
  markRead,
  notification,
  openTestStore,
  receiveFrom,
} from '../store/store-fixture.ts'

interface Posted {
  readonly url: string
  readonly key: string
  readonly token: string | undefined
  readonly ids: readonly string[]
}

/** A server that answers each POST with the next of these statuses, and with 204 after the last. */
async function startReceiver(...statuses: number[]) {
  const posts: Posted[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const { receipts } = JSON.parse(body)
      posts.push({
        url: request.url ?? '',
        key: String(request.headers['idempotency-key']),
        token: request.headers.authorization,
        ids: receipts.map(({ id, what }: { id: string; what: string }) => `${id} ${what}`),
      })
      const status = statuses.shift() ?? 204
      response.writeHead(status, status === 302 ? { Location: 'http://localhost:1/elsewhere' } : {}).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/stream`, posts }
}

/** A thousand times as fast. */
const clock: Clock = {
  now: Date.now,
  after: (ms, task) => {
    const timer = setTimeout(task, ms === 30_000 ? ms : ms / 1_000)
    return () => clearTimeout(timer)
  },
}

function startApp(url: string, path = historyPath(), store: Store = openTestStore(path)) {
  const parsed = parseSource(url)
  if (parsed.kind !== 'source') throw new Error(url)
  let sendReceipts = true
  let batches = 0
  let token = 'old'
  const receipts = createReceipts({
    settings: () => ({ sendReceipts }),
    reader: store,
    writer: createLocalWriter(store).writer,
    fetch,
    clock,
    random: () => 1,
    newBatch: () => `batch-${process.pid}-${batches++}-${Math.random()}`,
    log: { info: () => {}, warn: () => {}, error: (text, cause) => expect.fail(`${text}: ${cause}`) },
  })
  onTestFinished(receipts.stop)
  const server = {
    source: parsed,
    token: {
      current: () => token,
      refresh: async () => {
        token = 'fresh'
        return { kind: 'token', token } as const
      },
    },
  }
  return {
    store,
    receipts,
    id: parsed.id,
    greet: async (address: string | null = '/receipts') => {
      receiveFrom(store, parsed.id, notification('greeted'))
      receipts.greeted(server, address)
      await new Promise((resolve) => setTimeout(resolve, 20))
    },
    readSome: (...ids: string[]) => {
      receiveFrom(store, parsed.id, ...ids.map((id) => notification(id)))
      const wanted = new Set(ids)
      const keys = allItems(store)
        .filter(({ id }) => wanted.has(id))
        .map(({ key }) => key)
      markRead(store, keys)
      receipts.onChange()
    },
    allow: (allowed: boolean) => {
      sendReceipts = allowed
      receipts.onSettingsChanged()
    },
  }
}

test('what was read arrives at the server, with its token, in one request', async () => {
  const { url, posts } = await startReceiver()
  const app = startApp(url)
  await app.greet()
  app.readSome('a', 'b')
  await waitFor('the receipts', () => posts.length > 0)
  expect(posts).toMatchObject([{ url: '/receipts', token: 'Bearer old' }])
  expect(posts[0]?.ids.toSorted()).toEqual(['a read', 'b read'])
  await waitFor('the empty queue', () => !app.store.receipts.isAnyQueued(app.id))
})

test('a server that fails for some time gets everything once, by its id, under the same key', async () => {
  const { url, posts } = await startReceiver(500, 503, 500, 429)
  const app = startApp(url)
  await app.greet()
  app.readSome('a')
  await waitFor('the third failure', () => app.store.receipts.problem(app.id) === 'failing')
  app.readSome('b')
  await waitFor('the empty queue', () => !app.store.receipts.isAnyQueued(app.id))
  expect(posts.map(({ ids }) => ids)).toEqual([...Array(5).fill(['a read']), ['b read']])
  expect(new Set(posts.map(({ key }) => key)).size).toBe(2)
  await waitFor('the word that all is well', () => app.store.receipts.problem(app.id) === null)
})

test('a token that has expired is renewed once', async () => {
  const { url, posts } = await startReceiver(401)
  const app = startApp(url)
  await app.greet()
  app.readSome('a')
  await waitFor('both requests', () => posts.length === 2)
  expect(posts.map(({ token }) => token)).toEqual(['Bearer old', 'Bearer fresh'])
})

test.each([404, 302])('a server that answers %i is left alone until it connects again', async (status) => {
  const { url, posts } = await startReceiver(status)
  const app = startApp(url)
  await app.greet()
  app.readSome('a')
  await waitFor('the word', () => app.store.receipts.problem(app.id) === 'refused')
  app.readSome('b')
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(posts).toHaveLength(1)
  app.receipts.disconnected(app.id)
  await app.greet()
  await waitFor('everything', () => posts.length === 3)
  expect(posts[1]).toEqual(posts[0])
})

test('nothing is sent to another origin, and diagnostics say why', async () => {
  const elsewhere = await startReceiver()
  const { url, posts } = await startReceiver()
  const app = startApp(url)
  await app.greet(elsewhere.url)
  app.readSome('a')
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect([...posts, ...elsewhere.posts]).toEqual([])
  expect(app.store.receipts.problem(app.id)).toBe('elsewhere')
  expect(app.store.receipts.isAnyQueued(app.id)).toBe(false)
})

test('what was sent but not yet removed is sent again after a crash, under the same key', async () => {
  const { url, posts } = await startReceiver()
  const path = historyPath()
  const killed = startApp(url, path)
  await killed.greet()
  // The request reaches the server; the app ends before it knows.
  const { apply } = killed.store
  Object.assign(killed.store, {
    apply: (change: Parameters<typeof apply>[0]) =>
      change.type === 'delete-receipts' ? { kind: 'failed', reason: 'killed' } : apply(change),
  })
  killed.readSome('a')
  await waitFor('the first request', () => posts.length > 0)
  killed.receipts.stop()
  killed.store.close()
  const before = posts.length
  const again = startApp(url, path)
  again.receipts.onChange()
  await again.greet()
  await waitFor('the second request', () => posts.length > before)
  expect(new Set(posts.map(({ key, ids }) => `${key} ${ids}`)).size).toBe(1)
})

test('switched off, nothing is sent and nothing waits; switched on again, what follows is', async () => {
  const { url, posts } = await startReceiver()
  const app = startApp(url)
  await app.greet()
  app.allow(false)
  await waitFor('no wish', () => !app.store.receipts.isAnyWanted())
  app.readSome('a')
  app.allow(true)
  await waitFor('the wish', () => app.store.receipts.isAnyWanted())
  app.readSome('b')
  await waitFor('the receipt', () => posts.length > 0)
  expect(posts.map(({ ids }) => ids)).toEqual([['b read']])
})

test('what waits for a server that was removed goes with it', async () => {
  const { url, posts } = await startReceiver(500)
  const app = startApp(url)
  await app.greet()
  app.readSome('a')
  await waitFor('a failure', () => posts.length > 0)
  app.receipts.forget(app.id)
  await waitFor('the empty queue', () => !app.store.receipts.isAnyQueued(app.id))
})
