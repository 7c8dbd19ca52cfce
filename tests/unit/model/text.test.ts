import { expect, test } from 'vitest'
import { cleanText, cut, textForSystem } from '../../../electron/model/text.ts'

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

test('halves of characters do not leave for the system, anything else does unchanged', () => {
  expect(textForSystem('\ud83d|\udc69')).toBe('\ufffd|\ufffd')
  expect(textForSystem('👩‍👩‍👧‍👦 مرحبا\n\u202e\ufdf0 \ufffd')).toBe('👩‍👩‍👧‍👦 مرحبا\n\u202e\ufdf0 \ufffd')
})
