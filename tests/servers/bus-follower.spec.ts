import { afterEach, expect, test, vi } from 'vitest'
import { createHeldLog } from './bus/held-log.ts'
import { type ChannelFollower, followChannel } from './nextjs/lib/channel-follower.ts'

// What happens between a question to the log and its answer.

afterEach(() => {
  vi.useRealTimers()
})

function setUp() {
  const onUnused = vi.fn()
  const held = createHeldLog()
  return { ...held, onUnused, follower: followChannel(held.log, 'alice', onUnused) }
}

/** Starts to subscribe; `texts` is what has come so far. */
function subscribe(follower: ChannelFollower, afterId: string | null) {
  const texts: string[] = []
  const subscription = follower.subscribe(
    afterId,
    ({ data }) => texts.push(data),
    () => {},
  )
  return { texts, subscription }
}

test('a signal that comes before the position is known is not lost', async () => {
  const held = createHeldLog()
  held.setMode('holds')
  const follower = followChannel(held.log, 'alice', () => {})
  const { texts, subscription } = subscribe(follower, null)
  held.release()
  await vi.waitFor(() => expect(held.held()).toBe(1))
  // The log has answered that its end is 0; this comes after it.
  held.append('one')
  held.signal()
  held.setMode('answers')
  held.release()
  // It asks for the end once more, for what is new to this subscriber, and that is 1.
  await subscription
  expect(texts).toEqual([])

  const other = subscribe(follower, '0')
  await other.subscription
  held.append('two')
  held.signal()
  await vi.waitFor(() => expect(texts).toEqual(['two']))
  expect(other.texts).toEqual(['one', 'two'])
})

test('a subscriber gets what the others were given while it waited for its replay', async () => {
  const { follower, setMode, held, release, append, signal } = setUp()
  const early = subscribe(follower, null)
  await early.subscription
  append('one')
  signal()
  await vi.waitFor(() => expect(early.texts).toEqual(['one']))
  setMode('holds')
  const late = subscribe(follower, '0')
  await vi.waitFor(() => expect(held()).toBe(1))
  append('two')
  signal()
  await vi.waitFor(() => expect(held()).toBe(2))
  setMode('answers')
  release(1)
  await vi.waitFor(() => expect(early.texts).toEqual(['one', 'two']))
  // The replay as it was before the second event.
  release()
  await late.subscription
  expect(late.texts).toEqual(['one', 'two'])
})

test('a subscriber whose replay is ahead of the others gets nothing twice', async () => {
  const { follower, setMode, held, release, append, signal } = setUp()
  const early = subscribe(follower, null)
  await early.subscription
  append('one')
  setMode('holds')
  signal()
  await vi.waitFor(() => expect(held()).toBe(1))
  append('two')
  setMode('answers')
  const late = subscribe(follower, '0')
  await late.subscription
  expect(late.texts).toEqual(['one', 'two'])
  release()
  await vi.waitFor(() => expect(early.texts).toEqual(['one']))
  append('three')
  signal()
  await vi.waitFor(() => expect(late.texts).toEqual(['one', 'two', 'three']))
  expect(early.texts).toEqual(['one', 'two', 'three'])
})

test('a signal that comes while the log is being read makes it be read again', async () => {
  const { follower, setMode, held, release, append, signal } = setUp()
  const { texts, subscription } = subscribe(follower, null)
  await subscription
  setMode('holds')
  append('one')
  signal()
  await vi.waitFor(() => expect(held()).toBe(1))
  append('two')
  signal()
  setMode('answers')
  release()
  await vi.waitFor(() => expect(texts).toEqual(['one', 'two']))
})

test('after a failure the log is read again, without a signal', async () => {
  vi.useFakeTimers()
  const { follower, setMode, append, signal } = setUp()
  const { texts, subscription } = subscribe(follower, null)
  await subscription
  append('one')
  setMode('fails')
  signal()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(texts).toEqual([])
  setMode('answers')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(texts).toEqual(['one'])
})

test('when it can’t start, all who wait are refused, and it is given up', async () => {
  const held = createHeldLog()
  held.setMode('fails')
  const onUnused = vi.fn()
  const follower = followChannel(held.log, 'alice', onUnused)
  const subscribers = [subscribe(follower, null), subscribe(follower, '0')]
  for (const { subscription } of subscribers) await expect(subscription).rejects.toThrow('down')
  expect(onUnused).toHaveBeenCalledTimes(1)
})

test('a subscriber that throws, and one that leaves meanwhile, do not keep events from the others', async () => {
  const { follower, append, signal } = setUp()
  const printed = vi.spyOn(console, 'error').mockReturnValue()
  const ignoreGaps = () => {}
  await follower.subscribe(
    null,
    () => {
      throw new Error('broken')
    },
    ignoreGaps,
  )
  const leaving = subscribe(follower, null)
  const { unsubscribe } = await leaving.subscription
  await follower.subscribe(null, unsubscribe, ignoreGaps)
  const last = subscribe(follower, null)
  await last.subscription
  append('one')
  append('two')
  signal()
  await vi.waitFor(() => expect(last.texts).toEqual(['one', 'two']))
  expect(leaving.texts).toEqual(['one'])
  expect(printed).toHaveBeenCalledTimes(2)
})
