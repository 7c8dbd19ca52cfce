import { describe, expect, test } from 'vitest'
import { decode } from '../../../electron/feed/decode.ts'
import type { DecodeResult, SignOfLife } from '../../../electron/model/event.ts'

function decodeText(data: string): DecodeResult | SignOfLife {
  return decode({ type: 'message', data, lastEventId: '', eventId: null })
}

function decodeJson(value: unknown): DecodeResult | SignOfLife {
  return decodeText(JSON.stringify(value))
}

function notification(fields: object) {
  const decoded = decodeJson({ type: 'notification', message: 'Ready', ...fields })
  if (decoded.kind !== 'event' || decoded.event.type !== 'notification') throw new Error('not a notification')
  return decoded.event
}

function job(fields: object) {
  const decoded = decodeJson({ type: 'job', id: 'exp-1', state: 'running', ...fields })
  if (decoded.kind !== 'event' || decoded.event.type !== 'job') throw new Error('not a job')
  return decoded.event
}

describe('an event of the simplest backend', () => {
  test('is decoded: the greeting', () => {
    expect(decodeText('{"type":"connected","message":"SSE Stream Active"}')).toEqual({
      kind: 'event',
      event: { type: 'connected', heartbeat: null, replay: null, receipts: null },
    })
  })

  test('is decoded: a message alone', () => {
    expect(decodeText('{"type":"notification","message":"Your export is ready!"}')).toEqual({
      kind: 'event',
      event: {
        type: 'notification',
        id: null,
        revision: null,
        title: null,
        message: 'Your export is ready!',
        category: null,
        priority: 'normal',
        createdAt: null,
        url: null,
      },
    })
  })
})

describe('an event of a full backend', () => {
  test('is decoded: a notification with every field', () => {
    const fields = {
      id: 'n-981',
      title: 'Invoice run finished',
      message: '312 invoices were sent.',
      category: 'billing',
      priority: 'high',
      createdAt: '2026-11-22T10:00:00Z',
      url: 'https://app.example.com/billing/runs/77',
    }
    expect(notification(fields)).toEqual({
      type: 'notification',
      revision: null,
      ...fields,
      createdAt: Date.UTC(2026, 10, 22, 10),
    })
  })

  test('is decoded: a finished job with its download', () => {
    const sha256 = 'AB'.repeat(32)
    const decoded = job({
      id: 'exp-42',
      state: 'succeeded',
      download: {
        url: 'https://app.example.com/exports/42/file',
        filename: 'orders-2026.csv',
        size: 734003200,
        sha256,
        expiresAt: '2026-11-29T10:00:00+01:00',
      },
    })
    expect(decoded.state).toBe('succeeded')
    expect(decoded.download).toEqual({
      url: 'https://app.example.com/exports/42/file',
      filename: 'orders-2026.csv',
      size: 734003200,
      sha256: sha256.toLowerCase(),
      expiresAt: Date.UTC(2026, 10, 29, 9),
    })
  })

  test.each(['read', 'withdraw'])('is decoded: %s with its ids', (type) => {
    expect(decodeJson({ type, ids: ['n-1', 'n-2'] })).toEqual({
      kind: 'event',
      event: { type, ids: ['n-1', 'n-2'] },
    })
  })
})

describe('what a server declares in its greeting', () => {
  const greeting = (fields: object) => {
    const decoded = decodeJson({ type: 'connected', ...fields })
    return decoded.kind === 'event' ? decoded.event : null
  }

  test('is its heartbeat, whether it replays, and where receipts go', () => {
    const fields = { heartbeat: 15, replay: true, receipts: '/receipts' }
    expect(greeting(fields)).toEqual({ type: 'connected', ...fields })
  })

  test.each([0, 0.5, 601, '15', null])('is no heartbeat of %j seconds', (heartbeat) => {
    expect(greeting({ heartbeat, replay: 'yes' })).toMatchObject({ heartbeat: null, replay: null })
  })
})

