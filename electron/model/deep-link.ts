import { limits } from './limits.ts'
import { decodePercent, isSecure } from './safe-url.ts'
import { parseSource, type Source } from './source.ts'

/** What a `tidings:` link requests. Any web page can contain such a link, so it is not trusted. */
export type DeepLink =
  /** Show the item with this id (`Item.id`). */
  | { readonly kind: 'open'; readonly id: string }
  /** Receive notifications from this server; the user is asked first. */
  | { readonly kind: 'connect'; readonly source: Source }

export const deepLinkScheme = 'tidings'

const maxLinkLength = 4_000
// More than any real address has: the user has to judge it.
export const maxServerLength = 1_000
const maxIdLength = limits.arriving.id.max

/** Whether the text begins like a `tidings:` link, valid or not. */
export function isDeepLink(text: string): boolean {
  return text.toLowerCase().startsWith(`${deepLinkScheme}:`)
}

/** Reads `tidings://open/<id>` and `tidings://connect?server=<url>`; null for anything else. */
export function parseDeepLink(text: string): DeepLink | null {
  if (!isDeepLink(text) || text.length > maxLinkLength || !URL.canParse(text)) return null
  const url = new URL(text)
  if (url.username !== '' || url.password !== '' || url.port !== '' || url.hash !== '') return null
  switch (url.hostname) {
    case 'open':
      return url.search === '' ? openLink(url.pathname) : null
    case 'connect':
      return url.pathname === '' || url.pathname === '/' ? connectLink(url.searchParams) : null
    default:
      return null
  }
}

function openLink(path: string): DeepLink | null {
  const encoded = path.slice(1)
  const id = encoded.includes('/') ? null : decodePercent(encoded)
  if (id === null || id === '' || id.length > maxIdLength || /\p{Cc}/u.test(id)) return null
  return { kind: 'open', id }
}

function connectLink(parameters: URLSearchParams): DeepLink | null {
  const [only, ...others] = parameters
  if (only === undefined || others.length > 0 || only[0] !== 'server') return null
  if (only[1].length > maxServerLength) return null
  const source = parseSource(only[1])
  if (source.kind === 'invalid' || !isSecure(source.url)) return null
  return { kind: 'connect', source: { id: source.id, url: source.url, format: source.format } }
}
