import type { DecodeResult, RawEvent, SignOfLife } from '../../model/event.ts'
import { decodeJson } from '../decode.ts'
import { readData } from '../read-data.ts'
import { decodeCloudEvent, isCloudEvent } from './cloud-events.ts'

/**
 * Decodes the events of servers that pass on whatever a publisher gave them: an object of our format (or with a message
 * alone), a CloudEvent, else a text. The SSE event name, where there is one, is the category.
 */
export function decodeTextOrJson(raw: RawEvent): DecodeResult | SignOfLife {
  const data = readData(raw)
  const category = raw.type === 'message' ? undefined : raw.type
  const notification = (message: unknown) => decodeJson({ type: 'notification', message, category })
  if (data.kind === 'text') return notification(data.text)
  if (data.kind !== 'json') return data
  const { value } = data
  if (typeof value !== 'object' || value === null) {
    return notification(typeof value === 'string' ? value : raw.data)
  }
  if (isCloudEvent(value)) return decodeCloudEvent(value)
  const isMessage = !('type' in value) && 'message' in value
  return decodeJson({ category, ...(isMessage ? { type: 'notification' } : {}), ...value })
}
