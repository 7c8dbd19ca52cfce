import { isSecure } from '../../electron/model/safe-url.ts'
import type { ServerCheck } from '../../electron/model/source.ts'
import type { TokenState } from '../../electron/model/token.ts'
import type { Translate } from '../i18n/i18n.ts'

export interface CheckText {
  readonly tone: 'busy' | 'ask' | 'good' | 'warn' | 'bad'
  readonly text: string
}

/** What is wrong with a typed address; null when it may be checked with the server. */
export function addressProblem(server: string, t: Translate): string | null {
  const url = URL.canParse(server) ? new URL(server) : null
  if (url === null || !/^https?:$/.test(url.protocol)) return t('welcome.notAddress')
  return isSecure(url) ? null : t('welcome.notSecure')
}

/** What is wrong with a typed token; null when it is well-formed. */
export function tokenProblem(token: string, t: Translate): string | null {
  return /^[\x21-\x7e]*$/.test(token) ? null : t('welcome.tokenInvalid')
}

/** The text below the address; null while nothing is typed. */
export function checkText(
  server: string,
  token: string,
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
    case 'unconfirmed':
      return { tone: 'ask', text: t('welcome.asksFirst') }
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

/** Where the token is kept, or that one is saved already and the field can stay empty. */
export function tokenHint({ present, keptIn }: TokenState, typed: string, t: Translate): string {
  if (present && typed === '') return t(keptIn === 'keychain' ? 'welcome.tokenSaved' : 'welcome.tokenHeld')
  return t(keptIn === 'keychain' ? 'welcome.tokenKeychain' : 'welcome.tokenMemory')
}
