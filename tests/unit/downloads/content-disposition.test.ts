import { expect, test } from 'vitest'
import { isAttachment, proposedFileName } from '../../../electron/downloads/content-disposition.ts'

/** The header as `fetch` gives it: one character for each byte. */
const header = (text: string) => Buffer.from(text).toString('latin1')

test.each([
  ['attachment; filename="orders.csv"', 'orders.csv'],
  ['attachment; filename=orders.csv', 'orders.csv'],
  ['ATTACHMENT;FILENAME = "orders.csv" ; size=4', 'orders.csv'],
  ['inline; filename="report.pdf"', 'report.pdf'],
  ['attachment; filename="a;b \\"c\\".csv"', 'a;b "c".csv'],
  ['attachment; filename="C:\\exports\\orders.csv"', 'C:\\exports\\orders.csv'],
  ["attachment; filename=old.csv; filename*=UTF-8''%e2%82%ac%20rates.csv", '€ rates.csv'],
  ["attachment; filename*=utf-8'en'%e2%82%ac.csv; filename=old.csv", '€.csv'],
  ["attachment; filename*=iso-8859-1''%dcbersicht.csv", 'Übersicht.csv'],
  ["attachment; filename*=UTF-8''%FF.csv; filename=old.csv", 'old.csv'],
  ["attachment; filename*=koi8-r''%C1.csv; filename=old.csv", 'old.csv'],
  ['attachment; filename="注文.csv"', '注文.csv'],
  ['attachment; filename="%E6%B3%A8%E6%96%87.csv"', '注文.csv'],
  ['attachment; filename="100%25.csv"', '100%25.csv'],
  ['attachment; filename="50% off.csv"', '50% off.csv'],
  ['attachment; filename=""', null],
  ['attachment', null],
  ['filename=orders.csv', null],
  ['', null],
])('%s proposes %j', (text, name) => {
  expect(proposedFileName(header(text))).toBe(name)
})

test('without the header nothing is proposed', () => {
  expect(proposedFileName(null)).toBeNull()
  expect(isAttachment(null)).toBe(false)
})

test('a name in Latin-1, as the old standard says, is read', () => {
  expect(proposedFileName('attachment; filename="\u00dcbersicht.csv"')).toBe('Übersicht.csv')
})
