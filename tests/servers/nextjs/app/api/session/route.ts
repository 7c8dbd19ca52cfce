import type { NextRequest } from 'next/server'
import { originOf } from '../../../lib/origin-of.ts'
import { createTicket, isPassword } from '../../../lib/tickets.ts'
import { sessionCookie, unauthorized, userOf } from '../../../lib/user-of.ts'

/** Whether the session is still valid. */
export function GET(req: NextRequest): Response {
  const user = userOf(req)
  return user === null ? unauthorized() : Response.json({ user })
}

/** The sign-in form is posted here. */
export async function POST(req: NextRequest): Promise<Response> {
  const form = await req.formData()
  const user = String(form.get('user') ?? '')
  if (!isPassword(user, String(form.get('password') ?? ''))) return seeOther('/sign-in?failed')
  // SameSite=Lax: no other site can make the browser post with this session.
  const secure = originOf(req).startsWith('https:') ? '; Secure' : ''
  const attributes = `Path=/; HttpOnly; SameSite=Lax; Max-Age=28800${secure}`
  return seeOther('/', `${sessionCookie}=${createTicket('session', user)}; ${attributes}`)
}

function seeOther(location: string, cookie?: string): Response {
  return new Response(null, {
    status: 303,
    headers: { Location: location, ...(cookie !== undefined && { 'Set-Cookie': cookie }) },
  })
}
