const maxIdBytes = 1024

/**
 * Whether an id can be sent as the `Last-Event-ID` header: no server accepts control characters, and a longer one
 * exceeds the server's limit for headers at every attempt.
 *
 * @param bytes the id in UTF-8
 */
export function isSendableId(bytes: Uint8Array): boolean {
  return bytes.length <= maxIdBytes && bytes.every((byte) => byte >= 0x20 && byte !== 0x7f)
}
