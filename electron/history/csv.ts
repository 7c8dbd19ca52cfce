import { type ItemFields, itemFields } from './item-fields.ts'

const columns = [
  'id',
  'type',
  'title',
  'message',
  'category',
  'priority',
  'state',
  'progress',
  'read',
  'url',
  'createdAt',
  'receivedAt',
  'updatedAt',
  'toast',
  'downloadUrl',
] as const satisfies readonly (keyof ItemFields)[]

/**
 * Tells spreadsheets that what follows is UTF-8, which they would not guess. For files that are saved for them; other
 * programs would take it for a part of the first column's name.
 */
export const byteOrderMark = '\uFEFF'

/** The first line of RFC 4180, which names the columns. Ends its line, as all lines here do. */
export const csvHeader = `${columns.join(',')}\r\n`

/** One line of RFC 4180. */
export function csvLine(item: Parameters<typeof itemFields>[0]): string {
  const fields = itemFields(item)
  return `${columns.map((column) => cell(fields[column])).join(',')}\r\n`
}

function cell(value: string | number | boolean | null): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  return `"${harmless(value).replaceAll('"', '""')}"`
}

/**
 * A spreadsheet takes a text that begins like this for a formula, and runs it; an apostrophe before it says that it is
 * text (OWASP, "CSV Injection"). The wide forms count in spreadsheets of East Asia.
 */
function harmless(text: string): string {
  return /^[\s\0]*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
}
