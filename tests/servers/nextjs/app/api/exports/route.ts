import type { NextRequest } from 'next/server'
import { startExport } from '../../../lib/exports.ts'
import { originOf } from '../../../lib/origin-of.ts'
import { readJson } from '../../../lib/read-json.ts'
import { unauthorized, userOf } from '../../../lib/user-of.ts'

const maxRows = 5_000_000

/** Starts an export and answers at once; its progress comes over the stream. */
export async function POST(req: NextRequest): Promise<Response> {
  const user = userOf(req)
  if (user === null) return unauthorized()
  const order = await readJson(req)
  const rows = Number(order.rows)
  if (!Number.isInteger(rows) || rows < 1 || rows > maxRows) {
    return Response.json({ error: `Give a number of rows from 1 to ${maxRows}.` }, { status: 400 })
  }
  // Slow enough to watch, unless the request says otherwise.
  const rowsPerSecond = Math.min(Math.max(Number(order.rowsPerSecond) || 20_000, 1), 1_000_000)
  const id = await startExport({ user, rows, rowsPerSecond, origin: originOf(req) })
  return Response.json({ id }, { status: 202 })
}
