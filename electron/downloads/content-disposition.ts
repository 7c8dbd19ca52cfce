/**
 * The file name that a response proposes in its `Content-Disposition` (RFC 6266); null: none. It is untrusted text, so
 * it has to go through `safeFileName`.
 *
 * @param header each character is one byte of the header, as in `fetch`
 */
export function proposedFileName(header: string | null): string | null {
  const parameters = parametersOf(header ?? '')
  const extended = parameters.get('filename*')
  const fromExtended = extended === undefined ? null : decodeExtended(extended)
  if (fromExtended !== null) return fromExtended
  const plain = parameters.get('filename')
  if (plain === undefined || plain === '') return null
  return decodePercents(decodeBytes(plain))
}

/** Whether the response declares its content to be a file, not a page to show. */
export function isAttachment(header: string | null): boolean {
  return /^\s*attachment\s*(;|$)/i.test(header ?? '')
}

/** The parameters by their names in lower case; of two with the same name the first. */
function parametersOf(header: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>()
  for (const [, name = '', quoted, token] of header.matchAll(
    /;\s*([!#$%&'*+.^_`|~\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;"]*))/g,
  )) {
    const key = name.toLowerCase()
    // Many servers write a Windows path without escaping its backslashes, so only quotes and backslashes are escapable.
    const value = quoted === undefined ? (token ?? '').trim() : quoted.replaceAll(/\\(["\\])/g, '$1')
    if (!parameters.has(key)) parameters.set(key, value)
  }
  return parameters
}

/** RFC 8187: `UTF-8'en'%e2%82%ac.csv`; null when it is not of that form. */
function decodeExtended(value: string): string | null {
  const [, charset = '', encoded = ''] = /^([\w-]+)'[^']*'(.+)$/.exec(value) ?? []
  if (encoded === '') return null
  const bytes = encoded.replaceAll(/%([0-9a-f]{2})/gi, (_match, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  if (/^iso-8859-1$/i.test(charset)) return bytes
  return /^utf-8$/i.test(charset) ? asUtf8(bytes) : null
}

/** The standard says ISO-8859-1, but most servers send UTF-8. */
function decodeBytes(bytes: string): string {
  return asUtf8(bytes) ?? bytes
}

/** Some servers escape the plain name like an address, which is certain only where characters beyond ASCII result. */
function decodePercents(name: string): string {
  try {
    const decoded = decodeURIComponent(name)
    return /[^\0-\x7f]/.test(decoded) && /^[\0-\x7f]*$/.test(name) ? decoded : name
  } catch {
    return name
  }
}

/** Null when these bytes are not UTF-8. */
function asUtf8(bytes: string): string | null {
  try {
    const codes = Uint8Array.from(bytes, (character) => character.charCodeAt(0))
    return /^[\0-\xff]*$/.test(bytes) ? new TextDecoder('utf-8', { fatal: true }).decode(codes) : null
  } catch {
    return null
  }
}
