import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Receipt, ReceiptLog } from './receipt-log.ts'
import type { Caller } from './token-check.ts'

export interface ReceiptRouteOptions {
  readonly receipts: ReceiptLog
  readonly callerOf: (request: FastifyRequest) => Caller
  /** What every request is answered with, as by a server that has a fault; null: it has none. */
  readonly faultyStatus: () => number | null
  /** A request was answered with this status. */
  readonly onAnswer: (status: number) => void
}

interface Batch {
  readonly receipts: readonly Receipt[]
}

/** Where the receipts are taken, as the greeting names it. */
export const receiptsAddress = '/api/receipts'

const count = { type: 'integer', minimum: 0 }

// As strict as the documentation: what the app sends is what it says.
const batchSchema = {
  type: 'object',
  required: ['receipts'],
  additionalProperties: false,
  properties: {
    receipts: {
      type: 'array',
      maxItems: 100,
      items: {
        type: 'object',
        required: ['id', 'what', 'at'],
        additionalProperties: false,
        properties: {
          id: { type: 'string', minLength: 1, maxLength: 1_024 },
          what: { type: 'string', enum: ['shown', 'clicked', 'read', 'failed'] },
          at: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' },
          attempt: count,
          revision: count,
          reason: { type: 'string', maxLength: 300 },
        },
      },
    },
  },
}

const headersSchema = {
  type: 'object',
  required: ['idempotency-key'],
  properties: { 'idempotency-key': { type: 'string', minLength: 1, maxLength: 200 } },
}

/** `POST /receipts` takes what became of items on the caller's computer; `GET /receipts` says what has come so far. */
export function addReceiptRoute(app: FastifyInstance, options: ReceiptRouteOptions): void {
  const { receipts, callerOf } = options

  app.post<{ Body: Batch; Headers: { 'idempotency-key': string } }>(
    '/receipts',
    {
      schema: { body: batchSchema, headers: headersSchema },
      // A hundred of them, each with the longest id and reason.
      bodyLimit: 1024 * 1024,
      onRequest: async (_, reply) => {
        const status = options.faultyStatus()
        return status === null
          ? undefined
          : reply.code(status).send({ error: 'Receipts can’t be stored now.' })
      },
      onResponse: async (_, reply) => options.onAnswer(reply.statusCode),
    },
    async (request, reply) => {
      await receipts.add(callerOf(request).user, request.headers['idempotency-key'], request.body.receipts)
      return reply.code(204).send()
    },
  )

  app.get('/receipts', async (request) => ({ receipts: receipts.of(callerOf(request).user) }))
}
