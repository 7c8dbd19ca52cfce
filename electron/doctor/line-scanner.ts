import { isSendableId } from '../feed/event-id.ts'
import { splitField } from '../feed/sse-line.ts'

/** What the parser of the feed passes over, since it means nothing for the app. */
export interface LineScan {
  /** Lines that are comments. */
  readonly comments: number
  /** Ids that can't be sent back. */
  readonly unusableIds: number
  /** After the last byte a whole event waits for the empty line that ends it. */
  readonly isEventUnended: boolean
}

const lf = 0x0a
const cr = 0x0d
const colon = 0x3a
// Enough for the longest id that is usable, and its name.
const maxLineBytes = 1_100

/** Reads the lines of a stream, of which it holds little more than one. */
export function createLineScanner(): (chunk: Uint8Array) => LineScan {
  let line: number[] = []
  let endedWithCr = false
  let hasData = false

  return (chunk) => {
    let comments = 0
    let unusableIds = 0
    for (const byte of chunk) {
      const isSecondOfCrLf = endedWithCr && byte === lf
      endedWithCr = byte === cr
      if (isSecondOfCrLf) continue
      if (byte !== lf && byte !== cr) {
        if (line.length < maxLineBytes) line.push(byte)
        continue
      }
      const { name, value } = splitField(Uint8Array.from(line))
      if (line.length === 0) hasData = false
      else if (line[0] === colon) comments += 1
      else if (name === 'data') hasData = true
      else if (name === 'id' && !isSendableId(value)) unusableIds += 1
      line = []
    }
    return { comments, unusableIds, isEventUnended: hasData && line.length === 0 }
  }
}
