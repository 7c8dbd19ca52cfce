import { expect, test } from 'vitest'
import { limits } from '../../../electron/model/limits.ts'
import { printable, printableLines, printableLog } from '../../../electron/model/printable.ts'

test('a printed text is one line, in the order in which it is written', () => {
  expect(printable('invoice\u202efdp.exe')).toBe('invoice\\u202efdp.exe')
  expect(printable('a\u001b[2Jb\r\nc\td\u2028e\u009b')).toBe('a\\u001b[2Jb c d e\\u009b')
  expect(printable('\u2066x\u2069\u007f')).toBe('\\u2066x\\u2069\\u007f')
  expect(printable('مرحبا\u200f 👩‍👩‍👧‍👦')).toBe('مرحبا\u200f 👩‍👩‍👧‍👦')
})

test('lines stay lines, but nothing goes back over a line', () => {
  expect(printableLines('a\tb\nc\r\nd\re\u001b]0;x\u0007')).toBe('a\tb\nc\r\nd\\u000de\\u001b]0;x\\u0007')
})

test('JSON keeps its meaning', () => {
  const value = { title: 'a\u009b31m\u007f\u202e\u2028b\n\u001b', id: '\u0085' }
  const printed = printableLines(JSON.stringify(value))
  expect(printed).not.toMatch(/[\p{Cc}\u202e\u2028]/u)
  expect(JSON.parse(printed)).toEqual(value)
})

test('a line of the log is cut', () => {
  expect(printableLog('x'.repeat(100_000))).toHaveLength(limits.printed.line.max)
  expect(printableLog('a\u001b[31m')).toBe('a\\u001b[31m')
})
