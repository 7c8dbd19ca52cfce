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

test('an event is refused for its size only beyond the limit', async () => {
  const random = seededRandom(7)
  const event = encoder.encode(`data: ${'x'.repeat(994)}\n\n`)
  const within = await readStream(randomChunks(event, random), 1001)
  const beyond = await readStream(randomChunks(event, random), 999)
  expect(within.meaning.events).toHaveLength(1)
  expect(beyond.meaning.events).toHaveLength(0)
  expect(beyond.error).toEqual({ kind: 'event-too-large', limitBytes: 999 })
})

test('comments may go on for ever as long as their lines end', async () => {
  const heartbeats = Array.from({ length: 2000 }, () => encoder.encode(': heartbeat\n'))
  const { error } = await readStream(heartbeats, 100)
  expect(error).toEqual({ kind: 'ended' })
})

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

function randomChunks(bytes: Uint8Array, random: () => number): Uint8Array[] {
  const longest = 1 + Math.floor(random() * 12)
  const chunks: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    // Sometimes of no bytes: an empty chunk is a chunk too.
    const length = Math.floor(random() * (longest + 1))
    chunks.push(bytes.slice(at, at + length))
    at += length
  }
  return chunks
}
