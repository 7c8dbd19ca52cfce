import { z } from 'zod'
import type { DecodeResult, RawEvent, SignOfLife } from '../../model/event.ts'
import { decodeJson } from '../decode.ts'
import { isId } from '../event-id.ts'
import { readData, rejected } from '../read-data.ts'

// https://github.com/cloudevents/spec/blob/main/cloudevents/formats/json-format.md, structured mode. "If a null value
// is encountered, it must be treated as the equivalent of unset."

const required = z.string().min(1)
const optional = z.string().nullish().catch(null)

const envelope = z.object({
  specversion: required,
  id: required,
  source: required,
  type: required,
  subject: optional,
  time: optional,
  data: z.unknown().optional(),
})
type CloudEvent = z.infer<typeof envelope>

/** The types of our own format, in `data`. */
const ownTypes: ReadonlySet<unknown> = new Set(['connected', 'notification', 'job', 'read', 'withdraw'])

/** Whether parsed data is a CloudEvent, judged by its `specversion`, a field that Tidings' own format does not have. */
export function isCloudEvent(json: unknown): boolean {
  return isObject(json) && 'specversion' in json && !ownTypes.has(json.type)
}

/** Decodes CloudEvents, and beside them our own format, as for the greeting. */
export function decodeCloudEvents(raw: RawEvent): DecodeResult | SignOfLife {
  const data = readData(raw)
  if (data.kind === 'text') return rejected('The data is not JSON.')
  if (data.kind !== 'json') return data
  return isCloudEvent(data.value) ? decodeCloudEvent(data.value) : decodeJson(data.value)
}

/** Decodes one CloudEvent: from `data` where it has our fields, else from the attributes around it. */
export function decodeCloudEvent(json: unknown): DecodeResult {
  const parsed = envelope.safeParse(json)
  if (!parsed.success) {
    const [field] = parsed.error.issues[0]?.path ?? []
    return rejected(`The CloudEvent has no ${String(field)}, or one that is not a text.`)
  }
  const event = parsed.data
  if (!/^1\./.test(event.specversion)) return rejected('The CloudEvent is of a version other than 1.')
  const fields = isObject(event.data) ? event.data : {}
  if (ownTypes.has(fields.type)) return decodeJson({ ...outer(event), ...fields, id: ownId(fields, event) })
  const title = textOf(fields.title) ?? event.type
  const message = textOf(fields.message) ?? textOf(event.data) ?? event.subject ?? summaryOf(event)
  return decodeJson({ ...outer(event), ...fields, type: 'notification', id: idOf(event), title, message })
}

/** What the attributes say where the data doesn't. */
function outer({ type, time }: CloudEvent) {
  return { category: type, createdAt: time }
}

/**
 * "Producers must ensure that source + id is unique for each distinct event." A source has no spaces. One that is too
 * long is no id.
 */
function idOf({ source, id }: CloudEvent): string | undefined {
  const both = `${source} ${id}`
  return isId(both) ? both : undefined
}

/** A job is the same in all its events, each of which has an id of its own: only its data can name it. */
function ownId({ type, id }: Readonly<Record<string, unknown>>, event: CloudEvent): unknown {
  return id ?? (type === 'notification' ? idOf(event) : undefined)
}

function summaryOf({ source, data }: CloudEvent): string {
  const json = JSON.stringify(data)
  return data === undefined || data === null || json === '{}' ? source : json
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
