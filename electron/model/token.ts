import { isObject, parseJson } from './parse-json.ts'

/** The result of reading the access token; `reason` is a sentence. */
export type TokenRead =
  | { readonly kind: 'token'; readonly token: string | null }
  | { readonly kind: 'failed'; readonly reason: string }

/** What a server that rejected the access token, or wants one, can be sent instead. */
export type TokenRefresh =
  | { readonly kind: 'token'; readonly token: string }
  /** There is no other: the user has to sign in, or to enter one. */
  | { readonly kind: 'none' }
  /** The authorization server could not be asked; later it may be. `detail`: as in `ConnectionError`. */
  | { readonly kind: 'failed'; readonly detail: string }

/** Whether there is an access token, and where it is stored. The token itself never crosses to the window. */
export interface TokenState {
  readonly present: boolean
  /** `memory`: this system has no keychain, so the token is kept until Tidings quits. */
  readonly keptIn: 'keychain' | 'memory'
}

/** Visible ASCII: an `Authorization` header can't hold anything else. */
export const tokenPattern = /^[\x21-\x7e]+$/

/**
 * Finds the access token in the text of a file or an environment variable, as it is or as other programs write it: in
 * quotes, after `Bearer`, or as JSON with `access_token` (OAuth) or `token`. Returns null when that is not certain.
 */
export function findToken(text: string): string | null {
  const trimmed = text.replace(/^\ufeff/, '').trim()
  const found = /^[{["]/.test(trimmed) ? tokenInJson(trimmed) : trimmed
  const token = found
    ?.replace(/^'(.*)'$/, '$1')
    .replace(/^Bearer\s+/i, '')
    .trim()
  return token !== undefined && tokenPattern.test(token) ? token : null
}

function tokenInJson(text: string): string | undefined {
  const value = parseJson(text)
  if (typeof value === 'string') return value
  if (!isObject(value)) return undefined
  const tokens = ['access_token', 'token']
    .map((name): unknown => Reflect.get(value, name))
    .filter((token) => typeof token === 'string')
  // Two that differ may be for different purposes.
  return new Set(tokens).size === 1 ? tokens[0] : undefined
}

export const maxTokenLength = 8_192
