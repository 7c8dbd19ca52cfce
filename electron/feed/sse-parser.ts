/** One whole event as bytes, before it is parsed. */
export interface SseBlock {
  /** Its `data`, `event` and `id` lines, each ended by LF, and the empty line that ends it. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The id it carries, null when it carries none. */
  readonly id: string | null
  /** Without a `data` line it is no event, but its id counts. */
  readonly hasData: boolean
}

export interface SseParser {
  /** Yields what the chunk completes, one block at a time; after `too-large` it must not be used again. */
  readonly parse: (chunk: Uint8Array) => Generator<SseBlock | 'too-large', void>
}

const lf = 0x0a
const cr = 0x0d
const colon = 0x3a
const space = 0x20
const initialBytes = 4096

/**
 * Cuts a stream into events without understanding them: line ends of all three kinds, chunks cut anywhere. What
 * it holds never exceeds `maxBytes`. `onRetry` hears the `retry:` lines, which count at once.
 */
export function createSseParser(maxBytes: number, onRetry: (ms: number) => void): SseParser {
  let buffer = new Uint8Array(initialBytes)
  let length = 0
  let lineStart = 0
  let firstLine = true
  let afterCr = false
  let id: string | null = null
  let hasData = false
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

  function* parse(chunk: Uint8Array): Generator<SseBlock | 'too-large', void> {
    let at = 0
    while (at < chunk.length) {
      // The LF of a CRLF that may have been split between chunks.
      if (afterCr && chunk[at] === lf) at += 1
      afterCr = false
      const end = lineEnd(chunk, at)
      if (length + (end - at) > maxBytes) {
        yield 'too-large'
        return
      }
      append(chunk.subarray(at, end))
      if (end === chunk.length) return
      afterCr = chunk[end] === cr
      at = end + 1
      const block = endLine()
      if (block !== null) yield block
    }
  }

  function endLine(): SseBlock | null {
    if (firstLine) dropByteOrderMark()
    const line = buffer.subarray(lineStart, length)
    if (line.length === 0) {
      const block = id === null && !hasData ? null : { bytes: take(), id, hasData }
      clear()
      return block
    }
    if (noteField(line)) append(Uint8Array.of(lf))
    else length = lineStart
    lineStart = length
    return null
  }

  /** "One leading U+FEFF BYTE ORDER MARK character must be ignored if any are present." */
  function dropByteOrderMark(): void {
    firstLine = false
    if (buffer[0] !== 0xef || buffer[1] !== 0xbb || buffer[2] !== 0xbf || length < 3) return
    buffer.copyWithin(0, 3, length)
    length -= 3
  }

  /** Notes what we need of a line; true when the parser needs it too. */
  function noteField(line: Uint8Array): boolean {
    const { name, value } = splitField(line)
    switch (name) {
      case 'data':
        hasData = true
        return true
      case 'event':
        return true
      case 'id': {
        // "If the field value does not contain U+0000 NULL, then set the last event ID buffer to the field value.
        // Otherwise, ignore the field."
        if (value.includes(0)) return false
        id = decoder.decode(value)
        return true
      }
      case 'retry':
        if (/^[0-9]+$/.test(decoder.decode(value))) onRetry(Number(decoder.decode(value)))
        return false
      default:
        return false
    }
  }

  function append(bytes: Uint8Array): void {
    if (length + bytes.length > buffer.length) {
      const larger = new Uint8Array(Math.max(buffer.length * 2, length + bytes.length))
      larger.set(buffer.subarray(0, length))
      buffer = larger
    }
    buffer.set(bytes, length)
    length += bytes.length
  }

  function take(): Uint8Array<ArrayBuffer> {
    append(Uint8Array.of(lf))
    return buffer.slice(0, length)
  }

  function clear(): void {
    // One large event must not hold its memory for the rest of the stream.
    if (buffer.length > 16 * initialBytes) buffer = new Uint8Array(initialBytes)
    length = 0
    lineStart = 0
    id = null
    hasData = false
  }

  return { parse }
}

function lineEnd(chunk: Uint8Array, from: number): number {
  let at = from
  while (at < chunk.length && chunk[at] !== lf && chunk[at] !== cr) at += 1
  return at
}

function splitField(line: Uint8Array): { readonly name: string; readonly value: Uint8Array } {
  const at = line.indexOf(colon)
  const nameEnd = at === -1 ? line.length : at
  const valueStart = line[nameEnd + 1] === space ? nameEnd + 2 : nameEnd + 1
  // No field we know has a longer name, and a line may be very long.
  const name = nameEnd > 5 ? '' : String.fromCharCode(...line.subarray(0, nameEnd))
  return { name, value: line.subarray(valueStart) }
}
