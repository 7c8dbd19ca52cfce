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
  if (url === null || !/^https?:$/.test(url.protocol)) return t('welcome.notAddress')
  return isSecure(url) ? null : t('welcome.notSecure')
}

/** What is wrong with a typed token; null when it is well-formed. */
export function tokenProblem(token: string, t: Translate): string | null {
  return /^[\x21-\x7e]*$/.test(token) ? null : t('welcome.tokenInvalid')
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

/** The text below the address; null while nothing is typed. */
export function checkText(
  address: string,
  token: string,
  check: ServerCheck | null,
  t: Translate,
): CheckText | null {
  if (address === '') return null
  const problem = addressProblem(address, t) ?? tokenProblem(token, t)
  if (problem !== null) return { tone: 'warn', text: problem }
  if (check === null || check.address !== address) return { tone: 'busy', text: t('welcome.checking') }
  switch (check.result.kind) {
    case 'checking':
      return { tone: 'busy', text: t('welcome.checking') }
    case 'unconfirmed':
      return { tone: 'ask', text: t('welcome.asksFirst') }
    case 'stream':
      return { tone: 'good', text: t('welcome.stream') }
    case 'token-needed':
      return { tone: 'warn', text: t(token === '' ? 'welcome.tokenNeeded' : 'welcome.tokenWrong') }
    case 'sign-in-offered':
      return token === ''
        ? { tone: 'good', text: t('signIn.offered') }
        : { tone: 'warn', text: t('welcome.tokenWrong') }
    case 'problem':
      return { tone: 'bad', text: check.result.reason }
    default:
      return check.result satisfies never
  }
}

/** Where the token is kept, or that one is saved already and the field can stay empty. */
export function tokenHint({ present, keptIn }: TokenState, typed: string, t: Translate): string {
  if (present && typed === '') return t(keptIn === 'keychain' ? 'welcome.tokenSaved' : 'welcome.tokenHeld')
  return t(keptIn === 'keychain' ? 'welcome.tokenKeychain' : 'welcome.tokenMemory')
}
