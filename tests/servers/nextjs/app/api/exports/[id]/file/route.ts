import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { NextRequest } from 'next/server'
import { byteRange } from '../../../../../../../backend/byte-range.ts'
import { findExport } from '../../../../../lib/exports.ts'
import { unauthorized, userOf } from '../../../../../lib/user-of.ts'

interface Context {
  readonly params: Promise<{ readonly id: string }>
}

/** The file of a finished export, to whom it belongs; a part of it when a Range is asked for. */
export async function GET(req: NextRequest, { params }: Context): Promise<Response> {
  const user = userOf(req)
  if (user === null) return unauthorized()
  const file = await findExport(user, (await params).id)
  if (file === null) return Response.json({ error: 'There is no such export.' }, { status: 404 })
  const { size } = await stat(file.path)
  const etag = `"${file.sha256}"`
  const headers = {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${file.filename}"`,
    'Accept-Ranges': 'bytes',
    ETag: etag,
  }
  const range = byteRange(rangeHeader(req, etag), size)
  switch (range.kind) {
    case 'unsatisfiable':
      return new Response(null, { status: 416, headers: { ...headers, 'Content-Range': `bytes */${size}` } })
    case 'whole':
      return new Response(bytesOf(file.path), { headers: { ...headers, 'Content-Length': String(size) } })
    case 'part': {
      const { start, end } = range
      const length = { 'Content-Length': String(end - start + 1) }
      const place = { 'Content-Range': `bytes ${start}-${end}/${size}` }
      return new Response(bytesOf(file.path, { start, end }), {
        status: 206,
        headers: { ...headers, ...length, ...place },
      })
    }
  }
}

/** A range of another version of the file is of no use: the whole file is sent then. */
function rangeHeader({ headers }: NextRequest, etag: string): string | undefined {
  const ifRange = headers.get('if-range')
  return ifRange === null || ifRange === etag ? (headers.get('range') ?? undefined) : undefined
}

function bytesOf(path: string, part: { readonly start?: number; readonly end?: number } = {}) {
  const chunks: AsyncIterator<Uint8Array<ArrayBuffer>> = createReadStream(path, part)[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: async (controller) => {
      const next = await chunks.next()
      if (next.done) controller.close()
      else controller.enqueue(next.value)
    },
    cancel: async () => {
      await chunks.return?.()
    },
  })
}
