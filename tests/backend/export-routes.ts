import { createReadStream } from 'node:fs'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { byteRange } from './byte-range.ts'
import { type ExportJob, filename, jobEvent } from './export-job.ts'
import type { ExportOrder, Exports } from './exports.ts'

export interface ExportRoutesOptions {
  readonly exports: Exports
  readonly publicUrl: () => string
  /** The pace of an export that asks for none. */
  readonly rowsPerSecond: number
  readonly now: () => number
}

const orderSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    title: { type: 'string', minLength: 1, maxLength: 200 },
    rows: { type: 'integer', minimum: 1, maximum: 10_000_000 },
    rowsPerSecond: { type: 'integer', minimum: 1 },
    failAt: { type: 'number', minimum: 0, exclusiveMaximum: 1 },
    holdAt: { type: 'number', minimum: 0, exclusiveMaximum: 1 },
  },
}

/**
 * Exports of orders as CSV:
 *
 * - `POST /exports` `{title?, rows?, rowsPerSecond?, failAt?, holdAt?}` starts one and answers 202 with the job
 * - `GET /exports` lists them, newest first
 * - `GET /exports/:id/file` is the finished file (Range, If-Range, ETag)
 * - `POST /exports/:id/release` lets one that was ordered with `holdAt` go on
 * - `DELETE /exports/:id` cancels one that is not over yet
 */
export function addExportRoutes(app: FastifyInstance, options: ExportRoutesOptions): void {
  const { exports } = options
  const view = (job: ExportJob) => {
    const { type: _, ...fields } = jobEvent(job, options.publicUrl())
    return { ...fields, rows: job.rows, createdAt: new Date(job.createdAt).toISOString() }
  }

  app.post<{ Body: Partial<ExportOrder> }>(
    '/exports',
    { schema: { body: orderSchema } },
    async (request, reply) => {
      const defaults = { title: 'Orders 2026', rows: 100_000, rowsPerSecond: options.rowsPerSecond }
      return reply.code(202).send(view(await exports.start({ ...defaults, ...request.body })))
    },
  )

  app.get('/exports', async () => exports.list().map(view))

  app.post<{ Params: { id: string } }>('/exports/:id/release', async (request, reply) => {
    const job = exports.find(request.params.id)
    if (job === undefined) return unknownExport(reply)
    exports.release(job)
    return view(job)
  })

  app.delete<{ Params: { id: string } }>('/exports/:id', async (request, reply) => {
    const job = exports.find(request.params.id)
    if (job === undefined) return unknownExport(reply)
    const after = await exports.cancel(job)
    if (after.state.kind === 'cancelled') return view(after)
    return reply
      .code(409)
      .send({ error: `This export is over (${after.state.kind}); it can't be cancelled.` })
  })

  app.get<{ Params: { id: string } }>('/exports/:id/file', async (request, reply) => {
    const job = exports.find(request.params.id)
    if (job === undefined) return unknownExport(reply)
    const { state } = job
    if (state.kind !== 'succeeded') {
      return reply.code(409).send({ error: `This export has no file: it is ${state.kind}.` })
    }
    if (options.now() >= state.expiresAt) {
      return reply.code(410).send({ error: 'This export has expired. Please start it again.' })
    }

    const etag = `"${state.sha256}"`
    const ifRange = request.headers['if-range']
    const isSameFile = ifRange === undefined || ifRange === etag
    const range = byteRange(isSameFile ? request.headers.range : undefined, state.size)
    reply.headers({
      'Accept-Ranges': 'bytes',
      'Cache-Control': 'private, no-transform',
      'Content-Disposition': `attachment; filename="${filename(job.title)}"`,
      ETag: etag,
    })
    switch (range.kind) {
      case 'unsatisfiable':
        reply.header('Content-Range', `bytes */${state.size}`)
        return reply.code(416).send({ error: `The file has ${state.size} bytes; the range lies beyond.` })
      case 'part':
        reply.code(206).header('Content-Range', `bytes ${range.start}-${range.end}/${state.size}`)
        return sendBytes(reply, exports.pathOf(job.id), range.start, range.end)
      case 'whole':
        return sendBytes(reply, exports.pathOf(job.id), 0, state.size - 1)
    }
  })
}

/** Bytes `start` to `end`, both included. */
function sendBytes(reply: FastifyReply, path: string, start: number, end: number): FastifyReply {
  reply.headers({ 'Content-Type': 'text/csv; charset=utf-8', 'Content-Length': end - start + 1 })
  return reply.send(createReadStream(path, { start, end }))
}

function unknownExport(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ error: 'There is no export with this id.' })
}
