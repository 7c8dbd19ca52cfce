import { z } from 'zod'
import type { HistoryQuery } from '../model/history-query.ts'
import type { Command } from './contract.ts'
import { pauseSchema } from './settings-schema.ts'

const key = z.int().positive()

const command = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('open'), key }),
  z.strictObject({ type: z.literal('mark-read'), keys: z.array(key).max(1_000) }),
  z.strictObject({ type: z.literal('mark-all-read') }),
  z.strictObject({ type: z.literal('reconnect') }),
  z.strictObject({ type: z.literal('pause'), pause: pauseSchema }),
])

const historyQuery = z.strictObject({
  before: z.int().positive().nullable(),
  limit: z.int().min(1).max(500),
  unreadOnly: z.boolean(),
})

/** Reads what the window sent; null when it is no command. */
export function parseCommand(message: unknown): Command | null {
  return command.safeParse(message).data ?? null
}

/** Reads what the window asked for; null when it is no query. */
export function parseHistoryQuery(message: unknown): HistoryQuery | null {
  return historyQuery.safeParse(message).data ?? null
}
