import { errorOf } from '../../electron/model/connection.ts'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { canSignIn } from './server-state.ts'

/** What the user can do about a server in trouble. */
export type Cure =
  | { readonly kind: 'sign-in' | 'other-account' | 'enter-token' | 'other-token' }
  | { readonly kind: 'open-page' | 'choose-certificate' }
  /** `suggested`: where the server sends one; null: the user has to know. */
  | { readonly kind: 'change-address'; readonly suggested: string | null }
  /** There is nothing to do but to try again. */
  | { readonly kind: 'retry' }

type CurableServer = Pick<ServerSnapshot, 'status' | 'offersSignIn' | 'account' | 'managed'>

/** The cure that fits what is wrong. It stays the same while Tidings tries again, as the problem does. */
export function cureOf(server: CurableServer): Cure {
  const cure = usualCureOf(server)
  // Only the organization can change the address of its server.
  return server.managed && cure.kind === 'change-address' ? { kind: 'retry' } : cure
}

function usualCureOf(server: CurableServer): Cure {
  const { connection } = server.status
  const access: Cure = { kind: canSignIn(server) ? 'sign-in' : 'enter-token' }
  const otherAddress: Cure = { kind: 'change-address', suggested: null }
  if (connection.kind === 'signed-out') return access
  const error = errorOf(connection)
  switch (error?.kind) {
    case 'status':
      if (error.status === 403) return { kind: canSignIn(server) ? 'other-account' : 'other-token' }
      return error.status === 404 ? otherAddress : { kind: 'retry' }
    case 'redirected':
      return { kind: 'change-address', suggested: URL.canParse(error.to) ? error.to : null }
    case 'token-over-http':
      return otherAddress
    case 'not-a-stream':
      return isWebPage(error.contentType) ? { kind: 'open-page' } : otherAddress
    case 'client-certificate':
      return { kind: 'choose-certificate' }
    case 'token-missing':
    case 'token-rejected':
    case 'token-elsewhere':
      return access
    default:
      return { kind: 'retry' }
  }
}

/** As networks answer that want the user to sign in first. */
function isWebPage(contentType: string | null): boolean {
  return contentType !== null && /^(?:text\/html|application\/xhtml\+xml)\b/i.test(contentType)
}
