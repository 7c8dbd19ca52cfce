/** What a stream means: its events, each id that came without one, and each `retry:`. */
export interface Meaning {
  readonly events: readonly ReferenceEvent[]
  readonly idsWithoutEvent: readonly string[]
  readonly retries: readonly number[]
}

export interface ReferenceEvent {
  readonly type: string
  readonly data: string
  readonly lastEventId: string
  readonly eventId: string | null
  readonly tooLarge?: true
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for them
const isSendable = (id: string) => !/[\x00-\x1f\x7f]/.test(id) && Buffer.byteLength(id) <= 1024

/**
 * The standard's algorithm, word for word, over a complete stream. Slow and simple on purpose: the real parser is
 * compared with it.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function parseAtOnce(bytes: Uint8Array): Meaning {
  const events: ReferenceEvent[] = []
  const idsWithoutEvent: string[] = []
  const retries: number[] = []
  let type = ''
  let data = ''
  let lastEventId = ''
  let eventId: string | null = null
  // The last piece is a line that never ended.
  for (const line of new TextDecoder()
    .decode(bytes)
    .split(/\r\n|\n|\r/)
    .slice(0, -1)) {
    if (line === '') {
      if (eventId !== null) lastEventId = eventId
      if (data !== '')
        events.push({
          type: type || 'message',
          data: data.slice(0, -1),
          lastEventId,
          eventId: eventId || null,
        })
      else if (eventId !== null) idsWithoutEvent.push(eventId)
      type = ''
      data = ''
      eventId = null
      continue
    }
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? []
    if (field === 'event') type = value
    if (field === 'data') data += `${value}\n`
    // Of our own: an id that can't be sent as a header counts as none.
    if (field === 'id' && isSendable(value)) eventId = value
    if (field === 'retry' && /^[0-9]+$/.test(value)) retries.push(Number(value))
  }
  return { events, idsWithoutEvent, retries }
}
