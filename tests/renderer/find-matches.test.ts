import { describe, expect, test } from 'vitest'
import { findMatches } from '../../renderer/history/find-matches.ts'

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
    ['[aaaa]', 'aa'],
    ['[👩‍🚀] in [orb]it', '👩‍🚀 orb'],
    ['nothing', 'zebra'],
    ['nothing', '   '],
  ])('%s', (expected, search) => {
    expect(marked(expected.replaceAll(/[[\]]/g, ''), search)).toBe(expected)
  })
})
