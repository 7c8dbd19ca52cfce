import type { NativeImage } from 'electron'

/** Pixels from the top left, four bytes each: red, green, blue and alpha, the colours not multiplied by it. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly pixels: Buffer
}

// Sharp on the densest screens too, and no more to send with every toast than it must be.
const side = 96

export function pictureOf(icon: NativeImage): Picture {
  const image = icon.resize({ width: side, height: side, quality: 'best' })
  return { ...image.getSize(), pixels: straightened(image.toBitmap()) }
}

/** @param bitmap blue, green, red and alpha, the colours multiplied by it: how Chromium keeps pictures on Linux */
export function straightened(bitmap: Buffer): Buffer {
  const pixels = Buffer.alloc(bitmap.length)
  for (let at = 0; at + 3 < bitmap.length; at += 4) {
    const alpha = bitmap.readUInt8(at + 3)
    const colour = (offset: number) =>
      alpha === 0 ? 0 : Math.min(255, Math.round((bitmap.readUInt8(at + offset) * 255) / alpha))
    pixels.set([colour(2), colour(1), colour(0), alpha], at)
  }
  return pixels
}
