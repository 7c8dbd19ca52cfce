/** Names the server a subscription, its cursor and its rows belong to: the stream's URL without fragment. */
export type SourceId = string

/** A server to listen to. */
export interface Source {
  readonly id: SourceId
  readonly url: URL
}

/** What was typed as a server's address and can't be one. */
export interface AddressError {
  readonly kind: 'invalid'
  readonly why: 'unreadable' | 'not-web' | 'with-password'
  readonly address: string
}

/** What the user typed as a server, read. */
export type ParsedSource = ({ readonly kind: 'source' } & Source) | AddressError

/** Reads a server address. Only `http:` and `https:` URLs without a password in them will do. */
export function parseSource(address: string): ParsedSource {
  if (!URL.canParse(address)) return { kind: 'invalid', why: 'unreadable', address }
  const url = new URL(address)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return { kind: 'invalid', why: 'not-web', address }
  }
  if (url.username !== '' || url.password !== '') return { kind: 'invalid', why: 'with-password', address }
  url.hash = ''
  return { kind: 'source', id: url.href, url }
}
