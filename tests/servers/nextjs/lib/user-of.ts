import type { NextRequest } from 'next/server'
import { readTicket } from './tickets.ts'

export const sessionCookie = 'session'

/** The user who makes the request: by the browser's session, or by the desktop's token. Null: nobody is signed in. */
export function userOf(request: NextRequest): string | null {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  if (bearer !== undefined) return readTicket('token', bearer)
  const session = request.cookies.get(sessionCookie)?.value
  return session === undefined ? null : readTicket('session', session)
}

export function unauthorized(): Response {
  return Response.json(
    { error: 'Sign in first.' },
    { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } },
  )
}
