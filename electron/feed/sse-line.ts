const lf = 0x0a
const cr = 0x0d
const colon = 0x3a
const space = 0x20
const byteOrderMark = [0xef, 0xbb, 0xbf]

/** Where the line that begins at `from` ends in this chunk; the chunk's length when it does not. */
export function findLineEnd(chunk: Uint8Array, from: number): number {
  let at = from
  while (at < chunk.length && chunk[at] !== lf && chunk[at] !== cr) at += 1
  return at
}

export function withoutByteOrderMark(line: Uint8Array): Uint8Array {
  return byteOrderMark.every((byte, index) => line[index] === byte)
    ? line.subarray(byteOrderMark.length)
    : line
}

/** The name of a line's field, and its value. */
export function splitField(line: Uint8Array): { readonly name: string; readonly value: Uint8Array } {
  const colonAt = line.indexOf(colon)
  const nameEnd = colonAt === -1 ? line.length : colonAt
  const valueStart = line[nameEnd + 1] === space ? nameEnd + 2 : nameEnd + 1
  // No known field has a longer name, and a line may be very long.
  const name = nameEnd > 5 ? '' : String.fromCharCode(...line.subarray(0, nameEnd))
  return { name, value: line.subarray(valueStart) }
}
