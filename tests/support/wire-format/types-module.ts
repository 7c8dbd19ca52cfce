import { type EventSchema, type Field, fieldsOf, limitsOf, type Schema } from './schema.ts'

/** The source of `resources/backend-kit/events.ts`. */
export function typesModule(events: readonly EventSchema[]): string {
  const union = events.map(({ type }) => typeName(type)).join(' | ')
  return `${[
    '// Generated from resources/wire-format.schema.json by `npm run wire-format`. Do not edit.',
    `/** The \`data\` of one event. */\nexport type WireEvent = ${union}`,
    ...events.map(eventType),
    ...events.map(builder),
  ].join('\n\n')}\n`
}

function eventType({ type, description, fields }: EventSchema): string {
  const lines = [`  readonly type: '${type}'`, ...fields.map((field) => property(field, '  '))]
  return `/** ${description}. */\nexport interface ${typeName(type)} {\n${lines.join('\n')}\n}`
}

function builder({ type, fields }: EventSchema): string {
  const name = typeName(type)
  const fallback = fields.some(({ isRequired }) => isRequired) ? '' : ' = {}'
  return `export function ${type}Event(fields: Omit<${name}, 'type'>${fallback}): ${name} {
  return { type: '${type}', ...fields }
}`
}

function property({ name, isRequired, schema }: Field, indent: string): string {
  const note = [schema.description, limitsOf(schema)].filter(Boolean).join('; ')
  const comment = note === '' ? '' : `${indent}/** ${note} */\n`
  return `${comment}${indent}readonly ${name}${isRequired ? '' : '?'}: ${typeOf(schema, indent)}`
}

function typeOf(schema: Schema, indent: string): string {
  if (schema.anyOf !== undefined) return schema.anyOf.map((one) => typeOf(one, indent)).join(' | ')
  if (schema.enum !== undefined) return schema.enum.map((value) => `'${value}'`).join(' | ')
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'number':
      return schema.type
    case 'integer':
      return 'number'
    case 'array': {
      const item = typeOf(schema.items ?? {}, indent)
      return `readonly ${item.includes('|') ? `(${item})` : item}[]`
    }
    case 'object': {
      const inner = `${indent}  `
      const lines = fieldsOf(schema).map((field) => property(field, inner))
      return `{\n${lines.join('\n')}\n${indent}}`
    }
    default:
      throw new Error(`No TypeScript type for ${JSON.stringify(schema)}`)
  }
}

function typeName(type: string): string {
  return `${type.charAt(0).toUpperCase()}${type.slice(1)}Event`
}
