import { isSecure } from '../../electron/model/safe-url.ts'
import type { ServerKey } from '../../electron/model/server.ts'
import { parseSource, type ServerCheck } from '../../electron/model/source.ts'
import type { TokenState } from '../../electron/model/token.ts'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import type { Translate } from '../i18n/i18n.ts'

export interface CheckText {
  readonly tone: 'busy' | 'ask' | 'good' | 'warn' | 'bad'
  readonly text: string
}

/** What is wrong with a typed address; null when it may be checked with the server. */
export function addressProblem(address: string, t: Translate): string | null {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null || !/^https?:$/.test(url.protocol)) return t('welcome.not-address')
  return isSecure(url) ? null : t('welcome.not-secure')
}

/** What is wrong with a typed token; null when it is well-formed. */
export function tokenProblem(token: string, t: Translate): string | null {
  return /^[\x21-\x7e]*$/.test(token) ? null : t('welcome.token-invalid')
}

/** The server in the list with this address, other than the one that it is typed for; null: there is none. */
export function sameServer(
  address: string,
  servers: readonly ServerSnapshot[],
  own: ServerKey | null,
): ServerSnapshot | null {
  const source = parseSource(address)
  if (source.kind === 'invalid') return null
  return servers.find(({ id, key }) => id === source.id && key !== own) ?? null
}

/**
 * The text below the address; null while nothing is typed, or nothing can be checked because of the token.
 *
 * @param check of this address with this token; null: it is being checked
 */
export function checkText(
  address: string,
  token: string,
  check: ServerCheck | null,
  t: Translate,
): CheckText | null {
  if (address === '') return null
  const problem = addressProblem(address, t)
  if (problem !== null) return { tone: 'warn', text: problem }
  if (tokenProblem(token, t) !== null) return null
  if (check === null) return { tone: 'busy', text: t('welcome.checking') }
  switch (check.result.kind) {
    case 'checking':
      return { tone: 'busy', text: t('welcome.checking') }
    case 'unconfirmed':
      return { tone: 'ask', text: t('welcome.asks-first') }
    case 'stream':
      return { tone: 'good', text: t('welcome.stream') }
    case 'token-needed':
    case 'token-rejected':
      return { tone: 'good', text: t('welcome.server-found') }
    case 'sign-in-offered':
      return { tone: 'good', text: t(token === '' ? 'sign-in.offered' : 'welcome.server-found') }
    case 'certificate-needed':
      return { tone: 'good', text: check.result.reason }
    case 'problem':
    case 'proxy-login':
      return { tone: 'bad', text: check.result.reason }
    default:
      return check.result satisfies never
  }
}

/**
 * What is wrong with the token, to be said where it is typed; null: nothing is known to be.
 *
 * @param check see `checkText`
 */
export function tokenTrouble(token: string, check: ServerCheck | null, t: Translate): string | null {
  const problem = tokenProblem(token, t)
  if (problem !== null || check === null) return problem
  switch (check.result.kind) {
    case 'token-needed':
      return t(token === '' ? 'welcome.token-asked' : 'welcome.token-wrong')
    case 'token-rejected':
      return check.result.reason
    case 'sign-in-offered':
      return token === '' ? null : t('welcome.token-wrong')
    default:
      return null
  }
}

/** Where the token is kept, or that one is saved already and the field can stay empty. */
export function tokenHint({ present, keptIn }: TokenState, typed: string, t: Translate): string {
  if (present && typed === '') return t(keptIn === 'keychain' ? 'welcome.token-saved' : 'welcome.token-held')
  return t(keptIn === 'keychain' ? 'welcome.token-keychain' : 'welcome.token-memory')
}
