import type { ServerCheck, TokenState } from '../../electron/model/server-check.ts'
import type { Translate } from '../i18n/i18n.ts'

export interface CheckText {
  readonly tone: 'busy' | 'good' | 'warn' | 'bad'
  readonly text: string
}

export interface Typed {
  readonly server: string
  readonly token: string
}

/** What is wrong with the typed address before anybody is asked; null when it may be asked. */
export function addressProblem(server: string, t: Translate): string | null {
  if (!URL.canParse(server)) return t('welcome.notAddress')
  const { protocol, hostname } = new URL(server)
  if (protocol === 'https:') return null
  if (protocol !== 'http:') return t('welcome.notAddress')
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
  return isLoopback ? null : t('welcome.notSecure')
}

/** Why the token can't be one; null when it can. */
export function tokenProblem(token: string, t: Translate): string | null {
  return /^[\x21-\x7e]*$/.test(token) ? null : t('welcome.tokenInvalid')
}

/** What to say below the address; null while there is nothing to say. */
export function checkText(
  { server, token }: Typed,
  check: ServerCheck | null,
  t: Translate,
): CheckText | null {
  if (server === '') return null
  const problem = addressProblem(server, t) ?? tokenProblem(token, t)
  if (problem !== null) return { tone: 'warn', text: problem }
  if (check === null || check.server !== server) return { tone: 'busy', text: t('welcome.checking') }
  switch (check.result.kind) {
    case 'checking':
      return { tone: 'busy', text: t('welcome.checking') }
    case 'stream':
      return { tone: 'good', text: t('welcome.stream') }
    case 'token-needed':
      return { tone: 'warn', text: t(token === '' ? 'welcome.tokenNeeded' : 'welcome.tokenWrong') }
    case 'problem':
      return { tone: 'bad', text: check.result.reason }
    default:
      return check.result satisfies never
  }
}

/** Where the token is kept, told honestly; with one there already, what an empty field means. */
export function tokenPlaceText({ present, keptIn }: TokenState, typed: string, t: Translate): string {
  if (present && typed === '') return t(keptIn === 'keychain' ? 'welcome.tokenSaved' : 'welcome.tokenHeld')
  return t(keptIn === 'keychain' ? 'welcome.tokenKeychain' : 'welcome.tokenMemory')
}
