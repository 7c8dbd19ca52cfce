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
