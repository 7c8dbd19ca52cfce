import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { canSignIn } from '../connection/server-state.ts'

/** The steps of the first run, in order. */
export const firstRunSteps = ['server', 'access', 'notification', 'tray'] as const
export type FirstRunStepName = (typeof firstRunSteps)[number]

/** Where the user is in the first run. Only in the second step there is a server for certain. */
export type FirstRunStep =
  | { readonly kind: 'server' | 'notification'; readonly server: ServerSnapshot | null }
  | { readonly kind: 'access'; readonly server: ServerSnapshot }
  | { readonly kind: 'tray' }

/** The step that the user has gone to with Back, Skip or Continue; null: they follow the connection. */
export type ChosenStep =
  /** `from`: the address when they came back to it. */
  { readonly kind: 'server'; readonly from: string } | { readonly kind: 'notification' | 'tray' } | null

/** As far as the connection is, unless the user has chosen otherwise. */
export function firstRunStep(servers: readonly ServerSnapshot[], chosen: ChosenStep): FirstRunStep {
  const server = servers[0] ?? null
  if (chosen?.kind === 'tray') return { kind: 'tray' }
  if (chosen?.kind === 'notification') return { kind: 'notification', server }
  if (server === null || chosen?.kind === 'server') return { kind: 'server', server }
  return needsAccess(server) ? { kind: 'access', server } : { kind: 'notification', server }
}

/** The step before this one; null for the first. */
export function stepBefore(step: FirstRunStep, servers: readonly ServerSnapshot[]): ChosenStep {
  const followed = firstRunStep(servers, null)
  const server = servers[0]
  if (step.kind === 'tray') return followed.kind === 'notification' ? null : { kind: 'notification' }
  // Skipped steps are not passed over on the way back.
  if (step.kind === 'notification' && followed.kind !== 'notification') return null
  return server === undefined ? null : { kind: 'server', from: server.address }
}

/** What the user does to get to a server. */
export type Access = 'sign-in' | 'token' | 'wait'

export function accessOf(server: ServerSnapshot): Access {
  const { signIn, account, token, status } = server
  const isSignedOut = status.connection.kind === 'signed-out'
  // A sign-in begins only after the server was added.
  const isAhead = canSignIn(server) && account === null && !token.present
  if (signIn.kind !== 'none' || isAhead || (isSignedOut && canSignIn(server))) return 'sign-in'
  return isSignedOut ? 'token' : 'wait'
}

function needsAccess(server: ServerSnapshot): boolean {
  const { connection, lastByteAt } = server.status
  if (connection.kind === 'open') return false
  // A connection that breaks for a moment leads nobody back.
  return accessOf(server) !== 'wait' || lastByteAt === null
}
