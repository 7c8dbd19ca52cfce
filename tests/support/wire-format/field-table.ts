import { replaceGenerated } from './replace-generated.ts'
import { type EventSchema, type Field, fieldsOf, limitsOf, type Schema } from './schema.ts'

/**
 * The text with the tables of fields between its two marks.
 *
 * @throws Error when the marks are missing
 */
export function withFieldTable(text: string, events: readonly EventSchema[]): string {
  return replaceGenerated(text, 'fields', fieldTable(events))
}

function fieldTable(events: readonly EventSchema[]): string {
  return events
    .map(({ type, description, fields }) => {
      const heading = `### \`${type}\`\n\n${description}.`
      const rows = fields.flatMap((field) => rowsOf(field, ''))
      if (rows.length === 0) return heading
      return [
        heading,
        '',
        '| Field | Type | Required | Limits | Meaning |',
        '|---|---|---|---|---|',
        ...rows,
      ].join('\n')
    })
    .join('\n\n')
}

function rowsOf({ name, isRequired, schema }: Field, prefix: string): readonly string[] {
  const description = schema.description ?? schema.items?.description ?? ''
  const cells = [
    `\`${prefix}${name}\``,
    typeText(schema),
    isRequired ? 'yes' : '',
    limitsOf(schema),
    description,
  ]
  return [
    `| ${cells.join(' | ')} |`,
    ...fieldsOf(schema).flatMap((field) => rowsOf(field, `${prefix}${name}.`)),
  ]
}

function typeText({ type, format, enum: values, anyOf, items }: Schema): string {
  if (anyOf !== undefined) return anyOf.map(typeText).join(' or ')
  if (values !== undefined) return values.map((value) => `\`${value}\``).join(', ')
  if (items !== undefined) return `list of ${typeText(items)}`
  if (format === 'uri') return 'URL'
  if (format === 'date-time') return 'time'
  return type ?? ''
}
