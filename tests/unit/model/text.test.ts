import { expect, test } from 'vitest'
import { cleanText, cut, shortenWords, textForSystem } from '../../../electron/model/text.ts'

test('a long text is cut between what people see as characters', () => {
  expect(cut('👩‍👩‍👧‍👦'.repeat(5), 3)).toBe(`${'👩‍👩‍👧‍👦'.repeat(2)}…`)
  expect(cut('short', 80)).toBe('short')
  expect([...cut('x'.repeat(100_000), 240)]).toHaveLength(240)
})

const noncharacters = ['\ufffe', '\uffff', '\ufdd0', '\ufdef', '\u{1fffe}', '\u{10ffff}']

test.each(noncharacters)('the noncharacter %j is replaced where text comes in and where it leaves', (bad) => {
  expect(cleanText(`a${bad}b`, 100)).toBe('a\ufffdb')
  expect(textForSystem(`a${bad}b`)).toBe('a\ufffdb')
})

test('halves of characters do not leave for the system, whole ones do unchanged', () => {
  expect(textForSystem('\ud83d|\udc69')).toBe('\ufffd|\ufffd')
  expect(textForSystem('👩‍👩‍👧‍👦 \u2068مرحبا\u2069\n\t\ufdf0 \ufffd')).toBe(
    '👩‍👩‍👧‍👦 \u2068مرحبا\u2069\n\t\ufdf0 \ufffd',
  )
})

test('the system shows a text in the order in which it is written, without control characters', () => {
  expect(textForSystem('invoice\u202efdp.exe\u202a\u202c')).toBe('invoicefdp.exe')
  expect(textForSystem('a\u001b[2J\u0000b\u009b\r\n')).toBe('a[2Jb\n')
})

test('a long word that would not be wrapped is cut in the middle, a long text is not', () => {
  expect(shortenWords(`See ${'a'.repeat(300)}.example now`, 20)).toBe('See aaaaaaaaaa…aa.example now')
  const japanese = 'この文章は空白なしで折り返されます'.repeat(20)
  expect(shortenWords(japanese, 20)).toBe(japanese)
})
