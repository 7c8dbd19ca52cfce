/** Names the server a subscription, its cursor and its rows belong to: the stream's URL without fragment. */
export type SourceId = string

/** A server to listen to. */
export interface Source {
  readonly id: SourceId
  readonly url: URL
}

/** What the user typed as a server, read: a source, or why it can't be one, in words. */
export type ParsedSource =
  | ({ readonly kind: 'source' } & Source)
  | { readonly kind: 'invalid'; readonly reason: string }

/** Reads a server address. Only `http:` and `https:` URLs without a password in them will do. */
export function parseSource(address: string): ParsedSource {
  if (!URL.canParse(address)) {
    return invalid(
      `"${address}" is not a web address. Write it in full, like https://app.example.com/api/notifications.`,
    )
  }
  const url = new URL(address)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return invalid(`"${address}" is not a web address. It has to begin with https:// (or http://).`)
  }
  if (url.username !== '' || url.password !== '') {
    return invalid(
      'The address must not hold a user name or password. Give the access token with --token-file.',
    )
  }
  url.hash = ''
  return { kind: 'source', id: url.href, url }
}

function invalid(reason: string): ParsedSource {
  return { kind: 'invalid', reason }
}
