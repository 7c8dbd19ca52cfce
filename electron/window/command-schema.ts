import { z } from 'zod'
import type { HistoryQuery } from '../model/history-query.ts'
import { maxTokenLength, tokenPattern } from '../model/token.ts'
import { pauseLengthSchema, serverChangeSchema, settingsChangeSchema } from '../settings/settings-schema.ts'
import type { WindowCommand } from './contract.ts'

const key = z.int().positive()
const keys = z.array(key).max(1_000)
const server = z.int().positive()
const address = z.string().min(1).max(2_000)
const source = z.string().max(2_000)
const token = z.string().regex(tokenPattern).max(maxTokenLength).nullable()

const windowState = z.strictObject({
  filter: z.strictObject({
    show: z.enum(['all', 'unread', 'jobs', 'failed']),
    category: z.string().max(100).nullable(),
    source: source.nullable(),
    search: z.string().max(200),
  }),
  anchor: z.int().positive().nullable(),
})

const command = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal(['open-item', 'download', 'cancel-download', 'show-download']), key }),
  z.strictObject({ type: z.literal(['mark-read', 'mark-unread', 'delete', 'undo-delete']), keys }),
  z.strictObject({ type: z.literal(['mark-all-read', 'resume', 'dismiss-notice']) }),
  z.strictObject({ type: z.literal(['test-notification', 'copy-report', 'show-licenses']) }),
  z.strictObject({ type: z.literal(['skip-quiet-hours', 'keep-quiet-hours', 'report-problem']) }),
  z.strictObject({ type: z.literal('open-server-page'), server }),
  z.strictObject({ type: z.literal(['forget-token', 'dismiss-gap', 'examine-server']), server }),
  z.strictObject({ type: z.literal(['sign-in', 'cancel-sign-in']), server }),
  z.strictObject({ type: z.literal(['sign-out', 'remove-server']), server, deleteHistory: z.boolean() }),
  z.strictObject({ type: z.literal('change-server'), server, change: serverChangeSchema }),
  z.strictObject({ type: z.literal('reconnect'), server: server.nullable() }),
  z.strictObject({ type: z.literal('pause'), length: pauseLengthSchema }),
  z.strictObject({ type: z.literal('change-settings'), change: settingsChangeSchema }),
  z.strictObject({ type: z.literal('check-server'), address, token }),
  z.strictObject({ type: z.literal('connect'), address, token, replaces: server.nullable() }),
  z.strictObject({ type: z.literal('show-diagnostics'), open: z.boolean(), server: server.nullable() }),
  z.strictObject({ type: z.literal('save-window-state'), state: windowState }),
  z.strictObject({ type: z.literal('export-history'), format: z.enum(['csv', 'jsonl']) }),
]) satisfies z.ZodType<WindowCommand>

const historyQuery = z.strictObject({
  before: z.int().positive().nullable(),
  limit: z.int().min(1).max(500),
  unreadOnly: z.boolean(),
  search: z.string().max(1_000).optional(),
  type: z.enum(['notification', 'job']).optional(),
  failedOnly: z.boolean().optional(),
  category: z.string().max(1_000).optional(),
  source: source.optional(),
})

/** Validates a message from the window; null when it is no command. */
export function parseCommand(message: unknown): WindowCommand | null {
  return command.safeParse(message).data ?? null
}

/** Validates a message from the window; null when it is no query. */
export function parseHistoryQuery(message: unknown): HistoryQuery | null {
  return historyQuery.safeParse(message).data ?? null
}
