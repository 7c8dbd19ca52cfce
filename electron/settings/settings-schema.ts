import { z } from 'zod'
import { maxCertificateTextLength, maxFingerprintLength } from '../model/client-certificate.ts'
import { maxRules, maxRuleWordsLength, type Rule } from '../model/rule.ts'
import type { ServerChange } from '../model/server.ts'
import {
  languages,
  maxFilterNameLength,
  maxSavedFilters,
  maxServers,
  type ServerSettings,
  type Settings,
  type SettingsChange,
  serverColours,
} from '../model/settings.ts'
import type { WindowFilter } from '../model/window-filter.ts'

const minuteMs = 60_000
const weekMs = 7 * 24 * 60 * minuteMs

const time = z.int().positive()
const minuteOfDay = z.int().min(0).max(1439)
const weekday = z.literal([0, 1, 2, 3, 4, 5, 6])

const pauseSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('off') }),
  z.strictObject({ kind: z.literal('until'), at: time }),
  z.strictObject({ kind: z.literal('until-resumed') }),
])

export const pauseLengthSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('for'), ms: z.int().min(minuteMs).max(weekMs) }),
  z.strictObject({ kind: z.literal('until-tomorrow') }),
  z.strictObject({ kind: z.literal('until-resumed') }),
])

const calendarDay = z.iso.date().nullable()

export const windowFilterSchema = z.strictObject({
  show: z.enum(['all', 'unread', 'jobs', 'failed', 'pinned', 'snoozed']),
  category: z.string().max(100).nullable(),
  source: z.string().max(2_000).nullable(),
  priority: z.literal('important').nullable(),
  state: z.enum(['unfinished', 'succeeded', 'failed', 'cancelled']).nullable(),
  dates: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.enum(['today', 'yesterday', 'last-7-days', 'last-30-days']) }),
      z.strictObject({ kind: z.literal('days'), from: calendarDay, to: calendarDay }),
    ])
    .nullable(),
  search: z.string().max(200),
}) satisfies z.ZodType<WindowFilter>

const serverSchema = z.object({
  address: z.string().min(1).max(2_000),
  name: z.string().min(1).max(60).nullable(),
  colour: z.enum(serverColours),
  clientId: z.string().min(1).max(200).nullable(),
}) satisfies z.ZodType<ServerSettings>

const ruleSchema = z.object({
  id: z.int().min(0),
  when: z.object({
    source: z.string().max(2_000).nullable(),
    category: z.string().min(1).max(100).nullable(),
    words: z.string().min(1).max(maxRuleWordsLength).nullable(),
  }),
  notify: z.enum(['as-usual', 'never', 'always']),
  sound: z.enum(['as-usual', 'on', 'off']),
  keepOnScreen: z.boolean(),
  fetch: z
    .object({ maxMegabytes: z.int().min(1).max(1_000_000), folder: z.int().min(0).nullable() })
    .nullable(),
}) satisfies z.ZodType<Rule>

/** Validates a change from the window. */
export const serverChangeSchema = serverSchema
  .omit({ address: true, clientId: true })
  .exactPartial()
  .strict() satisfies z.ZodType<ServerChange>

/** Validates settings from a file or from the window. */
export const settingsSchema = z.object({
  servers: z.array(serverSchema).max(maxServers),
  pause: pauseSchema,
  quietHours: z.object({
    enabled: z.boolean(),
    spans: z.array(z.object({ days: z.array(weekday).max(7), from: minuteOfDay, to: minuteOfDay })).max(50),
  }),
  quietHoursOffUntil: time.nullable(),
  rules: z.array(ruleSchema).max(maxRules),
  folders: z.array(z.object({ id: z.int().min(0), path: z.string().min(1).max(4_096) })).max(maxRules),
  certificates: z
    .array(
      z.object({
        origin: z.url().max(2_000),
        fingerprint: z.string().min(1).max(maxFingerprintLength),
        label: z.string().max(maxCertificateTextLength),
      }),
    )
    .max(maxServers),
  waitWhileAway: z.boolean(),
  notifyWhileWatching: z.boolean(),
  repeatCritical: z.boolean(),
  sounds: z.enum(['all', 'important', 'none']),
  hideContent: z.boolean(),
  sendReceipts: z.boolean(),
  stalledAfterMinutes: z.int().min(1).max(1_440),
  retention: z.object({ days: z.int().min(1).max(3_650), items: z.int().min(100).max(10_000_000) }),
  deleteHistoryAtSignOut: z.boolean(),
  encryptHistory: z.boolean(),
  startAtLogin: z.boolean(),
  language: z.enum(['system', ...languages]),
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['comfortable', 'compact']),
  groupBy: z.enum(['day', 'category', 'job']),
  savedFilters: z
    .array(z.object({ name: z.string().min(1).max(maxFilterNameLength), filter: windowFilterSchema }))
    .max(maxSavedFilters),
  updates: z.boolean(),
}) satisfies z.ZodType<Settings>

/** Validates a change from the window. */
export const settingsChangeSchema = settingsSchema
  .omit({ servers: true, pause: true, quietHoursOffUntil: true, folders: true, certificates: true })
  .exactPartial()
  .strict() satisfies z.ZodType<SettingsChange>
