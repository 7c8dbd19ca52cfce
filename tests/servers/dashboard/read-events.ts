/** One event of a stream. */
export interface StreamEvent {
  readonly id: string | null
  readonly data: Readonly<Record<string, unknown>>
}

/** Opens a stream as a plain client; the events so far can be read at any time. */
export async function openStream(url: string, headers: Readonly<Record<string, string>> = {}) {
  const abort = new AbortController()
  const response = await fetch(url, {
    headers: { Accept: 'text/event-stream', ...headers },
    signal: abort.signal,
  })
  const events: StreamEvent[] = []
  const ended = readAll(response, (event) => events.push(event))
  return { response, events, ended, close: () => abort.abort() }
}

/** Resolves when the stream has ended, for whatever reason. */
async function readAll({ body }: Response, onEvent: (event: StreamEvent) => void): Promise<void> {
  if (body === null) return
  let rest = ''
  try {
    for await (const text of body.pipeThrough(new TextDecoderStream())) {
      const blocks = `${rest}${text}`.split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = parseBlock(block)
        if (event !== null) onEvent(event)
      }
    }
  } catch {
    // Closed, here or there.
  }
}

function parseBlock(block: string): StreamEvent | null {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? null
  const data = field('data')
  return data === null ? null : { id: field('id'), data: JSON.parse(data) }
}
