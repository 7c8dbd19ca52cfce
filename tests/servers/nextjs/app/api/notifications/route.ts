import type { NextRequest } from 'next/server'
import { openEventStream } from '../../../../../../resources/backend-kit/event-stream.ts'
import { type NotificationEvent, notificationEvent } from '../../../../../../resources/backend-kit/events.ts'
import { publishEvent } from '../../../../../../resources/backend-kit/publish.ts'
import { bus } from '../../../lib/bus.ts'
import { readJson } from '../../../lib/read-json.ts'
import { sharedUnseenMail } from '../../../lib/shared-unseen-mail.ts'
import { unauthorized, userOf } from '../../../lib/user-of.ts'

export const dynamic = 'force-dynamic'

/** The stream of the user's events, for the browser's EventSource and for the desktop app alike. */
export async function GET(req: NextRequest): Promise<Response> {
  const user = userOf(req)
  if (user === null) return unauthorized()
  try {
    const stream = await openEventStream({
      bus: await bus(),
      channel: user,
      lastEventId: req.headers.get('last-event-id') ?? req.nextUrl.searchParams.get('lastEventId'),
      signal: req.signal,
      receipts: '/api/receipts',
    })
    return new Response(stream.body, { headers: { ...stream.headers, Connection: 'keep-alive' } })
  } catch (error) {
    console.error('The bus did not answer:', error)
    return new Response(null, { status: 503, headers: { 'Retry-After': '5' } })
  }
}

/** Publishes a notification to the user's own listeners. */
export async function POST(req: NextRequest): Promise<Response> {
  const user = userOf(req)
  if (user === null) return unauthorized()
  const { title, message, priority } = await readJson(req)
  if (typeof message !== 'string' || message === '') {
    return Response.json({ error: 'A notification needs a message.' }, { status: 400 })
  }
  const event = notificationEvent({
    id: crypto.randomUUID(),
    message,
    ...(typeof title === 'string' && { title }),
    ...(isPriority(priority) && { priority }),
    createdAt: new Date().toISOString(),
  })
  // First, so that a mail is what is left if the bus does not take it.
  await sharedUnseenMail()?.watch(user, event)
  return Response.json({ eventId: await publishEvent(await bus(), user, event) }, { status: 202 })
}

function isPriority(value: unknown): value is NonNullable<NotificationEvent['priority']> {
  return value === 'low' || value === 'normal' || value === 'high' || value === 'critical'
}
