import type { ConnectionError } from '../model/connection.ts'
import { networkError } from './network-error.ts'
import { createSseParser, type SseBlock } from './sse-parser.ts'

export interface EventStreamOptions {
  readonly body: ReadableStream<Uint8Array> | null
  readonly maxEventBytes: number
  /** Whether the stream was given up; it then ends without a word. */
  readonly isOver: () => boolean
  readonly onBytes: () => void
  /** The server's wish for the delay before a reconnect, in milliseconds as it was sent. */
  readonly onRetry: (ms: number) => void
  /** The block before this one has been dealt with; the next waits for it. */
  readonly settled: () => Promise<void>
  /** Hears of each block before the parser does; false keeps it from the parser. */
  readonly onBlock: (block: SseBlock) => boolean
  readonly onEnd: (cause: ConnectionError) => void
}

/**
 * A stream that gives out one whole event at a time, and only when asked. The parser asks again when it has
 * dispatched the one before, so the block that `onBlock` heard of last is the one being dispatched.
 */
export function eventStream(options: EventStreamOptions): ReadableStream<Uint8Array> {
  const { maxEventBytes, isOver, onBytes, onRetry, onBlock, onEnd } = options
  const reader = options.body?.getReader()
  const scanner = createSseParser(maxEventBytes, onRetry)
  let blocks = scanner.parse(new Uint8Array())

  async function pull(stream: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    for (;;) {
      await options.settled()
      if (isOver()) break
      const block = blocks.next().value
      if (block === 'too-large') {
        onEnd({ kind: 'event-too-large', limitBytes: maxEventBytes })
      } else if (block === undefined) {
        await readOn()
      } else if (onBlock(block)) {
        stream.enqueue(block.bytes)
        return
      }
    }
    stream.close()
  }

  async function readOn(): Promise<void> {
    const read = await chunkOf(reader)
    if (isOver()) return
    if (read.kind === 'end') {
      onEnd(read.cause)
      return
    }
    onBytes()
    blocks = scanner.parse(read.bytes)
  }

  return new ReadableStream({ pull }, { highWaterMark: 0 })
}

type Chunk =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly cause: ConnectionError }

async function chunkOf(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<Chunk> {
  try {
    const { done, value } = (await reader?.read()) ?? { done: true }
    return done ? { kind: 'end', cause: { kind: 'ended' } } : { kind: 'bytes', bytes: value }
  } catch (error) {
    return { kind: 'end', cause: networkError(error) }
  }
}
