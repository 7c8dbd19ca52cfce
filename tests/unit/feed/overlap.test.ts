import { expect, test } from 'vitest'
import { createOverlap } from '../../../electron/feed/overlap.ts'
import type { RawEvent } from '../../../electron/model/event.ts'
import { limits } from '../../../electron/model/limits.ts'

const event = (data: string, eventId: string | null = null, type = 'message'): RawEvent => ({
  type,
  data,
  lastEventId: eventId ?? '',
  eventId,
})

/** Whether each of the new events came on the old stream. */
function compare(old: readonly RawEvent[], fresh: readonly RawEvent[]): readonly boolean[] {
  const overlap = createOverlap()
  for (const one of old) overlap.add(one)
  return fresh.map(overlap.take)
}

const of = (letters: string) => [...letters].map((letter) => event(letter))

test.each([
  ['abc', 'abcd', [true, true, true, false]],
  // The new stream began later than the old one was watched.
  ['abc', 'cd', [true, false]],
  ['aba', 'ba', [true, true]],
  // Each is found once.
  ['a', 'aa', [true, false]],
  ['aa', 'aaa', [true, true, false]],
  // What precedes an event that was found does not count any more.
  ['abc', 'ba', [true, false]],
  // The new stream begins with something of its own.
  ['abc', 'xbc', [false, true, true]],
  ['', 'a', [false]],
])('of %s the old stream and %s the new one, those that came on both are found', (old, fresh, expected) => {
  expect(compare(of(old), of(fresh))).toEqual(expected)
})

test('an id that is another on each connection does not tell events apart, but the name does', () => {
  expect(compare([event('a', '17')], [event('a', '1')])).toEqual([true])
  expect(compare([event('a')], [event('a', null, 'news')])).toEqual([false])
})

test('of events that were too large to be read nothing is known', () => {
  const tooLarge: RawEvent = { ...event(''), tooLarge: true }
  expect(compare([tooLarge], [tooLarge])).toEqual([false])
})

test('only the last two thousand events are compared', () => {
  const all = Array.from({ length: limits.arriving.overlapEvents.max + 1 }, (_, index) =>
    event(String(index)),
  )
  expect(compare(all, all.slice(0, 2))).toEqual([false, true])
})

test('only as many as their text has room for', () => {
  const third = Math.ceil(limits.arriving.overlapText.max / 3)
  const all = ['a', 'b', 'c'].map((letter) => event(letter.repeat(third)))
  expect(compare(all, all)).toEqual([false, true, true])
})

test('nothing is found any more after it is cleared', () => {
  const overlap = createOverlap()
  overlap.add(event('a'))
  overlap.clear()
  expect(overlap.take(event('a'))).toBe(false)
})
