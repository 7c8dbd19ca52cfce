import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { canSignIn } from '../connection/server-state.ts'

/** Where the user is in the first run: choosing a server, signing in to it, or trying a notification. */
export type FirstRunStep =
  | { readonly kind: 'server' }
  | { readonly kind: 'sign-in' | 'test'; readonly server: ServerSnapshot }

export function firstRunStep([server]: readonly ServerSnapshot[]): FirstRunStep {
  if (server === undefined) return { kind: 'server' }
  const { signIn, account, token, status } = server
  const isOpen = status.connection.kind === 'open'
  // A sign-in begins only after the server was added.
  const isAhead = canSignIn(server) && account === null && !token.present
  return { kind: !isOpen && (signIn.kind !== 'none' || isAhead) ? 'sign-in' : 'test', server }
}
