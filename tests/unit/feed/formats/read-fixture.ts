import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decode } from '../../../../electron/feed/decode.ts'
import type { EventContent } from '../../../../electron/feed/formats/format.ts'
import { formats } from '../../../../electron/feed/formats/formats.ts'
import type { DecodeResult, FeedEvent, SignOfLife } from '../../../../electron/model/event.ts'
import type { FormatName } from '../../../../electron/model/source.ts'
import { readStream } from '../read-stream.ts'

/** A stream as the documentation of the product describes it. */
export function fixture(name: FormatName): string {
  return readFileSync(join(import.meta.dirname, `../../../fixtures/formats/${name}.sse`), 'utf8')
}

/** What the events of a stream mean by its format. */
export async function decodeFixture(name: FormatName): Promise<readonly (DecodeResult | SignOfLife)[]> {
  const { meaning } = await readStream([new TextEncoder().encode(fixture(name))])
  return meaning.events.map((event) => formats[name].decode(event))
}

/** An event with this data, and what else is given. */
export function event(data: unknown, more: Partial<EventContent> = {}): EventContent {
  return {
    type: 'message',
    data: typeof data === 'string' ? data : JSON.stringify(data),
    eventId: null,
    ...more,
  }
}

export function decodeBy(name: FormatName, content: EventContent): DecodeResult | SignOfLife {
  return formats[name].decode({ ...content, lastEventId: '' })
}

/** What our own format makes of this, for comparison. */
export function own(fields: object): FeedEvent {
  const decoded = decode({ ...event(fields), lastEventId: '' })
  if (decoded.kind !== 'event') throw new Error(JSON.stringify(decoded))
  return decoded.event
}
