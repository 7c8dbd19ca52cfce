import { z } from 'zod'
import { maxFingerprintLength } from '../model/client-certificate.ts'
import type { HistoryFilter, HistoryQuery } from '../model/history-query.ts'
import {
  maxProxyLength,
  maxProxyNameLength,
  maxProxyPasswordLength,
  proxyLoginPattern,
} from '../model/proxy-login.ts'
import { type Language, languages } from '../model/settings.ts'
import { maxTokenLength, tokenPattern } from '../model/token.ts'
import {
  pauseLengthSchema,
  serverChangeSchema,
  settingsChangeSchema,
  windowFilterSchema,
} from '../settings/settings-schema.ts'
import type { WindowCommand } from './contract.ts'

const key = z.int().positive()
const keys = z.array(key).max(1_000)
const linkIndex = z.int().min(0).max(100)
const server = z.int().positive()
const address = z.string().min(1).max(2_000)
const source = z.string().max(2_000)
const token = z.string().regex(tokenPattern).max(maxTokenLength).nullable()

const proxy = z.string().min(1).max(maxProxyLength)

const windowState = z.strictObject({
  filter: windowFilterSchema,
  anchor: z.int().positive().nullable(),
})

const time = z.int().min(0).max(8_640_000_000_000_000)
const weekMs = 7 * 24 * 60 * 60_000

const snoozeTime = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('for'),
    ms: z
      .int()
      .min(60_000)
      .max(4 * weekMs),
  }),
  z.strictObject({ kind: z.literal(['this-evening', 'tomorrow', 'next-week']) }),
  z.strictObject({ kind: z.literal('at'), at: time }),
])

const historyFilter = z.strictObject({
  unreadOnly: z.boolean(),
  search: z.string().max(1_000).optional(),
  type: z.enum(['notification', 'job']).optional(),
  state: z.enum(['unfinished', 'succeeded', 'failed', 'cancelled']).optional(),
  priority: z.literal('important').optional(),
  category: z.string().max(1_000).optional(),
  source: source.optional(),
  from: time.optional(),
  until: time.optional(),
  pinnedOnly: z.boolean().optional(),
  snoozedOnly: z.boolean().optional(),
}) satisfies z.ZodType<HistoryFilter>

const command = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal(['open-item', 'show-item', 'download', 'cancel-download', 'show-download']),
    key,
  }),
  z.strictObject({ type: z.literal(['open-download', 'drag-download']), key }),
  z.strictObject({ type: z.literal('choose-folder'), rule: z.int().min(0) }),
  z.strictObject({ type: z.literal('open-link'), key, index: linkIndex }),
  z.strictObject({ type: z.literal('copy-link'), key, index: linkIndex.nullable() }),
  z.strictObject({ type: z.literal('show-detail'), key: key.nullable() }),
  z.strictObject({ type: z.literal(['mark-read', 'mark-unread', 'delete', 'undo-delete']), keys }),
  z.strictObject({ type: z.literal(['pin', 'unpin', 'cancel-snooze', 'copy-text']), keys }),
  z.strictObject({ type: z.literal('snooze'), keys, until: snoozeTime }),
  z.strictObject({ type: z.literal('mark-matching-read'), filter: historyFilter }),
  z.strictObject({ type: z.literal('undo-mark-read') }),
  z.strictObject({ type: z.literal(['mark-all-read', 'resume', 'dismiss-notice', 'quit']) }),
  z.strictObject({ type: z.literal(['test-notification', 'copy-report', 'show-licenses']) }),
  z.strictObject({ type: z.literal(['skip-quiet-hours', 'keep-quiet-hours', 'report-problem']) }),
  z.strictObject({ type: z.literal('open-server-page'), server }),
  z.strictObject({ type: z.literal(['forget-token', 'dismiss-gap', 'examine-server']), server }),
  z.strictObject({ type: z.literal(['sign-in', 'cancel-sign-in']), server }),
  z.strictObject({ type: z.literal(['sign-out', 'remove-server']), server, deleteHistory: z.boolean() }),
  z.strictObject({
    type: z.literal('enter-proxy-login'),
    proxy,
    name: z.string().regex(proxyLoginPattern).max(maxProxyNameLength),
    password: z.string().regex(proxyLoginPattern).max(maxProxyPasswordLength),
    remember: z.boolean(),
  }),
  z.strictObject({ type: z.literal('forget-proxy-login'), proxy }),
  z.strictObject({
    type: z.literal('choose-certificate'),
    server,
    fingerprint: z.string().min(1).max(maxFingerprintLength).nullable(),
  }),
  z.strictObject({ type: z.literal('change-server'), server, change: serverChangeSchema }),
  z.strictObject({ type: z.literal('reconnect'), server: server.nullable() }),
  z.strictObject({ type: z.literal('pause'), length: pauseLengthSchema }),
  z.strictObject({ type: z.literal('change-settings'), change: settingsChangeSchema }),
  z.strictObject({ type: z.literal('check-server'), address, token }),
  z.strictObject({ type: z.literal('connect'), address, token, replaces: server.nullable() }),
  z.strictObject({ type: z.literal('show-diagnostics'), open: z.boolean(), server: server.nullable() }),
  z.strictObject({ type: z.literal('save-window-state'), state: windowState }),
  z.strictObject({ type: z.literal('show-newest'), shown: z.boolean() }),
  z.strictObject({
    type: z.literal('export-history'),
    format: z.enum(['csv', 'jsonl']),
    filter: historyFilter.optional(),
  }),
]) satisfies z.ZodType<WindowCommand>

const historyQuery = historyFilter.extend({
  before: z.int().positive().nullable(),
  limit: z.int().min(1).max(500),
})

/** Validates a message from the window; null when it is no command. */
export function parseCommand(message: unknown): WindowCommand | null {
  return command.safeParse(message).data ?? null
}

/** Validates a message from the window; null when it is no language. */
export function parseLanguage(message: unknown): Language | null {
  return languages.find((language) => language === message) ?? null
}

/** Validates a message from the window; null when it is no query. */
export function parseHistoryQuery(message: unknown): HistoryQuery | null {
  return historyQuery.safeParse(message).data ?? null
}
