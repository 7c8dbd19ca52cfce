import { describe, expect, test } from 'vitest'
import { containsAll, findMatches, fold, termsOf } from '../../../electron/model/text-folding.ts'

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
    ['οδός', 'ΟΔΟΣ'],
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
  ])('%j in %j, and marks it', (typed, text) => {
    expect(finds(typed, text)).toBe(true)
    expect(findMatches(text, typed).some(({ match }) => match)).toBe(typed.trim() !== '')
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

/** The text with its matches in brackets. */
const marked = (text: string, search: string) =>
  findMatches(text, search)
    .map((piece) => (piece.match ? `[${piece.text}]` : piece.text))
    .join('')

describe('the marks of a search', () => {
  test.each([
    ['[Inv]oice run', 'inv'],
    ['118 of 312 [inv]oices', 'INV'],
    ['[Caf]é [cré]me', 'cre caf'],
    ['[Übe]rsicht', 'ube'],
    ['Stra[ß]e', 'ss'],
    ['注文の[エクスポート]', 'エクスポート'],
    ['تصدير [الطلبات]', 'الطلبات'],
    ['Haupt[s]tra[ß]e', 's'],
    ['[ΟΔΟΣ]', 'οδός'],
    ['[한]국어', '하'],
    ['[ｶｰﾄﾞ]', 'カード'],
    ['[عَرَبِيّ]', 'عَرَبِيّ'],
    ['[aaaa]', 'aa'],
    ['[👩‍🚀] in [orb]it', '👩‍🚀 orb'],
    ['nothing', 'zebra'],
    ['nothing', '   '],
  ])('%s', (expected, search) => {
    expect(marked(expected.replaceAll(/[[\]]/g, ''), search)).toBe(expected)
  })
})

test('a word that is too long to be compared in full is marked as far as it was compared', () => {
  const word = 'x'.repeat(100)
  expect(containsAll(fold(word.slice(0, 70)), termsOf(word))).toBe(true)
  expect(findMatches(word.slice(0, 70), word)).toEqual([{ text: word.slice(0, 70), match: true }])
})

describe('a variant is found and marked, whichever of the two is typed', () => {
  test.each([
    // Apostrophes and quotes.
    ["l'export", 'L’export'],
    ["l'export", 'L‘export'],
    ["l'export", 'lʼexport'],
    ["l'export", 'l´export'],
    ["l'export", 'l`export'],
    ["rock'n'roll", 'Rock’n’Roll'],
    ["o'brien", 'O＇Brien'],
    ['"Q1"', '„Q1“'],
    ['Q1', '„Q1“'],
    ['"Q1"', '«Q1»'],
    ['"Q1"', '“Q1”'],
    ['"Q1"', 'Q1'],
    // Hyphens.
    ['exp-42', 'EXP‑42'],
    ['2025-2026', '2025–2026'],
    // What nobody sees.
    ['export', 'ex\u00adport'],
    ['export', 'ex\u200bport'],
    ['export', 'ex\u200cport'],
    ['export', 'ex\u200dport'],
    ['export', 'ex\u2060port'],
    ['export', '\ufeffexport'],
    ['export', '\u2068export\u2069'],
    ['export', 'ex\u202eport'],
    // Emoji.
    ['⚠', '⚠️'],
    ['❤', '❤️'],
    ['👍', '👍🏽'],
    ['👍🏿', '👍🏻'],
    ['👩‍💻', '👩🏾‍💻'],
    // Letters that normalization does not take apart.
    ['lodz', 'Łódź'],
    ['djordje', 'Djordje'],
    ['dordevic', 'Đorđević'],
    ['kobenhavn', 'KØBENHAVN'],
    ['aero', 'Æro'],
    ['oeuvre', 'Œuvre'],
    ['thor', 'Þór'],
    ['hamrun', 'Ħamrun'],
    ['isik', 'ışık'],
    ['strasse', 'STRAẞE'],
    // Arabic and Persian.
    ['احمد', 'أحمد'],
    ['اسلام', 'إسلام'],
    ['القران', 'القرآن'],
    ['مسوول', 'مسؤول'],
    ['محمد', 'مُحَمَّد'],
    ['محمد', 'محـــمد'],
    ['مدرسه', 'مدرسة'],
    ['علي', 'على'],
    ['کتاب', 'كتاب'],
    ['الله', 'ﷲ'],
    ['2026', '٢٠٢٦'],
    ['2026', '۲۰۲۶'],
    // Hebrew.
    ['שלום', 'שָׁלוֹם'],
    ['תל-אביב', 'תל־אביב'],
    ['צה"ל', 'צה״ל'],
  ])('%j and %j', (one, other) => {
    for (const [typed, text] of [
      [one, other],
      [other, one],
    ] as const) {
      expect(finds(typed, `A ${text} B`)).toBe(true)
      expect(marked(`A ${text} B`, typed)).toContain('[')
    }
  })

  test.each([
    ['[👍🏽] done', '👍'],
    ['[⚠️] disk', '⚠'],
    ['[ex\u00adport] done', 'export'],
    ['„[Q1]“', '"Q1"'],
    ['[Łódź]', 'lodz'],
    ['[مُحَمَّد]', 'محمد'],
  ])('and %j is marked whole', (expected, search) => {
    expect(marked(expected.replaceAll(/[[\]]/g, ''), search)).toBe(expected)
  })
})

test('folding twice changes nothing', () => {
  for (const text of ['Łódź „Q1“ l´é', 'مُحَمَّد أإآ', 'שָׁלוֹם', '👩🏾‍💻 ⚠️', 'ŉ ǆ ﷲ ﬁ ß İ ı']) {
    expect(fold(fold(text))).toBe(fold(text))
  }
})
