import type { NextRequest } from 'next/server'
import { createTicket } from '../../../lib/tickets.ts'
import { unauthorized, userOf } from '../../../lib/user-of.ts'

/** A new access token for the user's desktop app. */
export async function POST(req: NextRequest): Promise<Response> {
  const user = userOf(req)
  if (user === null) return unauthorized()
  return Response.json({ token: createTicket('token', user) })
}
