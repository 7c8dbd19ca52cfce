import { type ItemFields, itemFields } from './item-fields.ts'

/** Whether a field is a column, in the order of the columns. Programs read them by name and place: add at the end. */
const isColumn: Readonly<Record<keyof ItemFields, boolean>> = {
  id: true,
  type: true,
  title: true,
  message: true,
  category: true,
  priority: true,
  state: true,
  progress: true,
  read: true,
  url: true,
  createdAt: true,
  receivedAt: true,
  updatedAt: true,
  // The same as `notification`, under the name that this column always had.
  toast: true,
  notification: false,
  downloadUrl: true,
  reason: false,
  source: false,
  revision: false,
  attempt: false,
  outcome: false,
  heldUntil: false,
  snoozedUntil: false,
  pinned: false,
}

const isField = (name: string): name is keyof ItemFields => name in isColumn
const columns = Object.keys(isColumn)
  .filter(isField)
  .filter((field) => isColumn[field])

/**
 * Tells spreadsheets that what follows is UTF-8, which they would not guess. For files that are saved for them; other
 * programs would take it for a part of the first column's name.
 */
export const byteOrderMark = '\uFEFF'

/** The comma is that of RFC 4180; with semicolons, numbers have a decimal comma. */
export type CsvSeparator = ',' | ';'

/** The separator that spreadsheets of this locale read: semicolons where the decimal sign is a comma. */
export function csvSeparatorOf(locale: string): CsvSeparator {
  const parts = new Intl.NumberFormat(locale).formatToParts(0.5)
  return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? ';' : ','
}

/** The first line, which names the columns. Ends its line, as all lines here do. */
export function csvHeader(separator: CsvSeparator = ','): string {
  return `${columns.join(separator)}\r\n`
}

/** One line of RFC 4180, but for the separator. */
export function csvLine(item: Parameters<typeof itemFields>[0], separator: CsvSeparator = ','): string {
  const fields = itemFields(item)
  return `${columns.map((column) => cell(fields[column], separator)).join(separator)}\r\n`
}

function cell(value: string | number | boolean | null, separator: CsvSeparator): string {
  if (value === null) return ''
  if (typeof value === 'number') return separator === ';' ? String(value).replace('.', ',') : String(value)
  if (typeof value === 'boolean') return String(value)
  return `"${harmless(value).replaceAll('"', '""')}"`
}

// All that stands between a text and a sign that could begin a formula. It matches from its first character on only, or
// a text of nothing but line breaks would be looked at again from each of them.
const beforeSign = /(?<![\s"\0,;|])[\s"\0,;|]+(?=[=+\-@＝＋－＠])/g

/**
 * A spreadsheet takes a text that begins like this for a formula, and runs it; an apostrophe before it says that it is
 * text (OWASP, "CSV Injection"). The wide forms count in spreadsheets of East Asia. A file that is read with another
 * separator, or without regard to quotes, has a cell begin after each separator and line break.
 */
function harmless(text: string): string {
  const within = text.replaceAll(beforeSign, (between: string, at: number) =>
    (at === 0 ? /[,;|]/ : /[,;|\t\r\n]/).test(between) ? `${between}'` : between,
  )
  return /^[\s\0]*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${within}` : within
}
