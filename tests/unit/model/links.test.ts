import { describe, expect, test } from 'vitest'
import { linksIn } from '../../../electron/model/links.ts'
import { seededRandom } from '../../support/seeded-random.ts'

const urls = (text: string) => linksIn(text).map(({ url }) => url)
const shown = (text: string) => linksIn(text).map((link) => link.text)

describe('the links in a text', () => {
  test.each([
    ['See https://app.example.com/runs/7.', ['https://app.example.com/runs/7']],
    ['https://a.example, https://b.example!', ['https://a.example/', 'https://b.example/']],
    ['Is it https://a.example/?', ['https://a.example/']],
    ['(https://a.example/x)', ['https://a.example/x']],
    [
      'https://en.wikipedia.example/wiki/Stream_(computing)',
      ['https://en.wikipedia.example/wiki/Stream_(computing)'],
    ],
    [
      '(see https://en.wikipedia.example/wiki/Stream_(computing)).',
      ['https://en.wikipedia.example/wiki/Stream_(computing)'],
    ],
    ['[docs](https://a.example/docs)', ['https://a.example/docs']],
    ['"https://a.example/q?a=1&b=2#c"', ['https://a.example/q?a=1&b=2#c']],
    ['<https://a.example/x>', ['https://a.example/x']],
    ['**https://a.example/x**', ['https://a.example/x']],
    ['https://a.example:8443/x', ['https://a.example:8443/x']],
    ['https://[2001:db8::1]/x', ['https://[2001:db8::1]/x']],
    ['HTTPS://A.EXAMPLE/X', ['https://a.example/X']],
    ['https://de.example/Köln and more', ['https://de.example/K%C3%B6ln']],
    ['詳細はhttps://a.example/runをご覧ください。', ['https://a.example/run']],
    ['结果：https://a.example/run。', ['https://a.example/run']],
    ['التقرير: https://a.example/run؟', ['https://a.example/run']],
    ['line\nhttps://a.example/1\nhttps://a.example/2', ['https://a.example/1', 'https://a.example/2']],
  ])('%j', (text, expected) => {
    expect(urls(text)).toEqual(expected)
  })

  test.each([
    'http://a.example/',
    'http://localhost/x and http://127.0.0.1:8080/',
    'ftp://a.example',
    'javascript:alert(1)',
    'xhttps://a.example',
    'me@https://a.example',
    'https://user@a.example/ and https://user:password@b.example/',
    'https://good.example@evil.example/',
    'https://',
    'https://…',
    'https://example',
    'https://例え.example/',
    'file:///etc/passwd',
    'a.example www.a.example',
    `https://a.example/${'a'.repeat(4_096)}`,
  ])('not %j', (text) => {
    expect(linksIn(text)).toEqual([])
  })

  test('end before what is invisible, or turns the direction', () => {
    expect(urls('https://a.example/\u202egpj.exe')).toEqual(['https://a.example/'])
    expect(urls('https://a.example\u200b.evil.example')).toEqual(['https://a.example/'])
    expect(urls('https://a.example\\@evil.example')).toEqual(['https://a.example/'])
  })

  test('are never inside one another', () => {
    expect(urls('https://a.example/?next=https://b.example/')).toEqual([
      'https://a.example/?next=https://b.example/',
    ])
    expect(urls('https://user@https://b.example/')).toEqual([])
  })

  test('are shown as they are written, but for the host', () => {
    expect(shown('See HTTPS://A.example/Run_1%20x?b#c.')).toEqual(['HTTPS://A.example/Run_1%20x?b#c'])
    expect(shown('https://a.example:443/x')).toEqual(['https://a.example:443/x'])
    expect(shown('https://аррӏе.example/login')).toEqual(['https://xn--80ak6aa92e.example/login'])
    expect(shown('https://0x7f.1/x')).toEqual(['https://127.0.0.1/x'])
  })

  test('are at most twenty', () => {
    const many = Array.from({ length: 30 }, (_, n) => `https://a.example/${n}`).join(' ')
    expect(urls(many)).toHaveLength(20)
    expect(urls(many).at(-1)).toBe('https://a.example/19')
  })
})

test('whatever a text holds: its links are parts of it, in order, and safe to open', () => {
  const random = seededRandom(5)
  const pieces = [
    'https://',
    'a.example',
    '/x',
    ' ',
    '.',
    ')',
    '(',
    '@',
    ':',
    '\\',
    'é',
    '請',
    '\u202e',
    '?',
    '#',
    '%',
    '\n',
    '"',
    '[::1]',
    'http://',
  ]
  for (let turn = 0; turn < 3_000; turn += 1) {
    const length = 1 + Math.floor(random() * 14)
    const text = Array.from({ length }, () => pieces[Math.floor(random() * pieces.length)]).join('')
    let end = 0
    for (const link of linksIn(text)) {
      expect(link.start).toBeGreaterThanOrEqual(end)
      expect(text.slice(link.start, link.end).toLowerCase().startsWith('https://')).toBe(true)
      end = link.end
      const url = new URL(link.url)
      expect([url.protocol, url.username, url.password]).toEqual(['https:', '', ''])
      expect(new URL(link.text).href).toBe(link.url)
    }
  }
})

test.each([
  ['nothing but beginnings', 'https://'.repeat(500), []],
  ['thousands of full stops', `https://a.example/${'.'.repeat(4_000)}`, ['https://a.example/']],
  ['thousands of brackets in pairs', `https://a.example/${'()'.repeat(2_000)}`, ['all of it']],
  ['thousands of closing brackets', `https://a.example/${')'.repeat(3_900)}`, ['https://a.example/']],
])('%s are read to the end', (_, text, expected) => {
  const links = expected.map((link) => (link === 'all of it' ? text : link))
  expect(linksIn(text).map((link) => link.text)).toEqual(links)
})
