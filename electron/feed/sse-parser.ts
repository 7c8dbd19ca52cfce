import { createByteBuffer } from './byte-buffer.ts'

/** One whole event as bytes, before the library parses it. */
export interface SseBlock {
  /** Its `data`, `event` and `id` lines, each ended by LF, and the empty line that ends it. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The id in this block, null when there is none. */
  readonly id: string | null
  /** Without a `data` line the block is no event, but its id counts. */
  readonly hasData: boolean
}

export interface SseParser {
  /** Yields the blocks that the chunk completes; after `too-large` the parser must not be used again. */
  readonly parse: (chunk: Uint8Array) => Generator<SseBlock | 'too-large', void>
}

interface ParserState {
  /** Where the current line begins in the buffer, which holds the current block. */
  lineStart: number
  isFirstLine: boolean
  /** The last line ended with CR: an LF that follows belongs to the same line end. */
  endedWithCr: boolean
  id: string | null
  hasData: boolean
}

const lf = 0x0a
const cr = 0x0d
const colon = 0x3a
const space = 0x20
const byteOrderMark = [0xef, 0xbb, 0xbf]

/**
 * Splits a stream into blocks: line ends of all three kinds, chunks split at any byte. It never holds more than
 * `maxBytes`. `onRetryField` is called for each valid `retry:` line as soon as the line ends.
 */
export function createSseParser(maxBytes: number, onRetryField: (ms: number) => void): SseParser {
  const buffer = createByteBuffer()
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const state: ParserState = {
    lineStart: 0,
    isFirstLine: true,
    endedWithCr: false,
    id: null,
    hasData: false,
  }

  function* parse(chunk: Uint8Array): Generator<SseBlock | 'too-large', void> {
    let at = 0
    while (at < chunk.length) {
      if (state.endedWithCr && chunk[at] === lf) at += 1
      state.endedWithCr = false
      const end = findLineEnd(chunk, at)
      if (buffer.length() + (end - at) > maxBytes) {
        yield 'too-large'
        return
      }
      buffer.append(chunk.subarray(at, end))
      if (end === chunk.length) return
      state.endedWithCr = chunk[end] === cr
      at = end + 1
      const block = endLine()
      if (block !== null) yield block
    }
  }

  function endLine(): SseBlock | null {
    if (state.isFirstLine) dropByteOrderMark()
    state.isFirstLine = false
    const line = buffer.from(state.lineStart)
    if (line.length === 0) return endBlock()
    if (readField(line)) buffer.append(Uint8Array.of(lf))
    else buffer.truncate(state.lineStart)
    state.lineStart = buffer.length()
    return null
  }

  function endBlock(): SseBlock | null {
    const { id, hasData } = state
    buffer.append(Uint8Array.of(lf))
    const bytes = buffer.take()
    state.lineStart = 0
    state.id = null
    state.hasData = false
    return id === null && !hasData ? null : { bytes, id, hasData }
  }

  /** "One leading U+FEFF BYTE ORDER MARK character must be ignored if any are present." */
  function dropByteOrderMark(): void {
    const line = buffer.from(0)
    if (!byteOrderMark.every((byte, index) => line[index] === byte)) return
    const rest = line.slice(byteOrderMark.length)
    buffer.truncate(0)
    buffer.append(rest)
  }

  /** Reads what the feed needs of a line; true when the library needs the line too. */
  function readField(line: Uint8Array): boolean {
    const { name, value } = splitField(line)
    switch (name) {
      case 'data':
        state.hasData = true
        return true
      case 'event':
        return true
      case 'id': {
        // "If the field value does not contain U+0000 NULL, then set the last event ID buffer to the field value.
        // Otherwise, ignore the field."
        if (value.includes(0)) return false
        state.id = decoder.decode(value)
        return true
      }
      case 'retry': {
        const text = decoder.decode(value)
        if (/^[0-9]+$/.test(text)) onRetryField(Number(text))
        return false
      }
      default:
        return false
    }
  }

  return { parse }
}

function findLineEnd(chunk: Uint8Array, from: number): number {
  let at = from
  while (at < chunk.length && chunk[at] !== lf && chunk[at] !== cr) at += 1
  return at
}

function splitField(line: Uint8Array): { readonly name: string; readonly value: Uint8Array } {
  const colonAt = line.indexOf(colon)
  const nameEnd = colonAt === -1 ? line.length : colonAt
  const valueStart = line[nameEnd + 1] === space ? nameEnd + 2 : nameEnd + 1
  // No known field has a longer name, and a line may be very long.
  const name = nameEnd > 5 ? '' : String.fromCharCode(...line.subarray(0, nameEnd))
  return { name, value: line.subarray(valueStart) }
}
