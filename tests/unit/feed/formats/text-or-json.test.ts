import { expect, test } from 'vitest'
import { decodeBy, decodeFixture, event, own } from './read-fixture.ts'

const twoLines = 'The invoice run has finished.\n312 invoices were sent.'

test('a stream of Mercure is understood', async () => {
  expect(await decodeFixture('mercure')).toEqual([
    {
      kind: 'event',
      event: own({
        ...{ type: 'job', id: 'exp-42', state: 'succeeded', title: 'Orders 2026' },
        message: 'Your export is ready!',
      }),
    },
    { kind: 'event', event: own({ type: 'notification', message: twoLines, category: 'billing' }) },
    { kind: 'sign-of-life' },
    { kind: 'rejected', reason: 'The data is not a JSON object with a type.' },
  ])
})

test('that somebody subscribed to an older hub means nothing', () => {
  const subscription = { id: '/.well-known/mercure/subscriptions/a/b', type: 'Subscription', active: true }
  expect(decodeBy('mercure', event(subscription))).toEqual({ kind: 'sign-of-life' })
})

test('a stream of Nchan is understood', async () => {
  expect(await decodeFixture('nchan')).toEqual([
    { kind: 'event', event: own({ type: 'notification', message: 'Your export is ready!' }) },
    { kind: 'event', event: own({ type: 'notification', message: twoLines, category: 'billing' }) },
    {
      kind: 'event',
      event: own({
        ...{ type: 'notification', id: 'n-981', title: 'Invoice run' },
        message: '312 invoices were sent.',
      }),
    },
  ])
})

test.each([
  [
    'an object with a message alone',
    '{"message":"Ready","title":"Orders"}',
    { message: 'Ready', title: 'Orders' },
  ],
  ['a JSON string', '"Ready"', { message: 'Ready' }],
  ['a number', '42', { message: '42' }],
  ['what is nearly JSON', '{Ready', { message: '{Ready' }],
  [
    'a CloudEvent',
    '{"specversion":"1.0","id":"a","source":"/s","type":"t","data":"Ready"}',
    { id: '/s a', message: 'Ready' },
  ],
])('%s is a notification', (_name, data, fields) => {
  expect(decodeBy('nchan', event(data))).toMatchObject({ kind: 'event', event: fields })
})

test('our own format rejects a text', () => {
  expect(decodeBy('tidings', event('Ready'))).toEqual({ kind: 'rejected', reason: 'The data is not JSON.' })
})
