import type { AskingProxy } from './proxy-login.ts'
import { withoutSecrets } from './secret-query.ts'

/** How a server may write its events: in Tidings' own format, or in that of another product. */
export const formatNames = ['tidings', 'mercure', 'ntfy', 'nchan', 'cloudevents'] as const
export type FormatName = (typeof formatNames)[number]

/**
 * Identifies a server, its cursor and its items: the URL of its stream, without the fragment and without the secrets of
 * its query. This is what is stored and shown.
 */
export type SourceId = string

/** A server that sends a stream of events. */
export interface Source {
  readonly id: SourceId
  /** Where requests go. It may hold secrets. */
  readonly url: URL
  /** The format that the address names; null: it is recognized. */
  readonly format: FormatName | null
}

/** Whether the address of this source holds secrets. */
export function hasSecrets({ id, url }: Source): boolean {
  return url.href !== id
}

/** Why a text can't be the address of a server. */
export interface AddressError {
  readonly kind: 'invalid'
  readonly why: 'unreadable' | 'not-web' | 'with-password' | 'unknown-format'
  readonly address: string
}

// In the fragment, because that is never sent to the server, and an address can be passed on as one text.
const formatPrefix = '#format='

/**
 * Parses the address of a server. It must be an `http:` or `https:` URL without a password. It may name the format at its
 * end, like `#format=ntfy`; any other fragment is left out.
 */
export function parseSource(address: string): ({ readonly kind: 'source' } & Source) | AddressError {
  if (!URL.canParse(address)) return { kind: 'invalid', why: 'unreadable', address }
  const url = new URL(address)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return { kind: 'invalid', why: 'not-web', address }
  }
  if (url.username !== '' || url.password !== '') return { kind: 'invalid', why: 'with-password', address }
  const format = parseFormat(url.hash)
  if (format === undefined) return { kind: 'invalid', why: 'unknown-format', address }
  url.hash = ''
  return { kind: 'source', id: withoutSecrets(url), url, format }
}

/** Null: none is named; undefined: it is not known. */
function parseFormat(fragment: string): FormatName | null | undefined {
  if (!fragment.startsWith(formatPrefix)) return null
  return formatNames.find((name) => name === fragment.slice(formatPrefix.length).toLowerCase())
}

/** The id of the source that `parseSource` makes of this address; null when it makes none. */
export function sourceIdOf(address: string): SourceId | null {
  const source = parseSource(address)
  return source.kind === 'source' ? source.id : null
}

/** The address from which `parseSource` makes the same source. */
export function addressOf({ id, format }: Pick<Source, 'id' | 'format'>): string {
  return format === null ? id : `${id}${formatPrefix}${format}`
}

/** The result of a connection test with an address that the user typed. */
export interface ServerCheck {
  /** As it was typed. */
  readonly address: string
  readonly result:
    | { readonly kind: 'checking' }
    /** Nothing was sent: the user is asked when they connect, because they have not agreed to this server yet. */
    | { readonly kind: 'unconfirmed' }
    | { readonly kind: 'stream' }
    | { readonly kind: 'token-needed' }
    /** The server lets the user sign in with the browser. */
    | { readonly kind: 'sign-in-offered' }
    /** Why it can't be used, in the user's language. */
    | { readonly kind: 'problem'; readonly reason: string }
    /** The server asks for a certificate, which the user chooses once it is added; why, as above. */
    | { readonly kind: 'certificate-needed'; readonly reason: string }
    /** The network's proxy asks for a login first; why, as a sentence in the user's language. */
    | { readonly kind: 'proxy-login'; readonly reason: string; readonly proxy: AskingProxy }
    /** The server is there but does not accept this token; what helps, in the user's language. */
    | { readonly kind: 'token-rejected'; readonly reason: string }
}
