const initialBytes = 4096

/** Bytes that grow at their end. */
export interface ByteBuffer {
  readonly length: () => number
  /** A view, valid until the next change. */
  readonly from: (start: number) => Uint8Array
  readonly append: (bytes: Uint8Array) => void
  /** Forgets what is behind this many bytes. */
  readonly truncate: (length: number) => void
  /** Returns all bytes and starts again with none. */
  readonly take: () => Uint8Array<ArrayBuffer>
}

export function createByteBuffer(): ByteBuffer {
  let bytes = new Uint8Array(initialBytes)
  let length = 0

  return {
    length: () => length,
    from: (start) => bytes.subarray(start, length),
    append: (added) => {
      if (length + added.length > bytes.length) {
        const larger = new Uint8Array(Math.max(bytes.length * 2, length + added.length))
        larger.set(bytes.subarray(0, length))
        bytes = larger
      }
      bytes.set(added, length)
      length += added.length
    },
    truncate: (to) => {
      length = to
    },
    take: () => {
      const taken = bytes.slice(0, length)
      // Otherwise one large event would hold its memory for the rest of the stream.
      if (bytes.length > 16 * initialBytes) bytes = new Uint8Array(initialBytes)
      length = 0
      return taken
    },
  }
}
