import { z } from 'zod'

/** The parts of JSON Schema that the wire format uses. */
export interface Schema {
  readonly type?: string | undefined
  readonly description?: string | undefined
  readonly const?: string | undefined
  readonly enum?: readonly string[] | undefined
  readonly format?: string | undefined
  readonly pattern?: string | undefined
  readonly minLength?: number | undefined
  readonly maxLength?: number | undefined
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
  readonly minItems?: number | undefined
  readonly maxItems?: number | undefined
  readonly items?: Schema | undefined
  readonly anyOf?: readonly Schema[] | undefined
  readonly properties?: Readonly<Record<string, Schema>> | undefined
  readonly required?: readonly string[] | undefined
}

/** Strict, so that a keyword that the generated texts would leave out is noticed. */
const schema: z.ZodType<Schema> = z.lazy(() =>
  z.strictObject({
    type: z.string().optional(),
    description: z.string().optional(),
    const: z.string().optional(),
    enum: z.array(z.string()).optional(),
    format: z.string().optional(),
    pattern: z.string().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    minItems: z.number().optional(),
    maxItems: z.number().optional(),
    items: schema.optional(),
    anyOf: z.array(schema).optional(),
    properties: z.record(z.string(), schema).optional(),
    required: z.array(z.string()).optional(),
  }),
)

/** One kind of event: the value of its `type`, and its other fields. */
export interface EventSchema {
  readonly type: string
  readonly description: string
  readonly fields: readonly Field[]
}

export interface Field {
  readonly name: string
  readonly isRequired: boolean
  readonly schema: Schema
}

/** @throws Error when the schema of the wire format has another shape than the generated texts can express */
export function parseWireFormat(json: unknown): readonly EventSchema[] {
  const { oneOf } = z.object({ oneOf: z.array(schema) }).parse(json)
  return oneOf.map((event) => {
    const type = event.properties?.type?.const
    if (type === undefined) throw new Error('An event of the wire format has no type.')
    const fields = fieldsOf(event).filter(({ name }) => name !== 'type')
    return { type, description: event.description ?? '', fields }
  })
}

export function fieldsOf({ properties = {}, required = [] }: Schema): readonly Field[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    isRequired: required.includes(name),
    schema,
  }))
}

const unlimited = Number.MAX_SAFE_INTEGER

/** The limits of a field in words; empty: it has none. */
export function limitsOf(schema: Schema): string {
  const { anyOf, items } = schema
  if (anyOf !== undefined) return join(anyOf.map(limitsOf))
  if (items !== undefined) {
    const { minItems = 0, maxItems } = schema
    const most = maxItems?.toLocaleString('en-US')
    const count = most === undefined ? `at least ${minItems}` : `${minItems} to ${most}`
    return [count, `each ${limitsOf(items)}`].filter((part) => part !== '').join(', ')
  }
  return join([lengthOf(schema), rangeOf(schema), patternOf(schema)])
}

function lengthOf({ minLength, maxLength }: Schema): string {
  if (maxLength === undefined) return ''
  const max = maxLength.toLocaleString('en-US')
  return minLength === undefined ? `at most ${max} characters` : `${minLength} to ${max} characters`
}

function rangeOf({ minimum, maximum }: Schema): string {
  if (minimum === undefined) return ''
  return maximum === undefined || maximum >= unlimited ? `at least ${minimum}` : `${minimum} to ${maximum}`
}

function patternOf({ format, pattern }: Schema): string {
  if (format === 'date-time') return 'ISO 8601 with an offset or Z'
  if (pattern === '^[0-9a-fA-F]{64}$') return '64 hexadecimal digits'
  return pattern === undefined ? '' : `matches ${pattern}`
}

function join(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('; ')
}
