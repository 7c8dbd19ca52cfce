import { limits } from '../model/limits.ts'

const maxBytes = limits.arriving.id.max

/** Whether a text can be an id of an item. Of anything else a part could be the id of another item. */
export function isId(text: string): boolean {
  // UTF-8 has at least one byte for each UTF-16 unit: what is far too long is not encoded.
  return text !== '' && text.length <= maxBytes && isSendableId(new TextEncoder().encode(text))
}

/**
 * Whether an id can be sent as the `Last-Event-ID` header: no server accepts control characters, and a longer one
 * exceeds the server's limit for headers at every attempt. Those beyond ASCII (U+0080 to U+009F) would control a
 * terminal that the id is printed in.
 *
 * @param bytes the id in UTF-8
 */
export function isSendableId(bytes: Uint8Array): boolean {
  return bytes.length <= maxBytes && bytes.every((byte, at) => !isControl(byte, bytes[at + 1] ?? 0))
}

function isControl(byte: number, next: number): boolean {
  return byte < 0x20 || byte === 0x7f || (byte === 0xc2 && next >= 0x80 && next <= 0x9f)
}
