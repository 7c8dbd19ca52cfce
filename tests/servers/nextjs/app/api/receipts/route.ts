import type { NextRequest } from 'next/server'
import { readEvent } from '../../../../../../resources/backend-kit/events.ts'
import { publishEvent } from '../../../../../../resources/backend-kit/publish.ts'
import { isSeen, parseReceipts } from '../../../../../../resources/backend-kit/receipts.ts'
import { bus } from '../../../lib/bus.ts'
import { readJson } from '../../../lib/read-json.ts'
import { receiptStore } from '../../../lib/receipt-store.ts'
import { unauthorized, userOf } from '../../../lib/user-of.ts'

export const dynamic = 'force-dynamic'

/**
 * Takes what became of the user's items: from the desktop app, and from the page when an item is marked as read there.
 * Whatever was seen in one place is published as read to all the others.
 */
export async function POST(req: NextRequest): Promise<Response> {
  const user = userOf(req)
  if (user === null) return unauthorized()
  const receipts = parseReceipts(await readJson(req))
  if (receipts === null) {
    return Response.json({ error: 'Send {"receipts": […]}, at most 100 of them.' }, { status: 400 })
  }
  const store = receiptStore()
  // The same batch can come twice. By what is stored that is noticed for each receipt, in whatever batch it comes.
  const added = await store.newOf(user, receipts)
  const ids = [...new Set(added.filter(isSeen).map(({ id }) => id))]
  // Published first: if this process ends in between, it is published again, which changes nothing.
  if (ids.length > 0) await publishEvent(await bus(), user, readEvent({ ids }))
  if (added.length > 0) await store.add(user, added)
  return new Response(null, { status: 204 })
}

/** What is known of the user's items, newest first. */
export async function GET(req: NextRequest): Promise<Response> {
  const user = userOf(req)
  if (user === null) return unauthorized()
  return Response.json({ receipts: await receiptStore().of(user) })
}
