import { limits } from './limits.ts'
import { isSecureFrom } from './safe-url.ts'

/** What a server that answers 401 says of itself, as a `Bearer` challenge in `WWW-Authenticate`. */
export interface BearerChallenge {
  /** Where the server says how one signs in (RFC 9728, 5.1); null: it does not say, or not at an address to ask. */
  readonly resourceMetadata: string | null
  /** What a token has to be allowed for, names with spaces between them (RFC 6750, 3); null: it does not say. */
  readonly scope: string | null
}

/**
 * Where the server says how one signs in with the browser, by the `WWW-Authenticate` header of its answer 401; null: it
 * does not offer that.
 *
 * @param resource the address that was asked: only one on loopback may name an `http:` address
 */
export function parseSignInOffer(header: string | null, resource: URL): string | null {
  return parseBearerChallenge(header, resource)?.resourceMetadata ?? null
}

/** The `Bearer` challenge of a `WWW-Authenticate` header: the first one that offers a sign-in, or else the first one. */
export function parseBearerChallenge(header: string | null, resource: URL): BearerChallenge | null {
  const found = parseChallenges(header ?? '')
    .filter(({ scheme }) => scheme === 'bearer')
    .map(({ parameters }) => ({
      resourceMetadata: askable(parameters.get('resource_metadata'), resource),
      scope: scopeOf(parameters.get('scope')),
    }))
  return found.find(({ resourceMetadata }) => resourceMetadata !== null) ?? found[0] ?? null
}

interface Challenge {
  /** In lower case. */
  readonly scheme: string
  /** By their names in lower case; of two with the same name the first one counts. */
  readonly parameters: ReadonlyMap<string, string>
}

const token = "[!#$%&'*+.^`|~\\w-]+"
const separator = /[\s,]*/y
const parameter = new RegExp(`(${token})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|(${token}))`, 'y')
// With what some schemes have instead of parameters, like `Negotiate YII…==`.
const scheme = new RegExp(`(${token})(?:\\s+[\\w.~+/-]+=*(?=\\s*(?:,|$)))?`, 'y')

/** Parses challenges (RFC 9110, 11.6.1): several in one header, also those of headers that were joined by a comma. */
function parseChallenges(header: string): readonly Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = []
  let at = 0
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const match = pattern.exec(header)
    at += match?.[0].length ?? 0
    return match
  }
  while (at < header.length) {
    take(separator)
    const [, name, quoted, plain] = take(parameter) ?? []
    if (name !== undefined) {
      const parameters = challenges.at(-1)?.parameters
      const key = name.toLowerCase()
      if (parameters?.has(key) === false) parameters.set(key, quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '')
      continue
    }
    const found = take(scheme)?.[1]
    // What follows can't be understood.
    if (found === undefined) break
    challenges.push({ scheme: found.toLowerCase(), parameters: new Map() })
  }
  return challenges
}

function askable(text: string | undefined, resource: URL): string | null {
  if (text === undefined || text.length > limits.arriving.url.max || !URL.canParse(text)) return null
  const url = new URL(text)
  url.hash = ''
  return isSecureFrom(url, resource) && url.username === '' && url.password === '' ? url.href : null
}

// The characters of scopes (RFC 6749, 3.3).
function scopeOf(text: string | undefined): string | null {
  const isValid = text !== undefined && /^[\x21\x23-\x5b\x5d-\x7e ]{1,2000}$/.test(text)
  return isValid ? text.trim().replace(/ +/g, ' ') || null : null
}
