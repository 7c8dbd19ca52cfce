import { z } from 'zod'
import type { DecodeResult, Priority, RawEvent, SignOfLife } from '../../model/event.ts'
import { decodeJson } from '../decode.ts'
import { isSendableId } from '../event-id.ts'
import { readData, rejected } from '../read-data.ts'
import type { EventContent } from './format.ts'

// https://docs.ntfy.sh/subscribe/api/

const seconds = z.int().min(0)

const envelope = z.object({
  id: z.string().min(1),
  time: seconds,
  event: z.string(),
  topic: z.string(),
})

const message = envelope.extend({
  // Absent when the server does not keep the message.
  expires: seconds.nullish().catch(null),
  sequence_id: z.string().min(1).nullish().catch(null),
  title: z.unknown().optional(),
  message: z.unknown().optional(),
  priority: z.unknown().optional(),
  click: z.unknown().optional(),
  attachment: z.object({ url: z.unknown().optional() }).nullish().catch(null),
  encoding: z.unknown().optional(),
})
type Message = z.infer<typeof message>

// 1 and 2 do not "visibly show up" in ntfy's own apps; 5 is max or urgent.
const priorities: Readonly<Record<number, Priority>> = { 1: 'low', 2: 'low', 4: 'high', 5: 'critical' }

const events: ReadonlySet<string> = new Set(['open', 'message', 'message_clear', 'message_delete'])

/** Whether parsed data is what ntfy sends; our own format has no `event`, and always a `type`. */
export function isNtfy(json: unknown): boolean {
  const { data } = envelope.extend({ type: z.undefined().optional() }).safeParse(json)
  return data !== undefined && events.has(data.event)
}

/** Decodes the events of `<topic>/sse`. */
export function decodeNtfy(raw: RawEvent): DecodeResult | SignOfLife {
  const data = readData(raw)
  if (data.kind === 'text') return rejected('The data is not JSON.')
  if (data.kind !== 'json') return data
  const parsed = message.safeParse(data.value)
  if (!parsed.success) return rejected('The data is no event of ntfy.')
  const event = parsed.data
  switch (event.event) {
    case 'message':
      return event.encoding === 'base64'
        ? rejected('The message is not text.')
        : decodeJson(notificationOf(event))
    case 'message_clear':
      return decodeJson({ type: 'read', ids: [itemId(event)] })
    case 'message_delete':
      return decodeJson({ type: 'withdraw', ids: [itemId(event)] })
    // `open`, `keepalive`, and what wakes phones.
    default:
      return { kind: 'sign-of-life' }
  }
}

function notificationOf(event: Message): object {
  return {
    type: 'notification',
    id: itemId(event),
    // A later message of the same sequence replaces the one before.
    revision: event.time,
    title: event.title,
    message: event.message,
    category: event.topic,
    priority: priorities[Number(event.priority)] ?? 'normal',
    createdAt: event.time,
    url: event.click ?? event.attachment?.url,
  }
}

/** Updates carry the id of the first message of their sequence, or one that the publisher chose. */
function itemId({ id, sequence_id }: Message): string {
  return sequence_id ?? id
}

const kept: ReadonlySet<string> = new Set(['message', 'message_clear', 'message_delete'])

/**
 * The value of `since`: the id of the last message; of one that the server does not keep its time, because after an
 * unknown id everything is sent that there is. Before the first message it is the time when the stream was opened.
 */
export function ntfyCursorAfter(content: EventContent, cursor: string | null): string | null {
  const data = readData(content)
  const parsed = data.kind === 'json' ? message.safeParse(data.value) : null
  if (!parsed?.success) return null
  const { event, id, time, expires } = parsed.data
  if (kept.has(event)) {
    const isId = typeof expires === 'number' && isSendableId(new TextEncoder().encode(id))
    return isId ? id : String(time)
  }
  return event === 'open' && cursor === null ? String(time) : null
}
