import { z } from 'zod'
import { limits } from '../model/limits.ts'

// What a server should send, exactly; the JSON Schema for backend teams is generated from it. Decoding is more lenient
// (decode.ts), so that one wrong field does not cost the user the whole event.

const { id: longestId, title: longestTitle, message: longestMessage } = limits.arriving
const {
  category: longestCategory,
  url: longestUrl,
  filename: longestFilename,
  ids: mostIds,
} = limits.arriving

export const longest = {
  title: longestTitle.max,
  message: longestMessage.max,
  category: longestCategory.max,
  url: longestUrl.max,
  filename: longestFilename.max,
}

export const priority = z.enum(['low', 'normal', 'high', 'critical'])
export const jobState = z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled'])
export const progress = z.number().min(0).max(1)
const time = z.iso.datetime({ offset: true })
export const size = z.int().min(0)
export const heartbeat = z.number().min(1).max(600)
/** The `revision` of a notification and the `attempt` of a job. */
export const ordinal = z.int().min(0)
export const sha256 = z.string().regex(/^[0-9a-fA-F]{64}$/)

const id = z
  .union([z.string().min(1).max(longestId.max), z.number()])
  .describe(
    `The id of the item, whose digits count; the same id again means the same item; in UTF-8 at most ${longestId.max.toLocaleString('en')} bytes, no control characters`,
  )
const title = z.string().max(longest.title)
const message = z.string().min(1).max(longest.message)
const category = z.string().max(longest.category).describe('Free text, like "export"; users mute by it')
const url = z.url().max(longest.url).describe('https only; http on loopback')

const download = z.object({
  url,
  filename: z.string().min(1).max(longest.filename).optional(),
  size: size.describe('Bytes').optional(),
  sha256: sha256.optional(),
  expiresAt: time.optional(),
})

const connected = z.object({
  type: z.literal('connected'),
  heartbeat: heartbeat
    .describe('Seconds between two signs of life; a stream that is silent three times as long is dead')
    .optional(),
  replay: z.boolean().describe('Whether the events after Last-Event-ID are sent again').optional(),
  receipts: z
    .string()
    .min(1)
    .max(longest.url)
    .describe('An address of the same origin that takes receipts')
    .optional(),
})

const notification = z.object({
  type: z.literal('notification'),
  id: id.optional(),
  revision: ordinal.describe('A higher one replaces the notification in place').optional(),
  title: title.optional(),
  message,
  category: category.optional(),
  priority: priority.optional(),
  createdAt: time.optional(),
  url: url.optional(),
})

const job = z.object({
  type: z.literal('job'),
  id,
  attempt: ordinal.describe('1 by default; a higher one starts the job over').optional(),
  state: jobState,
  title: title.optional(),
  message: message.optional(),
  category: category.optional(),
  priority: priority.optional(),
  progress: progress.optional(),
  createdAt: time.optional(),
  url: url.optional(),
  download: download.optional(),
})

const ids = z.array(id).min(1).max(mostIds.max)
const read = z.object({ type: z.literal('read'), ids })
const withdraw = z.object({ type: z.literal('withdraw'), ids })

/** The `data` of one event. Unknown fields are ignored. */
export const wireFormat = z.discriminatedUnion('type', [
  connected.describe('The greeting; it is stored nowhere'),
  notification.describe('Something happened'),
  job.describe('An update of a job; a field that is absent stays as it was'),
  read.describe('These items were read elsewhere'),
  withdraw.describe('These items are withdrawn'),
])

/** The JSON Schema published as `resources/wire-format.schema.json`. */
export function wireFormatSchema(): object {
  return z.toJSONSchema(wireFormat.meta({ title: 'The data of one Tidings event' }), {
    io: 'input',
    override: ({ jsonSchema }) => {
      // The format says the same and is readable.
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern
    },
  })
}
