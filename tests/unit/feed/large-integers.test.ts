import { expect, test } from 'vitest'
import { hasLargeInteger, quoteLargeIntegers } from '../../../electron/feed/large-integers.ts'
import { seededRandom } from './seeded-random.ts'

test.each([
  ['{"id":653247040368672768}', { id: '653247040368672768' }],
  [
    '{"ids":[653247040368672768,653247040368672769,7]}',
    { ids: ['653247040368672768', '653247040368672769', 7] },
  ],
  ['{"id":-9007199254740993}', { id: '-9007199254740993' }],
  ['{"id":999999999999999}', { id: 999_999_999_999_999 }],
  ['{"a":"653247040368672768"}', { a: '653247040368672768' }],
  [
    '{"a":"\\"653247040368672768, \\\\","b":1234567890123456}',
    { a: '"653247040368672768, \\', b: '1234567890123456' },
  ],
  ['{"a":0.1234567890123456789}', { a: 0.123_456_789_012_345_68 }],
  ['{"a":1234567890123456789e2}', { a: 1.234_567_890_123_456_8e20 }],
])('the digits of %s stay as they were written', (json, value) => {
  expect(JSON.parse(quoteLargeIntegers(json))).toEqual(value)
})

test('there are none where no number has as many digits', () => {
  expect(hasLargeInteger('{"id":999999999999999,"a":"x"}')).toBe(false)
  expect(hasLargeInteger('{"id":653247040368672768}')).toBe(true)
})

test('all other JSON is left as it is', () => {
  const random = seededRandom(7)
  for (let run = 0; run < 500; run += 1) {
    const texts = Array.from({ length: 4 }, () =>
      String.fromCharCode(...Array.from({ length: 12 }, () => Math.floor(random() * 128))),
    )
    const json = JSON.stringify({ [texts[0] ?? '']: texts, n: random(), big: '1234567890123456789' })
    expect(quoteLargeIntegers(json)).toBe(json)
  }
})

test('a text of a megabyte is read in one go', () => {
  const json = JSON.stringify({ id: '1234567890123456', text: '\\"'.repeat(500_000) })
  expect(quoteLargeIntegers(json)).toBe(json)
})
