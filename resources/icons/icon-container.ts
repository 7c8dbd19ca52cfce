/** One image of a container: a whole PNG file and the length of its sides in pixels. */
export type Png = { readonly size: number; readonly bytes: Buffer }

/** Windows .ico of PNG entries, each 16 to 256 px (https://en.wikipedia.org/wiki/ICO_(file_format)). */
export function ico(images: readonly Png[]): Buffer {
  const headerLength = 6
  const entryLength = 16
  const header = Buffer.alloc(headerLength + entryLength * images.length)
  header.writeUInt16LE(1, 2) // 1: an icon, 2 would be a cursor
  header.writeUInt16LE(images.length, 4)
  let offset = header.length
  images.forEach(({ size, bytes }, index) => {
    const entry = headerLength + entryLength * index
    header.writeUInt8(size % 256, entry) // 256 is written as 0
    header.writeUInt8(size % 256, entry + 1)
    header.writeUInt16LE(1, entry + 4) // colour planes
    header.writeUInt16LE(32, entry + 6) // bits per pixel
    header.writeUInt32LE(bytes.length, entry + 8)
    header.writeUInt32LE(offset, entry + 12)
    offset += bytes.length
  })
  return Buffer.concat([header, ...images.map(({ bytes }) => bytes)])
}

/** macOS .icns of PNG chunks: each a four-letter type that stands for its size, then its length. */
export function icns(chunks: readonly { readonly type: string; readonly bytes: Buffer }[]): Buffer {
  const body = chunks.map(({ type, bytes }) => Buffer.concat([chunkHeader(type, bytes.length), bytes]))
  const length = body.reduce((sum, chunk) => sum + chunk.length, 0)
  return Buffer.concat([chunkHeader('icns', length), ...body])
}

/** The length counts the eight bytes of the header too. */
function chunkHeader(type: string, bodyLength: number): Buffer {
  const header = Buffer.alloc(8)
  header.write(type, 'latin1')
  header.writeUInt32BE(bodyLength + header.length, 4)
  return header
}
