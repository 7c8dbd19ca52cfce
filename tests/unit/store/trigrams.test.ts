import { expect, test } from 'vitest'
import { termsOf } from '../../../electron/model/text-folding.ts'
import { matchOf, trigramsOf } from '../../../electron/store/trigrams.ts'

test('every character begins an entry, also the last ones of a word', () => {
  const trigrams = trigramsOf('abc').split(' ')
  expect(trigrams).toHaveLength(3)
  expect(trigrams.map((trigram) => trigram[0])).toEqual(['a', 'b', 'c'])
})

test('a word of many characters is asked for by few entries that cover it', () => {
  expect(matchOf(['invoices'])).toBe('"inv" AND "oic" AND "ces"')
  expect(matchOf(['abc'])).toBe('"abc"')
  expect(matchOf(['ab'])).toBe('"ab"*')
})

test('what is typed can be no query of its own', () => {
  expect(matchOf(termsOf('a" OR b*'))).not.toMatch(/a" OR/)
  expect(matchOf(termsOf('"\'()*'))).not.toMatch(/["'()*]{3}/)
})

test('however much is typed, the query stays small', () => {
  expect(matchOf(termsOf('x'.repeat(100_000))).length).toBeLessThan(1_000)
  expect(termsOf('a b c d e f g h i j k l')).toHaveLength(8)
})
