import { expect, test } from 'vitest'
import { readStream } from './read-stream.ts'
import { parseAtOnce } from './reference-parser.ts'
import { seededRandom } from './seeded-random.ts'

const encoder = new TextEncoder()
const byteOrderMark = [0xef, 0xbb, 0xbf]
const pieces: readonly (readonly number[])[] = [
  ...[
    'data',
    'data:',
    'data: ',
    'id',
    'id:',
    'id: ',
    'event:',
    'event: ',
    'retry:',
    'retry: ',
    'ID:',
    ':',
    ' ',
  ],
  ...[
    '1',
    '42',
    'x',
    'ghost',
    'é',
    '🎉',
    '\u2028',
    '\0',
    '\t',
    '{"type":"connected"}',
    '0300',
    '-5',
    '\v',
    '\f',
  ],
  ...['\n', '\n', '\n', '\r', '\r', '\r\n', '\r\n', '\n\n', '\r\r', '\r\n\r\n', '\n\r', '\n\n\n'],
].map((text) => [...encoder.encode(text)])

test('whatever bytes arrive, however they are cut, they mean what the standard says', async () => {
  let events = 0
  for (let seed = 0; seed < 1500; seed += 1) {
    const random = seededRandom(seed)
    const bytes = randomStream(random)
    const { meaning, error, bugs } = await readStream(randomChunks(bytes, random))
    expect({ seed, meaning, error, bugs }).toEqual({
      seed,
      meaning: parseAtOnce(bytes),
      error: { kind: 'ended' },
      bugs: [],
    })
    events += meaning.events.length
  }
  expect(events).toBeGreaterThan(1000)
})

test('an event is set aside for its size only beyond the limit', async () => {
  const random = seededRandom(7)
  const event = encoder.encode(`data: ${'x'.repeat(994)}\n\n`)
  const within = await readStream(randomChunks(event, random), { maxEventBytes: 1001 })
  const beyond = await readStream(randomChunks(event, random), { maxEventBytes: 999 })
  expect(within.meaning.events).toMatchObject([{ data: 'x'.repeat(994) }])
  expect(beyond.meaning.events).toMatchObject([{ data: '', tooLarge: true }])
  expect(beyond.error).toEqual({ kind: 'ended' })
})

test('whatever is too large, the ids and the events around it are those of the standard', async () => {
  const limits = { maxEventBytes: 20 }
  let tooLarge = 0
  for (let seed = 0; seed < 1000; seed += 1) {
    const random = seededRandom(seed)
    const bytes = randomStream(random)
    const { meaning, error, bugs } = await readStream(randomChunks(bytes, random), limits)
    const reference = parseAtOnce(bytes)
    const ids = (events: readonly { readonly eventId: string | null }[]) =>
      events.map(({ eventId }) => eventId)
    expect({ seed, error, bugs, ids: ids(meaning.events) }).toEqual({
      seed,
      error: { kind: 'ended' },
      bugs: [],
      ids: ids(reference.events),
    })
    expect(meaning.idsWithoutEvent).toEqual(reference.idsWithoutEvent)
    for (const [index, event] of meaning.events.entries()) {
      if (event.tooLarge) tooLarge += 1
      else expect(event).toEqual(reference.events[index])
    }
  }
  expect(tooLarge).toBeGreaterThan(30)
})

test.each([
  ['before the data', 'id: 7\ndata: HUGE\n\n'],
  ['behind the data', 'data: HUGE\nid: 7\n\n'],
  ['between two parts of it', 'data: HUGE\nid: 7\ndata: HUGE\n\n'],
  ['beside an endless name', 'event: HUGE\nid: 7\ndata: x\n\n'],
])('the id of an event that is too large is read %s, and the stream goes on', async (_, text) => {
  const bytes = encoder.encode(`${text.replaceAll('HUGE', 'x'.repeat(3_000_000))}id: 8\ndata: y\n\n`)
  const { meaning, error } = await readStream(randomChunks(bytes, seededRandom(1), 70_000))
  expect(meaning.events).toEqual([
    { type: 'message', data: '', tooLarge: true, lastEventId: '7', eventId: '7' },
    { type: 'message', data: 'y', lastEventId: '8', eventId: '8' },
  ])
  expect(error).toEqual({ kind: 'ended' })
})

test('an event without an end closes the connection far beyond the limit, past its id if it came', async () => {
  const limits = { maxEventBytes: 1_000, maxDroppedBytes: 10_000 }
  const endless = Array.from({ length: 40 }, () => encoder.encode(`data: ${'x'.repeat(500)}\n`))
  const unnamed = await readStream(endless, limits)
  expect(unnamed.meaning.events).toEqual([])
  expect(unnamed.error).toEqual({ kind: 'event-too-large', limitBytes: 10_000 })
  const named = await readStream([encoder.encode('id: 7\n'), ...endless], limits)
  expect(named.meaning.events).toMatchObject([{ tooLarge: true, eventId: '7' }])
  expect(named.error).toEqual({ kind: 'event-too-large', limitBytes: 10_000 })
})

test('comments and unknown fields may be of any length, in the middle of an event too', async () => {
  const long = 'x'.repeat(5_000)
  const text = `:${long}\ndata: a\n:${long}\nnonsense${long}\nhello: ${long}\nid: 7\n: ${long}\n\n`
  const { meaning, error } = await readStream(randomChunks(encoder.encode(text), seededRandom(3)), {
    maxEventBytes: 100,
    maxDroppedBytes: 200,
  })
  expect(meaning.events).toEqual([{ type: 'message', data: 'a', lastEventId: '7', eventId: '7' }])
  expect(error).toEqual({ kind: 'ended' })
})

test('comments may go on for ever as long as their lines end', async () => {
  const heartbeats = Array.from({ length: 2000 }, () => encoder.encode(': heartbeat\n'))
  const { error } = await readStream(heartbeats, { maxEventBytes: 100 })
  expect(error).toEqual({ kind: 'ended' })
})

test.each(['a\u0001b', 'a\tb', 'a\u009b2J', 'x'.repeat(1025), 'x'.repeat(100_000), '🎉'.repeat(257)])(
  'an id that can not be sent back counts as none: the one before stays',
  async (id) => {
    const bytes = encoder.encode(`id: 1\ndata: a\n\nid: ${id}\ndata: b\n\n`)
    const { meaning } = await readStream([bytes])
    expect(meaning.events).toMatchObject([
      { lastEventId: '1', eventId: '1' },
      { lastEventId: '1', eventId: null },
    ])
  },
)

function randomStream(random: () => number): Uint8Array {
  const bytes: number[] = []
  for (let marks = Math.floor(random() * 3); marks > 0; marks -= 1) bytes.push(...byteOrderMark)
  for (let length = Math.floor(random() * 120); length > 0; length -= 1) {
    const noise = random() < 0.05
    bytes.push(
      ...(noise ? [Math.floor(random() * 256)] : (pieces[Math.floor(random() * pieces.length)] ?? [])),
    )
  }
  return Uint8Array.from(bytes)
}

function randomChunks(bytes: Uint8Array, random: () => number, maxLength = 12): Uint8Array[] {
  const longest = 1 + Math.floor(random() * maxLength)
  const chunks: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    // Sometimes of no bytes: an empty chunk is a chunk too.
    const length = Math.floor(random() * (longest + 1))
    chunks.push(bytes.slice(at, at + length))
    at += length
  }
  return chunks
}
