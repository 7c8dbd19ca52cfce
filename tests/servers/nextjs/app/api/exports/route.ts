import type { NextRequest } from 'next/server'
import { startExport } from '../../../lib/exports.ts'
import { unauthorized, userOf } from '../../../lib/user-of.ts'

const maxRows = 5_000_000

/** Starts an export and answers at once; its progress comes over the stream. */
export async function POST(req: NextRequest): Promise<Response> {
  const user = userOf(req)
  if (user === null) return unauthorized()
  const order: { readonly rows?: unknown; readonly rowsPerSecond?: unknown } = await req.json()
  const rows = Number(order.rows)
  if (!Number.isInteger(rows) || rows < 1 || rows > maxRows) {
    return Response.json({ error: `Give a number of rows from 1 to ${maxRows}.` }, { status: 400 })
  }
  const rowsPerSecond = Number(order.rowsPerSecond ?? 20_000)
  const id = await startExport({ user, rows, rowsPerSecond, origin: originOf(req) })
  return Response.json({ id }, { status: 202 })
}

/** The address by which the user reaches this server, which the download's address begins with. */
function originOf({ headers, nextUrl }: NextRequest): string {
  const host = headers.get('x-forwarded-host') ?? headers.get('host') ?? nextUrl.host
  return `${headers.get('x-forwarded-proto') ?? 'http'}://${host}`
}
