import { describe, expect, test } from 'vitest'
import { containsAll, fold, matchOf, termsOf, trigramsOf } from '../../../electron/store/trigrams.ts'

const finds = (typed: string, text: string) => containsAll(fold(text), termsOf(typed))

describe('what is typed finds', () => {
  test.each([
    ['invoice', 'INVOICE run'],
    ['voic', 'Invoice run'],
    ['run inv', 'Invoice run'],
    ['zurich', 'Zürich'],
    ['ZÜRICH', 'zurich'],
    ['strasse', 'Hauptstraße 5'],
    ['οδος', 'ΟΔΟΣ'],
    ['отчёт', 'ОТЧЕТ готов'],
    ['istanbul', 'İSTANBUL'],
    ['請求', '請求書が出力されました'],
    ['書', '請求書'],
    ['カード', 'ｶｰﾄﾞ'],
    ['하', '한국어'],
    ['한국', '대한국민'],
    ['فاتورة', 'الفاتورة جاهزة'],
    ['เสร็จ', 'งานเสร็จแล้ว'],
    ['exp-42', 'Job EXP-42 ended'],
    ['100%', 'at 100% now'],
    ['🎉', 'done 🎉'],
    ['', 'anything'],
    ['   ', 'anything'],
  ])('%j in %j', (typed, text) => {
    expect(finds(typed, text)).toBe(true)
  })

  test.each([
    ['invoices', 'Invoice run'],
    ['run orders', 'Invoice run'],
    ['領収', '請求書'],
  ])('but not %j in %j', (typed, text) => {
    expect(finds(typed, text)).toBe(false)
  })
})

test('words may stand in any order, but a word is never found across two', () => {
  expect(finds('ab', 'xa bx')).toBe(false)
})

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
