import type { ConnectionError } from '../model/connection.ts'
import { networkError } from './network-error.ts'
import { createSseParser, type SseBlock, type SseParserLimits } from './sse-parser.ts'

export interface EventStreamOptions {
  readonly body: ReadableStream<Uint8Array> | null
  readonly limits: SseParserLimits
  /** Whether the connection was closed; the stream then ends and calls nothing any more. */
  readonly isClosed: () => boolean
  /** All that came is stored, and more bytes are waited for. */
  readonly onCaughtUp: () => void
  readonly onBytes: () => void
  /** A `retry:` line came, in milliseconds as it was sent. */
  readonly onRetryField: (ms: number) => void
  /** Resolves when the next block may be read. */
  readonly readyForNext: () => Promise<void>
  /** Resolves when all blocks before are stored. */
  readonly allStored: () => Promise<void>
  /** Called with each block before the library gets it; false: the library does not get it. */
  readonly acceptBlock: (block: SseBlock) => boolean
  readonly onEnd: (error: ConnectionError) => void
}

/**
 * A stream that yields one whole event at a time, and only on demand. The library reads on when it has dispatched
 * the event before, so the last block given to `acceptBlock` is always the one that is being dispatched.
 */
export function createEventStream(options: EventStreamOptions): ReadableStream<Uint8Array> {
  const { limits, isClosed, onCaughtUp, onBytes, onRetryField, acceptBlock, onEnd } = options
  const reader = options.body?.getReader()
  const parser = createSseParser(limits, onRetryField)
  let blocks = parser.parse(new Uint8Array())

  async function pull(stream: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    for (;;) {
      await options.readyForNext()
      if (isClosed()) break
      const block = blocks.next().value
      if (block === undefined || block === 'endless') {
        await options.allStored()
        if (isClosed()) break
        if (block === undefined) await parseNextChunk()
        else onEnd({ kind: 'event-too-large', limitBytes: limits.maxDroppedBytes })
      } else if (acceptBlock(block)) {
        stream.enqueue(block.bytes)
        return
      }
    }
    stream.close()
  }

  async function parseNextChunk(): Promise<void> {
    onCaughtUp()
    const chunk = await readChunk(reader)
    if (isClosed()) return
    if (chunk.kind === 'end') {
      onEnd(chunk.error)
      return
    }
    onBytes()
    blocks = parser.parse(chunk.bytes)
  }

  return new ReadableStream({ pull }, { highWaterMark: 0 })
}

type Chunk =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly error: ConnectionError }

async function readChunk(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<Chunk> {
  try {
    const { done, value } = (await reader?.read()) ?? { done: true }
    return done ? { kind: 'end', error: { kind: 'ended' } } : { kind: 'bytes', bytes: value }
  } catch (error) {
    return { kind: 'end', error: networkError(error) }
  }
}
