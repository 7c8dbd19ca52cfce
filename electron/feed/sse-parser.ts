import { limits } from '../model/limits.ts'
import { createByteBuffer } from './byte-buffer.ts'
import { isSendableId } from './event-id.ts'
import { findLineEnd, splitField, withoutByteOrderMark } from './sse-line.ts'

/** One whole event as bytes, before the library parses it. */
export interface SseBlock {
  /** Its `data` and `event` lines, each ended by LF, and the empty line that ends it. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The id in this block, null when there is none, or none that could be sent back. */
  readonly id: string | null
  /** Without a `data` line the block is no event, but its id counts. */
  readonly hasData: boolean
  /** The block was larger than the limit: its data was dropped, `bytes` holds only the empty line. */
  readonly isTooLarge: boolean
}

export interface SseParserLimits {
  /** The largest block. */
  readonly maxBytes: number
  /** How much of a larger one is read and dropped. */
  readonly maxDroppedBytes: number
}

export interface SseParser {
  /** Yields the blocks that the chunk completes; after `endless` the parser must not be used again. */
  readonly parse: (chunk: Uint8Array) => Generator<SseBlock | 'endless', void>
}

/**
 * What happens to the bytes of the current line.
 * - `undecided`: buffered, until its name is there
 * - `content`: buffered as a part of the event
 * - `short`: buffered until it ends, because it is an `id` or `retry` line
 * - `dropped`: not buffered, but counted: the event is too large
 * - `skipped`: neither, because it means nothing: comments may be of any length
 */
type LineUse = 'undecided' | 'content' | 'short' | 'dropped' | 'skipped'

interface ParserState {
  line: LineUse
  /** Where the current line begins in the buffer, which holds the current block. */
  lineStart: number
  isFirstLine: boolean
  /** The last line ended with CR: an LF that follows belongs to the same line end. */
  endedWithCr: boolean
  id: string | null
  hasData: boolean
  /** The block is larger than the limit. */
  isTooLarge: boolean
  droppedBytes: number
}

const lf = 0x0a
const cr = 0x0d
/** A byte order mark, the longest name, and its colon. */
const decidingBytes = 3 + 'event:'.length
/** Longer `id` and `retry` lines mean nothing. */
const maxShortLineBytes = limits.arriving.shortLine.max

/**
 * Splits a stream into blocks: line ends of all three kinds, chunks split at any byte. It holds little more than
 * `maxBytes` at any time. `onRetryField` is called for each valid `retry:` line as soon as the line ends.
 */
export function createSseParser(
  { maxBytes, maxDroppedBytes }: SseParserLimits,
  onRetryField: (ms: number) => void,
): SseParser {
  const buffer = createByteBuffer()
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const state: ParserState = {
    line: 'undecided',
    lineStart: 0,
    isFirstLine: true,
    endedWithCr: false,
    id: null,
    hasData: false,
    isTooLarge: false,
    droppedBytes: 0,
  }

  function* parse(chunk: Uint8Array): Generator<SseBlock | 'endless', void> {
    let at = 0
    while (at < chunk.length) {
      if (state.endedWithCr && chunk[at] === lf) at += 1
      state.endedWithCr = false
      const end = findLineEnd(chunk, at)
      addToLine(chunk.subarray(at, end))
      if (state.droppedBytes > maxDroppedBytes) {
        const block = endBlock()
        // Without an id there is nothing to move the cursor to.
        if (block !== null && block.id !== null) yield block
        yield 'endless'
        return
      }
      if (end === chunk.length) return
      state.endedWithCr = chunk[end] === cr
      at = end + 1
      const block = endLine()
      if (block !== null) yield block
    }
  }

  function addToLine(bytes: Uint8Array): void {
    let rest = bytes
    if (state.line === 'undecided') {
      const head = bytes.subarray(0, decidingBytes - lineLength())
      buffer.append(head)
      if (lineLength() < decidingBytes) return
      decideLine()
      rest = bytes.subarray(head.length)
    }
    if (state.line === 'content' && buffer.length() + rest.length > maxBytes) dropBlock('dropped')
    if (state.line === 'short' && lineLength() + rest.length > maxShortLineBytes) skipLine('skipped')
    if (state.line === 'dropped') state.droppedBytes += rest.length
    if (state.line === 'content' || state.line === 'short') buffer.append(rest)
  }

  function lineLength(): number {
    return buffer.length() - state.lineStart
  }

  function decideLine(): void {
    const line = buffer.from(state.lineStart)
    const { name } = splitField(state.isFirstLine ? withoutByteOrderMark(line) : line)
    switch (name) {
      case 'data':
      case 'event':
        if (name === 'data') state.hasData = true
        state.line = 'content'
        if (state.isTooLarge) skipLine('dropped')
        return
      case 'id':
      case 'retry':
        state.line = 'short'
        return
      default:
        skipLine('skipped')
    }
  }

  function skipLine(line: 'dropped' | 'skipped'): void {
    if (line === 'dropped') state.droppedBytes += lineLength()
    buffer.truncate(state.lineStart)
    state.line = line
  }

  /** @param line what becomes of the current line */
  function dropBlock(line: 'dropped' | 'undecided'): void {
    state.isTooLarge = true
    state.droppedBytes += buffer.length()
    buffer.take()
    state.lineStart = 0
    state.line = line
  }

  function endLine(): SseBlock | null {
    const { line: use, isFirstLine } = state
    state.line = 'undecided'
    state.isFirstLine = false
    if (use === 'dropped' || use === 'skipped') return null
    if (isFirstLine) dropByteOrderMark()
    const line = buffer.from(state.lineStart)
    if (line.length === 0) return endBlock()
    if (!readField(line)) buffer.truncate(state.lineStart)
    else if (state.isTooLarge) {
      state.droppedBytes += line.length
      buffer.truncate(state.lineStart)
    } else buffer.append(Uint8Array.of(lf))
    state.lineStart = buffer.length()
    if (buffer.length() > maxBytes) dropBlock('undecided')
    return null
  }

  function endBlock(): SseBlock | null {
    const { id, hasData, isTooLarge } = state
    buffer.append(Uint8Array.of(lf))
    const bytes = buffer.take()
    Object.assign(state, { lineStart: 0, id: null, hasData: false, isTooLarge: false, droppedBytes: 0 })
    return id === null && !hasData ? null : { bytes, id, hasData, isTooLarge }
  }

  /** "One leading U+FEFF BYTE ORDER MARK character must be ignored if any are present." */
  function dropByteOrderMark(): void {
    const line = buffer.from(0)
    const rest = withoutByteOrderMark(line).slice()
    if (rest.length === line.length) return
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
      case 'id':
        // "If the field value does not contain U+0000 NULL, then set the last event ID buffer to the field value.
        // Otherwise, ignore the field." So is an id that can't be sent back.
        if (isSendableId(value)) state.id = decoder.decode(value)
        return false
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
