import { describe, expect, test } from 'vitest'
import { csvHeader, csvLine, csvSeparatorOf } from '../../../electron/history/csv.ts'
import { buildItem } from '../../support/build-item.ts'

const columns = csvHeader().trimEnd().split(',')

/** The cells of one line, read as RFC 4180 says. */
function cells(line: string): Record<string, string> {
  const found = [...line.trimEnd().matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  )
  return Object.fromEntries(columns.map((name, index) => [name, found[index] ?? '']))
}

test('an item is a line of as many cells as the header has', () => {
  const line = csvLine(buildItem({ id: 'n-981', category: 'billing' }))
  expect(cells(line)).toMatchObject({
    id: 'n-981',
    type: 'notification',
    message: 'Your export is ready!',
    category: 'billing',
    state: '',
    read: 'false',
    receivedAt: '1970-01-01T00:00:01.000Z',
  })
  expect(line.endsWith('\r\n')).toBe(true)
})

test('quotes, commas and line breaks stay within their cell', () => {
  const message = 'He said "10,5"\r\nand left'
  expect(cells(csvLine(buildItem({ message, title: 'a,b' })))).toMatchObject({ message, title: 'a,b' })
})

describe('a text that a spreadsheet would run is text', () => {
  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    ' =1',
    '\n=cmd|calc',
    '＝1+1',
    '=HYPERLINK("http://evil.example","x")',
  ])('%j', (message) => {
    expect(cells(csvLine(buildItem({ message }))).message).toBe(`'${message}`)
  })

  test('in every column that a server can fill', () => {
    const line = csvLine(buildItem({ id: '=a', title: '=b', message: '=c', category: '=d' }))
    expect(cells(line)).toMatchObject({ id: "'=a", title: "'=b", message: "'=c", category: "'=d" })
  })
})

test.each(['Orders 2026', '1 + 1', 'a=b', 'a, b', 'one\ntwo', 'pre-paid, a-b', "it's", '', 'a "-" b'])(
  '%j is left as it is',
  (message) => {
    expect(cells(csvLine(buildItem({ message }))).message).toBe(message)
  },
)

test.each([
  ['a,=1+1', "a,'=1+1"],
  ['a;=1+1', "a;'=1+1"],
  ['a\n=1+1', "a\n'=1+1"],
  ['a\t@SUM(A1)', "a\t'@SUM(A1)"],
  ['a","=cmd|calc', `a","'=cmd|calc`],
  ['=1;=2', "'=1;'=2"],
  ['a;\n=1+1', "a;\n'=1+1"],
  ['a\r\n \t=1+1', "a\r\n \t'=1+1"],
  ['a | @SUM(A1)', "a | '@SUM(A1)"],
  [';=1+1', ";'=1+1"],
  ['"\n",-1', `"\n",'-1`],
])('%j has no formula after a separator or a line break', (message, written) => {
  expect(cells(csvLine(buildItem({ message }))).message).toBe(written)
})

describe('a saved file has the separator of the locale', () => {
  test.each([
    ['en-US', ','],
    ['en-GB', ','],
    ['ja', ','],
    ['de', ';'],
    ['de-CH', ','],
    ['fr', ';'],
    ['es', ';'],
    ['pt-BR', ';'],
  ])('%s: %s', (locale, separator) => {
    expect(csvSeparatorOf(locale)).toBe(separator)
  })

  test('with a decimal comma where that is a semicolon', () => {
    const item = buildItem({ state: 'running', progress: 0.42, title: 'a;b' })
    const line = csvLine(item, ';')
    expect(line.split(';')).toContain('0,42')
    expect(line).toContain('"a;b"')
    expect(csvLine(item).split(',')).toContain('0.42')
    expect(csvHeader(';')).toMatch(/^id;type;title/)
  })
})

// This once took a tenth of a second, for each of a hundred thousand items.
test('a text of nothing but separators and line breaks is written at once', () => {
  const message = `"${'\n'.repeat(1_900)}`.repeat(2).concat('"\n'.repeat(100))
  expect(cells(csvLine(buildItem({ message }))).message).toBe(message)
})
