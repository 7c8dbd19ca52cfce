import { expect, test } from 'vitest'
import { isDataFile } from '../../../electron/model/data-files.ts'

test.each([
  'orders.csv',
  'Orders 2026.XLSX',
  '/home/user/Downloads/a.b.pdf',
  'C:\\Downloads\\x.zip',
  '請求書.txt',
  'orders (1).tar.gz',
])('%s is data', (name) => expect(isDataFile(name)).toBe(true))

test.each([
  ...['orders', '.csv', '/tmp/.csv', 'csv', 'orders.', 'orders.csv.', 'orders.csv ', 'orders.csv\n', ''],
  ...[
    'a.exe',
    'a.csv.exe',
    'a.bat',
    'a.sh',
    'a.desktop',
    'a.jar',
    'a.js',
    'a.html',
    'a.svg',
    'a.xlsm',
    'a.xls',
    'a.doc',
  ],
  ...[
    'a.lnk',
    'a.url',
    'a.app',
    'a.command',
    'a.iso',
    'a.dmg',
    'a.deb',
    'a.msi',
    'a.py',
    'a.csv/run',
    'a.csv\\run',
  ],
])('%j is not', (name) => {
  expect(isDataFile(name)).toBe(false)
})
