import { readFileSync } from 'node:fs'

/** Where the access token comes from: a file, the environment, or nowhere. */
export type TokenOrigin =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'value'; readonly token: string }
  | { readonly kind: 'none' }

/** The token, or why there is none, in words. */
export type TokenRead =
  | { readonly kind: 'token'; readonly token: string | null }
  | { readonly kind: 'failed'; readonly reason: string }

/** Decides where the token is read from: a file that was named goes before the environment. */
export function tokenOrigin(file: string | null, environment: string | undefined): TokenOrigin {
  if (file !== null) return { kind: 'file', path: file }
  return environment === undefined || environment === ''
    ? { kind: 'none' }
    : { kind: 'value', token: environment }
}

/** Reads the token; a file is read anew each time, so that a renewed one is found. */
export function readToken(origin: TokenOrigin): TokenRead {
  switch (origin.kind) {
    case 'none':
      return { kind: 'token', token: null }
    case 'value':
      return check(origin.token, 'TIDINGS_TOKEN')
    case 'file':
      try {
        return check(readFileSync(origin.path, 'utf8'), origin.path)
      } catch (error) {
        const why =
          error instanceof Error && 'code' in error && error.code === 'ENOENT'
            ? 'there is no such file'
            : 'it could not be read'
        return { kind: 'failed', reason: `The token file ${origin.path} is of no use: ${why}.` }
      }
  }
}

function check(text: string, where: string): TokenRead {
  const token = text.trim()
  if (/^[\x21-\x7e]+$/.test(token)) return { kind: 'token', token }
  const what = token === '' ? 'is empty' : 'holds spaces or other characters that no access token has'
  return { kind: 'failed', reason: `${where} ${what}. It should hold the access token alone.` }
}
