import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { readEnvironment } from './environment.ts'

/**
 * What lets a request in: the browser's session (a cookie) or the desktop's token (a header). Both are signed texts
 * that name the user, so that every instance can check them without asking another.
 */
export type TicketKind = 'session' | 'token'

const lifetimeMs = { session: 8 * 3_600_000, token: 90 * 86_400_000 }

export function createTicket(kind: TicketKind, user: string): string {
  const content = `${kind}.${Buffer.from(user).toString('base64url')}.${Date.now() + lifetimeMs[kind]}`
  return `${content}.${signatureOf(content)}`
}

/** The user that the ticket names; null: it is not valid, or no longer. */
export function readTicket(kind: TicketKind, ticket: string): string | null {
  const [ticketKind, user, expiresAt, signature] = ticket.split('.')
  if (ticketKind !== kind || user === undefined || signature === undefined) return null
  if (!isSame(signature, signatureOf(`${ticketKind}.${user}.${expiresAt}`))) return null
  return Number(expiresAt) > Date.now() ? Buffer.from(user, 'base64url').toString() : null
}

export function isPassword(user: string, password: string): boolean {
  const expected = readEnvironment().passwords.get(user)
  return expected !== undefined && isSame(password, expected)
}

function signatureOf(content: string): string {
  return createHmac('sha256', readEnvironment().secret).update(content).digest('base64url')
}

/** Takes the same time whatever differs. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