describe('numbers', () => {
  test('that are ids keep their digits as written', () => {
    const id = (digits: string) => decodeText(`{"type":"job","state":"running","id":${digits}}`)
    expect(id('653247040368672768')).toMatchObject({ event: { id: '653247040368672768' } })
    expect(id('653247040368672769')).toMatchObject({ event: { id: '653247040368672769' } })
    expect(decodeText('{"type":"read","ids":[653247040368672768,653247040368672769]}')).toMatchObject({
      event: { ids: ['653247040368672768', '653247040368672769'] },
    })
  })

  test.each([
    [3, 3],
    [1_795_341_600_000_000, 1_795_341_600_000_000],
    [-1, null],
    [1.5, null],
    ['newest', null],
  ])('a revision and an attempt of %j are %j', (given, read) => {
    expect(notification({ revision: given }).revision).toBe(read)
    expect(job({ attempt: given }).attempt).toBe(read)
  })
})

test.each(['2026-11-22T12:00:00+0200', '2026-11-22T10:00:00', 1_795_341_600, 1_795_341_600_000])(
  'the time %j is understood',
  (createdAt) => {
    expect(notification({ createdAt }).createdAt).toBe(Date.UTC(2026, 10, 22, 10))
  },
)

test('an event that was too large is rejected with the limit', () => {
  const event = { type: 'message', data: '', tooLarge: true, lastEventId: '7', eventId: '7' } as const
  expect(decode(event)).toEqual({ kind: 'rejected', reason: expect.stringContaining('1 MiB') })
})

describe('only the invalid field is lost', () => {
  test('unknown fields are ignored', () => {
    expect(notification({ colour: 'red' })).not.toHaveProperty('colour')
  })

  test('null is the same as absent', () => {
    expect(notification({ title: null, priority: null })).toMatchObject({ title: null, priority: 'normal' })
  })

  test('a wrong type or an unknown value is left out', () => {
    const fields = { title: 7, category: {}, priority: 'urgent!', createdAt: 'yesterday', url: 5 }
    expect(notification(fields)).toEqual(notification({}))
  })

  test('an id that is a number is read as text', () => {
    expect(notification({ id: 42 }).id).toBe('42')
  })

  test.each(['', 'x'.repeat(1_025), '€'.repeat(342), 'a\u001b[2J', 'a\nb', 'a\u009bb', {}])(
    'an invalid id counts as none: %j',
    (id) => {
      expect(notification({ id }).id).toBeNull()
      expect(decodeJson({ type: 'read', ids: [id, 'n-1'] })).toMatchObject({ event: { ids: ['n-1'] } })
    },
  )

  test.each(['x'.repeat(1_024), '€'.repeat(341), 'à \u202e'])(
    'an id of any other characters counts: %j',
    (id) => {
      expect(notification({ id }).id).toBe(id)
    },
  )

  test.each([-0.1, 1.1, 'half', null])('progress of %j is unknown', (progress) => {
    expect(job({ progress }).progress).toBeNull()
  })

  test.each([
    'javascript:alert(1)',
    'http://app.example.com/',
    'file:///etc/passwd',
    'https://me:pw@x.example/',
    '/a',
  ])('the link %s is not opened', (url) => {
    expect(notification({ url }).url).toBeNull()
  })

  test('an address that is too long counts as none, also if it is only so once it is escaped', () => {
    const start = 'https://app.example.com/'
    expect(notification({ url: start + 'x'.repeat(4_096 - start.length) }).url).toHaveLength(4_096)
    expect(notification({ url: start + 'x'.repeat(4_097 - start.length) }).url).toBeNull()
    expect(notification({ url: start + '€'.repeat(1_000) }).url).toBeNull()
  })

  test('a link to this computer may be http', () => {
    expect(notification({ url: 'http://localhost:8080/x' }).url).toBe('http://localhost:8080/x')
  })

  test('a download without a safe address counts as none', () => {
    expect(job({ download: { url: 'ftp://x/y', filename: 'a.csv' } }).download).toBeNull()
  })

  test('only the first ten thousand ids of a list count', () => {
    const ids = Array.from({ length: 10_001 }, (_, index) => `n-${index}`)
    expect(decodeJson({ type: 'withdraw', ids })).toMatchObject({ event: { ids: ids.slice(0, 10_000) } })
  })

  test('invalid ids are left out of a list', () => {
    expect(decodeJson({ type: 'read', ids: ['a', null, 3, {}] })).toMatchObject({
      event: { ids: ['a', '3'] },
    })
  })
})

