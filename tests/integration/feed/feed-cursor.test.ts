import { describe, expect, test } from 'vitest'
import { waitFor } from '../../support/wait-for.ts'
import { feed, refusal, serve, stream } from './feed-fixture.ts'

describe('the cursor', () => {
  test('is read from the store for each connection, not from memory', async () => {
    const server = await serve(stream('id: 5\ndata: a\n\n'))
    const { store, receives, restart } = feed(server.url)
    await receives(1)
    store.cursor = 'changed elsewhere'
    restart()
    await waitFor('a second request', () => server.requests.length === 2)
    expect(server.requests[1]?.headers['last-event-id']).toBe('changed elsewhere')
  })

  test('that the server no longer knows is given up, and the gap ends at the next event', async () => {
    const server = await serve(refusal(410), stream('id: 90\ndata: a\n\n'), stream(''))
    const { status, receives, restart } = feed(server.url, { readCursor: async () => '5' })
    await receives(1)
    expect(server.requests.map(({ headers }) => headers['last-event-id'])).toEqual(['5', undefined])
    expect(status().gap).toMatchObject({ from: '5', to: '90' })
    restart()
    await waitFor('a third request', () => server.requests.length === 3)
    expect(server.requests[2]?.headers['last-event-id']).toBeUndefined()
  })

  test.each(['Mercure-Last-Event-ID', 'Last-Event-ID'])(
    'that was not resumed at, says %s, is a gap',
    async (name) => {
      const server = await serve(stream('', 'hang', { [name]: '9' }))
      const { status, reaches } = feed(server.url, { readCursor: async () => '5' })
      await reaches('open')
      expect(status().gap).toMatchObject({ from: '5', to: '9' })
    },
  )

  test('that was resumed at is no gap', async () => {
    const server = await serve(stream('', 'hang', { 'Last-Event-ID': '5' }))
    const { status, reaches } = feed(server.url, { readCursor: async () => '5' })
    await reaches('open')
    expect(status().gap).toBeNull()
  })

  test.each(['a\u0001b', 'x'.repeat(5000)])(
    'that can be no header is not sent, and locks nobody out',
    async (cursor) => {
      const server = await serve(stream(''))
      const { status, reaches } = feed(server.url, { readCursor: async () => cursor })
      await reaches('open')
      expect(server.requests[0]?.headers['last-event-id']).toBeUndefined()
      expect(status().gap).toMatchObject({ from: cursor.slice(0, 100), to: null })
    },
  )
})
