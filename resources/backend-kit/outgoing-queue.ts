/** What waits to be sent to one client. */
export interface OutgoingQueue {
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>
  /** Adds whole events. When they no longer fit, they are left out and the stream ends as by `end`. */
  readonly add: (text: string) => void
  /** Puts the greeting before what waits already. */
  readonly greet: (text: string) => void
  /** Adds a comment, unless something waits already; fails the stream when that has waited for too long. */
  readonly heartbeat: () => void
  /** Takes nothing more; what waits is still sent. */
  readonly end: () => void
  /** Ends the stream at once; what waits is dropped. */
  readonly discard: () => void
  /** Calls back once the stream is over, for whatever reason. */
  readonly onDone: (callback: () => void) => void
}

export interface OutgoingQueueLimits {
  readonly maxBytes: number
  /** How long a client may leave what waits for it unread. */
  readonly maxStallMs: number
}

/** `ending`: what waits is still sent, nothing more is taken. */
type State = 'open' | 'ending' | 'done'

const encoder = new TextEncoder()

/** A stream that is read at the client's pace, and never holds more than `maxBytes`. */
export function createOutgoingQueue({ maxBytes, maxStallMs }: OutgoingQueueLimits): OutgoingQueue {
  let state: State = 'open'
  let waiting: Uint8Array[] = []
  let waitingBytes = 0
  let lastReadAt = performance.now()
  let wakeReader = () => {}
  let onDone = () => {}
  let controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined

  function finish(): void {
    if (state === 'done') return
    state = 'done'
    waiting = []
    waitingBytes = 0
    wakeReader()
    onDone()
  }

  function discard(): void {
    if (state !== 'done') controller?.close()
    finish()
  }

  function end(): void {
    if (state !== 'open') return
    state = 'ending'
    wakeReader()
  }

  function add(text: string): void {
    if (state !== 'open') return
    const bytes = encoder.encode(text)
    // An event that is larger than the queue is taken when nothing else waits; it could never be sent otherwise.
    if (waitingBytes > 0 && waitingBytes + bytes.length > maxBytes) {
      end()
      return
    }
    waiting.push(bytes)
    waitingBytes += bytes.length
    wakeReader()
  }

  function greet(text: string): void {
    if (state === 'done') return
    const bytes = encoder.encode(text)
    waiting.unshift(bytes)
    waitingBytes += bytes.length
  }

  function heartbeat(): void {
    if (waitingBytes === 0 && state === 'open') add(': heartbeat\n\n')
    else if (performance.now() - lastReadAt > maxStallMs) {
      controller?.error(new Error('The client does not read.'))
      finish()
    }
  }

  /** Called when the client can take more, one call at a time. */
  async function pull(reader: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>): Promise<void> {
    if (waitingBytes === 0 && state === 'open') {
      await new Promise<void>((resolve) => {
        wakeReader = resolve
      })
    }
    lastReadAt = performance.now()
    if (state === 'done') return
    if (waitingBytes > 0) reader.enqueue(takeAll())
    else discard()
  }

  function takeAll(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(waitingBytes)
    let offset = 0
    for (const bytes of waiting) {
      all.set(bytes, offset)
      offset += bytes.length
    }
    waiting = []
    waitingBytes = 0
    return all
  }

  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start: (started) => {
        controller = started
      },
      pull,
      cancel: finish,
    },
    // The stream itself holds nothing beside the queue.
    { highWaterMark: 0 },
  )
  return {
    body,
    add,
    greet,
    heartbeat,
    end,
    discard,
    onDone: (callback) => {
      onDone = callback
    },
  }
}