describe('texts are cleaned for display', () => {
  test('control characters are removed, newline and tab stay', () => {
    expect(notification({ message: 'a\u0000b\u001b[31m\r\nc\td\u0085' }).message).toBe('ab[31m\nc\td')
  })

  test('unpaired surrogates become the replacement character', () => {
    expect(decodeText('{"type":"notification","message":"a\\ud83d b"}')).toMatchObject({
      event: { message: 'a\ufffd b' },
    })
  })

  test('a long text is cut, never through a character', () => {
    const { title } = notification({ title: `${'x'.repeat(299)}🎉` })
    expect(title).toBe('x'.repeat(299))
  })

  test('every text is cut at its limit', () => {
    const long = 'x'.repeat(100_000)
    const { title, message, category } = notification({ title: long, message: long, category: long })
    expect([title?.length, message.length, category?.length]).toEqual([300, 4_000, 100])
    const { download } = job({ download: { url: 'https://a.example/f', filename: long } })
    expect(download?.filename).toHaveLength(255)
  })

  test('markup stays text', () => {
    expect(notification({ message: '<b>hi</b>' }).message).toBe('<b>hi</b>')
  })
})

describe('an event that can not be decoded is rejected with the reason', () => {
  test.each([
    ['{not json', 'not JSON'],
    ['null', 'not a JSON object'],
    ['[1]', 'not a JSON object'],
    ['"text"', 'not a JSON object'],
    ['{"type":5}', 'not a JSON object with a type'],
    ['{"type":"gossip"}', '"gossip" is not known'],
    ['{"type":"__proto__"}', '"__proto__" is not known'],
    ['{"type":"notification"}', 'no message'],
    ['{"type":"notification","message":" \\u0007 "}', 'no message'],
    ['{"type":"notification","message":{"text":"x"}}', 'no message'],
    ['{"type":"job","state":"running"}', 'The job has no id'],
    ['{"type":"job","id":"","state":"running"}', 'The job has no id'],
    ['{"type":"job","id":"a"}', 'no state'],
    ['{"type":"job","id":"a","state":"exploded"}', 'no state'],
    ['{"type":"read"}', 'no list of ids'],
    ['{"type":"withdraw","ids":[]}', 'list of ids is empty'],
  ])('%s', (data, reason) => {
    expect(decodeText(data)).toEqual({ kind: 'rejected', reason: expect.stringContaining(reason) })
  })

  test('however deep it is nested', () => {
    const deep = (levels: number) =>
      decodeText(`{"type":"notification","message":"x","a":${'['.repeat(levels)}${']'.repeat(levels)}}`)
    expect(deep(99).kind).toBe('event')
    expect(deep(100)).toMatchObject({ reason: expect.stringContaining('deeper than 100 levels') })
    expect(deep(500_000)).toMatchObject({ reason: expect.stringContaining('deeper than 100 levels') })
    expect(decodeText('['.repeat(500_000)).kind).toBe('rejected')
  })

  test('because it has more values than any event needs', () => {
    const ids = (count: number) => decodeJson({ type: 'read', ids: Array.from({ length: count }, () => 'a') })
    expect(ids(19_000).kind).toBe('event')
    expect(ids(250_000)).toMatchObject({ reason: expect.stringContaining('more than 20,000 values') })
  })

  test('but not because of the commas and brackets in its texts', () => {
    const message = '[,"\\'.repeat(30_000)
    expect(notification({ message, title: '\\"' }).title).toBe('\\"')
    expect(notification({ message }).message).toBe(message.slice(0, 4_000))
  })

  // Each of these once took minutes, in which the app did nothing else.
  test.each([
    ['a string that does not end, full of quotes', `1234567890123456 "${'\\"'.repeat(500_000)}`],
    ['strings that do not end, one in another', `{"a":1234567890123456,"b":"${'\\"\\\\'.repeat(250_000)}`],
  ])('because of %s', (_, data) => {
    expect(decodeText(data)).toMatchObject({ reason: expect.stringContaining('not JSON') })
  })
})
