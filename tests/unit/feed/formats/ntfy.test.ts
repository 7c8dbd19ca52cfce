import { describe, expect, test } from 'vitest'
import { ntfyCursorAfter } from '../../../../electron/feed/formats/ntfy.ts'
import { decodeBy, decodeFixture, event, own } from './read-fixture.ts'

const message = {
  id: 'p0M5y6gcCYaB',
  time: 1764150020,
  expires: 1764193220,
  event: 'message',
  topic: 'exports',
  message: 'Ready',
}

test('a stream of ntfy is understood', async () => {
  const signOfLife = { kind: 'sign-of-life' }
  expect(await decodeFixture('ntfy')).toEqual([
    signOfLife,
    {
      kind: 'event',
      event: own({
        type: 'notification',
        id: 'p0M5y6gcCYaB',
        revision: 1764150020,
        title: 'Orders 2026',
        message: 'Your export is ready!',
        category: 'exports',
        priority: 'high',
        createdAt: '2025-11-26T09:40:20Z',
        url: 'https://app.example.com/exports/42',
      }),
    },
    signOfLife,
    {
      kind: 'event',
      event: own({
        type: 'notification',
        id: 'hwQ2YpKdmgZx',
        revision: 1764150070,
        message: 'Nightly backup finished',
        category: 'exports',
        priority: 'low',
        createdAt: '2025-11-26T09:41:10Z',
      }),
    },
    { kind: 'event', event: { type: 'read', ids: ['p0M5y6gcCYaB'] } },
    { kind: 'event', event: { type: 'withdraw', ids: ['hwQ2YpKdmgZx'] } },
  ])
})

test.each([
  [1, 'low'],
  [2, 'low'],
  [3, 'normal'],
  [4, 'high'],
  [5, 'critical'],
  [undefined, 'normal'],
])('priority %s is %s', (priority, ours) => {
  expect(decodeBy('ntfy', event({ ...message, priority }))).toMatchObject({ event: { priority: ours } })
})

test('without a page to click on, the attachment is opened', () => {
  const attachment = { name: 'a.csv', url: 'https://ntfy.example.com/file/a.csv' }
  expect(decodeBy('ntfy', event({ ...message, attachment }))).toMatchObject({
    event: { url: attachment.url },
  })
})

test('a later message of a sequence is a revision of the first', () => {
  const later = { ...message, id: 'x', time: message.time + 5, sequence_id: message.id, message: 'Done' }
  expect(decodeBy('ntfy', event(later))).toMatchObject({
    event: { id: message.id, revision: message.time + 5, message: 'Done' },
  })
})

test.each([
  ['a text', 'Ready', 'not JSON'],
  ['an event of our own format', { type: 'notification', message: 'a' }, 'no event of ntfy'],
  ['a message that is not text', { ...message, encoding: 'base64' }, 'not text'],
  ['a message without one', { ...message, message: undefined }, 'no message'],
])('%s is rejected', (_name, data, reason) => {
  expect(decodeBy('ntfy', event(data))).toEqual({ kind: 'rejected', reason: expect.stringContaining(reason) })
})

test('what only wakes a phone means nothing', () => {
  const poll = { ...message, event: 'poll_request', poll_id: 'b' }
  expect(decodeBy('ntfy', event(poll, { type: 'poll_request' }))).toEqual({ kind: 'sign-of-life' })
})

describe('the cursor', () => {
  const cursorAfter = (data: unknown, cursor: string | null = null) => ntfyCursorAfter(event(data), cursor)

  test('is the id of the last message', () => {
    expect(cursorAfter(message, 'before')).toBe('p0M5y6gcCYaB')
    expect(cursorAfter({ ...message, id: 'd', event: 'message_delete' }, 'before')).toBe('d')
  })

  test('is the time of a message that the server does not keep', () => {
    expect(cursorAfter({ ...message, expires: undefined }, 'before')).toBe('1764150020')
    expect(cursorAfter({ ...message, id: 'x'.repeat(2_000) }, 'before')).toBe('1764150020')
  })

  test('is the time of the first connection until a message comes', () => {
    const open = { ...message, expires: undefined, event: 'open' }
    expect(cursorAfter(open)).toBe('1764150020')
    expect(cursorAfter(open, 'p0M5y6gcCYaB')).toBeNull()
  })

  test('stays after a keepalive, and after what is not understood', () => {
    expect(cursorAfter({ ...message, event: 'keepalive' })).toBeNull()
    expect(cursorAfter('Ready')).toBeNull()
    expect(ntfyCursorAfter(event('', { tooLarge: true }), null)).toBeNull()
  })
})
