import type { ServerCheck, TokenState } from '../../electron/window/contract.ts'
import type { Say } from '../i18n/i18n.ts'

export interface CheckText {
  readonly tone: 'busy' | 'good' | 'warn' | 'bad'
  readonly text: string
}

export interface Typed {
  readonly server: string
  readonly token: string
}

/** What is wrong with the typed address before anybody is asked; null when it may be asked. */
export function addressProblem(server: string, say: Say): string | null {
  if (!URL.canParse(server)) return say('welcome.notAddress')
  const { protocol, hostname } = new URL(server)
  if (protocol === 'https:') return null
  if (protocol !== 'http:') return say('welcome.notAddress')
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
  return isLoopback ? null : say('welcome.notSecure')
}

/** Why the token can't be one; null when it can. */
export function tokenProblem(token: string, say: Say): string | null {
  return /^[\x21-\x7e]*$/.test(token) ? null : say('welcome.tokenInvalid')
}

/** What to say below the address; null while there is nothing to say. */
export function checkText({ server, token }: Typed, check: ServerCheck | null, say: Say): CheckText | null {
  if (server === '') return null
  const problem = addressProblem(server, say) ?? tokenProblem(token, say)
  if (problem !== null) return { tone: 'warn', text: problem }
  if (check === null || check.server !== server) return { tone: 'busy', text: say('welcome.checking') }
  switch (check.result.kind) {
    case 'checking':
      return { tone: 'busy', text: say('welcome.checking') }
    case 'stream':
      return { tone: 'good', text: say('welcome.stream') }
    case 'token-needed':
      return { tone: 'warn', text: say(token === '' ? 'welcome.tokenNeeded' : 'welcome.tokenWrong') }
    case 'problem':
      return { tone: 'bad', text: check.result.reason }
    default:
      return check.result satisfies never
  }
}

/** Where the token is kept, told honestly; with one there already, what an empty field means. */
export function tokenPlaceText({ present, keptIn }: TokenState, typed: string, say: Say): string {
  if (present && typed === '') return say(keptIn === 'keychain' ? 'welcome.tokenSaved' : 'welcome.tokenHeld')
  return say(keptIn === 'keychain' ? 'welcome.tokenKeychain' : 'welcome.tokenMemory')
}
