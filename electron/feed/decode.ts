import { z } from 'zod'
import type { DecodeResult, FeedEvent, RawEvent, SignOfLife } from '../model/event.ts'
import { limits } from '../model/limits.ts'
import { parseSafeUrl } from '../model/safe-url.ts'
import { cleanText } from '../model/text.ts'
import { isId } from './event-id.ts'
import { parseTime } from './parse-time.ts'
import { readData, rejected } from './read-data.ts'
import { heartbeat, jobState, longest, ordinal, priority, progress, sha256, size } from './wire-format.ts'

const orNull = <T>(schema: z.ZodType<T>) => schema.nullable().catch(null)

const text = (maxLength: number) =>
  orNull(z.string().transform((value) => cleanText(value, maxLength))).transform((value) =>
    value?.trim() ? value : null,
  )

const id = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine(isId)
  .transform((value) => cleanText(value, value.length))

const link = orNull(
  z
    .string()
    .max(longest.url)
    .transform((value) => parseSafeUrl(value)?.href ?? null)
    // Escaped, some characters are nine times as long.
    .refine((href) => href === null || href.length <= longest.url),
)

const timestamp = orNull(z.union([z.string(), z.number()]).transform(parseTime))

// A number of 16 and more digits arrives as text (large-integers.ts).
const count = orNull(
  z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
    .pipe(ordinal.max(Number.MAX_SAFE_INTEGER)),
)

const download = z
  .object({
    url: link,
    filename: text(longest.filename),
    size: orNull(size),
    sha256: orNull(sha256.toLowerCase()),
    expiresAt: timestamp,
  })
  .transform(({ url, ...rest }) => (url === null ? null : { url, ...rest }))

const connected = z.object({
  type: z.literal('connected'),
  heartbeat: orNull(heartbeat),
  replay: orNull(z.boolean()),
  receipts: orNull(z.string().min(1).max(longest.url)),
})

const notification = z.object({
  type: z.literal('notification'),
  id: orNull(id),
  revision: count,
  title: text(longest.title),
  message: text(longest.message).pipe(z.string({ error: 'The notification has no message.' })),
  category: text(longest.category),
  priority: priority.catch('normal'),
  createdAt: timestamp,
  url: link,
})

const noJobId = `The job has no id, or one of more than ${limits.arriving.id.max} bytes or with control characters, so its updates can't be told apart.`

const job = z.object({
  type: z.literal('job'),
  id: id.or(z.unknown().transform(() => undefined)).pipe(z.string({ error: noJobId })),
  attempt: count,
  state: z.enum(jobState.options, {
    error: `The job has no state, or none of ${jobState.options.join(', ')}.`,
  }),
  title: text(longest.title),
  message: text(longest.message),
  category: text(longest.category),
  priority: orNull(priority),
  progress: orNull(progress),
  createdAt: timestamp,
  url: link,
  download: orNull(download),
})

const ids = z
  .unknown()
  // Before each of them is looked at.
  .transform((list) => (Array.isArray(list) ? list.slice(0, limits.arriving.ids.max) : list))
  .pipe(z.array(orNull(id), { error: 'There is no list of ids.' }))
  .transform((list) => list.filter((value) => value !== null))
  .refine((list) => list.length > 0, { error: 'The list of ids is empty.' })

const schemas: Readonly<Record<FeedEvent['type'], z.ZodType<FeedEvent>>> = {
  connected,
  notification,
  job,
  read: z.object({ type: z.literal('read'), ids }),
  withdraw: z.object({ type: z.literal('withdraw'), ids }),
}

const withType = z.object({ type: z.string() })

/** Decodes an event of Tidings' own format. */
export function decode(raw: RawEvent): DecodeResult | SignOfLife {
  const data = readData(raw)
  if (data.kind === 'text') return rejected('The data is not JSON.')
  return data.kind === 'json' ? decodeJson(data.value) : data
}

/** Decodes parsed data. A field that is not valid is left out; without a required one the event is rejected. */
export function decodeJson(json: unknown): DecodeResult {
  const typed = withType.safeParse(json)
  if (!typed.success) return rejected('The data is not a JSON object with a type.')
  const { type } = typed.data
  if (!isKnown(type)) return rejected(`The type "${cleanText(type, 40)}" is not known.`)
  const event = schemas[type].safeParse(json)
  if (event.success) return { kind: 'event', event: event.data }
  return rejected(event.error.issues[0]?.message ?? 'The event could not be understood.')
}

function isKnown(type: string): type is FeedEvent['type'] {
  return Object.hasOwn(schemas, type)
}
