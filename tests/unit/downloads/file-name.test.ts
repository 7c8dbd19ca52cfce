import { describe, expect, test } from 'vitest'
import { numberedName, safeFileName } from '../../../electron/downloads/file-name.ts'

const address = 'https://app.example.com/exports/42/file'
const safe = (wanted: string | null, url = address) => safeFileName(wanted, url)

describe('a safe file name', () => {
  test('is the wanted one where that is harmless', () => {
    expect(safe('orders-2026.csv')).toBe('orders-2026.csv')
    expect(safe('Bestellungen – März (2).xlsx')).toBe('Bestellungen – März (2).xlsx')
    expect(safe('注文一覧.csv')).toBe('注文一覧.csv')
    expect(safe('👩‍👩‍👧.csv')).toBe('👩‍👩‍👧.csv')
  })

  test.each([
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\Windows\\System32\\evil.dll', 'evil.dll'],
    ['/etc/cron.d/job', 'job'],
    ['C:\\Users\\x\\a.csv', 'a.csv'],
    ['C:evil.csv', 'C_evil.csv'],
    ['a/../b.csv', 'b.csv'],
    ['folder/', 'file'],
    ['..', 'file'],
    ['.', 'file'],
    ['.bashrc', 'bashrc'],
    ['...hidden', 'hidden'],
    ['a.csv.', 'a.csv'],
    ['a.csv . . ', 'a.csv'],
    ['notes.txt:stream', 'notes.txt_stream'],
    ['what?*<>|".csv', 'what______.csv'],
    ['', 'file'],
    ['   ', 'file'],
  ])('of %j is %j', (wanted, name) => {
    expect(safe(wanted)).toBe(name)
  })

  test('has no invisible characters and none that change the reading direction', () => {
    expect(safe('invoice\u202Egpj.exe')).toBe('invoicegpj.exe')
    expect(safe('a\u0000b\u0007\n.csv')).toBe('ab.csv')
    expect(safe('a\u200Bb\uFEFF\u2066c\u2069.csv')).toBe('abc.csv')
    expect(safe('a\uD800.csv')).toBe('a.csv')
  })

  test.each([
    '\u00ad',
    '\u034f',
    '\u115f',
    '\u1160',
    '\u17b4',
    '\u180e',
    '\u200d',
    '\u3164',
    '\ufe0f',
    '\uffa0',
    '\u{e0020}',
  ])('does not hide its extension behind %j', (invisible) => {
    expect(safe(`invoice.pdf${invisible.repeat(60)}.exe`)).toBe('invoice.pdf.exe')
    expect(safe(`report.l${invisible}nk`)).toBe('report.lnk.download')
    expect(safe(`${invisible}.bashrc`)).toBe('bashrc')
  })

  test('does not hide its extension behind blanks', () => {
    expect(safe(`invoice.pdf${'\u2800'.repeat(60)}.exe`)).toBe('invoice.pdf .exe')
    expect(safe(`invoice.pdf${'\u3000'.repeat(60)}.exe`)).toBe('invoice.pdf .exe')
  })

  test('keeps the joiners that words and emoji are written with', () => {
    expect(safe('می\u200cخواهم.csv')).toBe('می\u200cخواهم.csv')
    expect(safe('❤️\u200d🔥.csv')).toBe('❤️\u200d🔥.csv')
    expect(safe('👩🏽\u200d🚀.csv')).toBe('👩🏽\u200d🚀.csv')
  })

  test.each([
    'CON',
    'con.txt',
    'con .txt',
    'NUL .tar.gz',
    'nul.tar.gz',
    'LPT1.csv',
    'com¹.log',
    'aux',
    'CONIN$',
  ])('is not %s, which Windows reserves for devices', (wanted) => {
    expect(safe(wanted)).toBe(`_${wanted}`)
  })

  test.each(['desktop.ini', 'report.lnk', 'Report.URL', 'x.scf', 'autorun.inf', 'app.desktop'])(
    'gives %s, which a desktop acts on, another extension',
    (wanted) => {
      expect(safe(wanted)).toBe(`${wanted}.download`)
    },
  )

  test('is cut between characters, and keeps its extension', () => {
    const name = safe(`${'👩‍👩‍👧‍👦'.repeat(200)}.csv`)
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(180)
    expect(name.endsWith('👩‍👩‍👧‍👦.csv')).toBe(true)
    expect(safe(`a.${'x'.repeat(500)}`).length).toBeLessThanOrEqual(180)
  })

  test('comes from the address when the server gives none', () => {
    expect(safe(null, 'https://a.example/files/orders%202026.csv?token=1#x')).toBe('orders 2026.csv')
    expect(safe(null, 'https://a.example/files/%2e%2e%2f%2e%2e%2fpasswd')).toBe('passwd')
    expect(safe(null, 'https://a.example/%E0%A4%A')).toBe('%E0%A4%A')
    expect(safe(null, 'https://a.example/')).toBe('download')
  })

  test('stays one segment of a path, whatever was wanted', () => {
    const parts = ['..', '/', '\\', '\u0000', ':', ' ', '.', 'a', 'CON', '\u202E', '%2f', '~', '$', '\u2028']
    for (let seed = 0; seed < 5_000; seed += 1) {
      const wanted = Array.from(
        { length: 7 },
        (_, index) => parts[(seed * 31 + index * seed * 7) % parts.length],
      )
      const name = safe(wanted.join(''))
      expect(name).toMatch(/^[^/\\\p{Cc}:]+$/u)
      expect(name).not.toMatch(/^\.|[. ]$/)
    }
  })
})

test('further files of a name are numbered before the extension', () => {
  expect(numberedName('orders.csv', 0)).toBe('orders.csv')
  expect(numberedName('orders.csv', 1)).toBe('orders (1).csv')
  expect(numberedName('orders.tar.gz', 2)).toBe('orders (2).tar.gz')
  expect(numberedName('README', 3)).toBe('README (3)')
})
