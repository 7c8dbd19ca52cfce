import { expect, test } from 'vitest'
import { decodeBy, decodeFixture, event, own } from './read-fixture.ts'

const attributes = { specversion: '1.0', id: 'a', source: '/exports', type: 'com.example.finished' }

function decoded(more: object) {
  return decodeBy('cloudevents', event({ ...attributes, ...more }))
}

test('a stream of CloudEvents is understood', async () => {
  expect(await decodeFixture('cloudevents')).toEqual([
    { kind: 'event', event: own({ type: 'connected', heartbeat: 15 }) },
    {
      kind: 'event',
      event: own({
        type: 'notification',
        id: '/exports A234-1234',
        title: 'com.example.export.finished',
        message: 'Your export is ready!',
        category: 'com.example.export.finished',
        priority: 'high',
        createdAt: '2026-11-26T10:00:00Z',
        url: 'https://app.example.com/exports/42',
      }),
    },
    {
      kind: 'event',
      event: own({
        type: 'notification',
        id: '/billing A234-1234',
        title: 'com.example.invoices.sent',
        message: '312 invoices were sent.',
        category: 'com.example.invoices.sent',
      }),
    },
    {
      kind: 'event',
      event: own({
        ...{ type: 'job', id: 'exp-42', state: 'running', title: 'Orders 2026', progress: 0.42 },
        category: 'com.example.job',
      }),
    },
    {
      kind: 'event',
      event: own({
        ...{ type: 'job', id: 'exp-42', state: 'succeeded', message: 'Ready.' },
        category: 'com.example.job',
      }),
    },
    {
      kind: 'event',
      event: own({
        type: 'notification',
        id: '/books A237',
        title: 'com.example.book.changed',
        message: '{"appinfoA":"abc","appinfoB":123}',
        category: 'com.example.book.changed',
      }),
    },
    { kind: 'rejected', reason: 'The CloudEvent has no id, or one that is not a text.' },
  ])
})

test.each([
  ['its data’s message', { data: { message: 'Ready', title: 'Orders' }, subject: 'exports/42' }, 'Ready'],
  ['its data, where that is a text', { data: 'Ready', subject: 'exports/42' }, 'Ready'],
  ['its subject', { data: { rows: 3 }, subject: 'exports/42' }, 'exports/42'],
  ['its data as JSON', { data: { rows: 3 } }, '{"rows":3}'],
  ['its source', { data_base64: 'AAAA' }, '/exports'],
])('the message is %s', (_name, more, message) => {
  expect(decoded(more)).toMatchObject({ event: { message } })
})

test('an id in the data is not that of the event', () => {
  expect(decoded({ data: { id: 7, message: 'Ready' } })).toMatchObject({ event: { id: '/exports a' } })
})

test('a notification of our own format in the data is one, with the event’s identity if it has none', () => {
  const notification = { type: 'notification', message: 'Ready' }
  expect(decoded({ data: notification })).toMatchObject({ event: { id: '/exports a', title: null } })
  expect(decoded({ data: { ...notification, id: 'n-1' } })).toMatchObject({ event: { id: 'n-1' } })
})

test('a job without an id of its own is rejected, as its events could not be joined', () => {
  expect(decoded({ data: { type: 'job', state: 'running' } })).toMatchObject({ kind: 'rejected' })
})

test('a source that is too long for an id leaves the identity to the stream', () => {
  expect(decoded({ source: `/${'x'.repeat(1_100)}`, data: 'a' })).toMatchObject({ event: { id: null } })
})

test('another version is rejected', () => {
  expect(decoded({ specversion: '0.3' })).toMatchObject({ reason: expect.stringContaining('version') })
})

test('a text is rejected', () => {
  expect(decodeBy('cloudevents', event('Ready'))).toMatchObject({ reason: 'The data is not JSON.' })
})
