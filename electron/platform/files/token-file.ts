import { readFileSync } from 'node:fs'
import { errorCodeOf } from '../../model/error-code.ts'
import { findToken, type TokenRead } from '../../model/token.ts'

/**
 * Returns a function that reads the access token of this run, from the given file or else from the environment; null:
 * neither was given. A file is read again each time, so that a renewed token is found.
 *
 * @param environment the value of `TIDINGS_TOKEN`
 */
export function createTokenReader(
  file: string | null,
  environment: string | undefined,
): (() => TokenRead) | null {
  if (file !== null) return () => readTokenFile(file)
  if (environment === undefined || environment === '') return null
  return () => checkToken(environment, 'TIDINGS_TOKEN')
}

function readTokenFile(path: string): TokenRead {
  try {
    return checkToken(readFileSync(path, 'utf8'), path)
  } catch (error) {
    const reason = errorCodeOf(error) === 'ENOENT' ? 'there is no such file' : 'it could not be read'
    return { kind: 'failed', reason: `The token file ${path} can't be used: ${reason}.` }
  }
}

function checkToken(text: string, origin: string): TokenRead {
  const token = findToken(text)
  if (token !== null) return { kind: 'token', token }
  const problem = text.trim() === '' ? 'is empty' : 'holds something else than an access token'
  const advice = 'It should hold the access token alone, or JSON with "access_token".'
  return { kind: 'failed', reason: `${origin} ${problem}. ${advice}` }
}
