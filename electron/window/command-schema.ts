import { z } from 'zod'
import type { HistoryQuery } from '../model/history-query.ts'
import { maxTokenLength, tokenPattern } from '../model/token.ts'
import { pauseLengthSchema, settingsChangeSchema } from '../settings/settings-schema.ts'
import type { WindowCommand } from './contract.ts'

const key = z.int().positive()
const keys = z.array(key).max(1_000)
const server = z.string().min(1).max(2_000)
const token = z.string().regex(tokenPattern).max(maxTokenLength).nullable()

const windowState = z.strictObject({
  filter: z.strictObject({
    show: z.enum(['all', 'unread', 'jobs', 'failed']),
    category: z.string().max(100).nullable(),
    search: z.string().max(200),
  }),
  anchor: z.int().positive().nullable(),
})

const command = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('open-item'), key }),
  z.strictObject({ type: z.literal('mark-read'), keys }),
  z.strictObject({ type: z.literal('mark-all-read') }),
  z.strictObject({ type: z.literal('mark-unread'), keys }),
  z.strictObject({ type: z.literal('delete'), keys }),
  z.strictObject({ type: z.literal('undo-delete'), keys }),
  z.strictObject({ type: z.literal('reconnect') }),
  z.strictObject({ type: z.literal('pause'), length: pauseLengthSchema }),
  z.strictObject({ type: z.literal('resume') }),
  z.strictObject({ type: z.literal('change-settings'), change: settingsChangeSchema }),
  z.strictObject({ type: z.literal('check-server'), server, token }),
  z.strictObject({ type: z.literal('connect'), server, token }),
  z.strictObject({ type: z.literal('forget-token') }),
  z.strictObject({ type: z.literal('test-notification') }),
  z.strictObject({ type: z.literal('show-diagnostics'), open: z.boolean() }),
  z.strictObject({ type: z.literal('copy-report') }),
  z.strictObject({ type: z.literal('save-window-state'), state: windowState }),
  z.strictObject({ type: z.literal('download'), key }),
  z.strictObject({ type: z.literal('cancel-download'), key }),
  z.strictObject({ type: z.literal('show-download'), key }),
  z.strictObject({ type: z.literal('export-history'), format: z.enum(['csv', 'jsonl']) }),
  z.strictObject({ type: z.literal('dismiss-notice') }),
  z.strictObject({ type: z.literal('dismiss-gap') }),
])

const historyQuery = z.strictObject({
  before: z.int().positive().nullable(),
  limit: z.int().min(1).max(500),
  unreadOnly: z.boolean(),
  search: z.string().max(1_000).optional(),
  type: z.enum(['notification', 'job']).optional(),
  failedOnly: z.boolean().optional(),
  category: z.string().max(1_000).optional(),
  priority: z.enum(['low', 'normal', 'high', 'critical']).optional(),
  from: z.int().optional(),
  until: z.int().optional(),
})

/** Reads what the window sent; null when it is no command. */
export function parseCommand(message: unknown): WindowCommand | null {
  return command.safeParse(message).data ?? null
}

/** Reads what the window asked for; null when it is no query. */
export function parseHistoryQuery(message: unknown): HistoryQuery | null {
  return historyQuery.safeParse(message).data ?? null
}
