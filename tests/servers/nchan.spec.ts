import { expect, onTestFinished, test } from 'vitest'
import { historyPath, openTestStore } from '../integration/store/store-fixture.ts'
import { keptMessages, startNchan } from '../support/nchan.ts'
import { waitFor } from '../support/wait-for.ts'
import { openApp } from './open-app.ts'
import { startRelay } from './relay.ts'

async function subscribed(path = '/listen/exports', file = historyPath()) {
  const nchan = await startNchan()
  onTestFinished(nchan.stop)
  const relay = await startRelay(nchan.port)
  onTestFinished(relay.close)
  const address = `http://127.0.0.1:${relay.port}${path}`
  const open = () => openApp(address, file)
  const app = open()
  await app.reaches('open')
  /** What is sent meanwhile is missed. */
  const away = async (meanwhile: () => Promise<void>) => {
    await relay.close()
    await meanwhile()
    await relay.reopen()
  }
  return { nchan, app, open, away, file }
}

test('texts and our own JSON arrive, each once, with the event’s name as the category', async () => {
  const { nchan, app, file } = await subscribed()
  await nchan.publish('exports', 'Your export is ready!')
  await nchan.publish('exports', 'The invoice run has finished.\n312 invoices were sent.', 'billing')
  await nchan.publish('exports', '{"type":"job","id":"exp-42","state":"succeeded","message":"Ready."}')
  await app.has('Ready.')
  app.close()
  const store = openTestStore(file)
  const { items } = store.page({ before: null, limit: 10, unreadOnly: false })
  expect(items.toReversed()).toMatchObject([
    { type: 'notification', message: 'Your export is ready!', category: null },
    { message: 'The invoice run has finished.\n312 invoices were sent.', category: 'billing' },
    { type: 'job', id: 'exp-42', state: 'succeeded' },
  ])
  expect(store.rejectedCount()).toBe(0)
})

test('the same text twice in a second is two items', async () => {
  const { nchan, app } = await subscribed()
  for (const message of ['Ready', 'Ready', 'the end']) await nchan.publish('exports', message)
  await app.has('the end')
  expect(app.messages()).toEqual(['Ready', 'Ready', 'the end'])
})

test('what is sent while the network is down comes later, and it can’t be known whether that is all', async () => {
  const { nchan, app, away } = await subscribed()
  await nchan.publish('exports', 'one')
  await app.has('one')
  await away(async () => {
    await nchan.publish('exports', 'two')
    await nchan.publish('exports', 'three')
  })
  await app.has('three')
  expect(app.messages()).toEqual(['one', 'two', 'three'])
  await waitFor('the status', () => app.status().completeness.kind === 'unknown')
})

test('of more than it keeps, the last ones come', async () => {
  const { nchan, app, away } = await subscribed()
  await nchan.publish('exports', 'before')
  await app.has('before')
  const missed = Array.from({ length: keptMessages + 2 }, (_, index) => `missed ${index + 1}`)
  await away(async () => {
    for (const message of missed) await nchan.publish('exports', message)
  })
  await app.has(`missed ${missed.length}`)
  expect(app.messages()).toEqual(['before', ...missed.slice(-keptMessages)])
  await waitFor('the status', () => app.status().completeness.kind === 'unknown')
})

test('what is sent while the app does not run comes when it starts', async () => {
  const { nchan, app, open } = await subscribed()
  await nchan.publish('exports', 'one')
  await app.has('one')
  app.close()
  await nchan.publish('exports', 'two')
  const again = open()
  await again.has('two')
  expect(again.messages()).toEqual(['one', 'two'])
})

test('after a restart of nginx, which has forgotten the id, new messages arrive', async () => {
  const { nchan, app } = await subscribed()
  await nchan.publish('exports', 'one')
  await app.has('one')
  await nchan.restart()
  // An id is the second and a count that has begun again: within the same second the new one would be the old one.
  const second = () => Math.floor(Date.now() / 1000)
  const restartedAt = second()
  await waitFor('the next second', () => second() > restartedAt)
  await nchan.publish('exports', 'two')
  await app.has('two')
  expect(app.messages()).toEqual(['one', 'two'])
})

test('two channels on one stream resume together', async () => {
  const { nchan, app, away } = await subscribed('/both')
  await nchan.publish('exports', 'an export')
  await nchan.publish('billing', 'an invoice')
  await app.has('an invoice')
  await away(async () => {
    await nchan.publish('billing', 'another invoice')
    await nchan.publish('exports', 'another export')
  })
  await app.has('another export')
  await app.has('another invoice')
  expect([...app.messages()].sort()).toEqual(['an export', 'an invoice', 'another export', 'another invoice'])
})
