import { z } from 'zod'
import { muteRule } from '../model/mute.ts'
import { isObject } from '../model/parse-json.ts'
import { maxRules } from '../model/rule.ts'
import { defaultSettings, type ServerSettings, type Settings } from '../model/settings.ts'
import { parseSource } from '../model/source.ts'
import { settingsSchema } from './settings-schema.ts'

const fileVersion = 1

/** What is written to `settings.json`. An older version needs `muted` of each server, or it would drop them all. */
export interface StoredSettings extends Settings {
  readonly version: typeof fileVersion
  readonly servers: readonly (ServerSettings & { readonly muted: false })[]
}

/** What was read from `settings.json`. */
export interface ReadSettings {
  readonly settings: Settings
  /** The values that could not be understood, like `retention.days`; their defaults apply. */
  readonly replaced: readonly string[]
}

export function toStored(settings: Settings): StoredSettings {
  const servers = settings.servers.map((server) => ({ ...server, muted: false as const }))
  return { version: fileVersion, ...settings, servers }
}

/**
 * Reads the content of `settings.json` value by value: one that is wrong gets its default, and all others stay. So does
 * a value that an older version did not know. Only what is no object, or of a later version, is refused.
 */
export const settingsFileSchema: z.ZodType<ReadSettings> = z
  .looseObject({})
  .refine(({ version }) => typeof version !== 'number' || version <= fileVersion)
  .transform((stored): ReadSettings => {
    const replaced: string[] = []
    const found = readValue(
      settingsSchema,
      withMuteRules(withServerList(stored)),
      defaultSettings,
      [],
      replaced,
    )
    const settings = settingsSchema.parse(found)
    return { settings: { ...settings, servers: usableServers(settings.servers) }, replaced }
  })

/** Before there could be several servers, the address of the only one was stored as `server`. */
function withServerList(stored: object): object {
  const address: unknown = Reflect.get(stored, 'server')
  if ('servers' in stored || typeof address !== 'string') return stored
  const server = { address, name: null, colour: 'blue', clientId: null }
  return { ...stored, servers: [server] }
}

/** Before there were rules, muted categories and servers were stored for themselves. */
function withMuteRules(stored: object): object {
  const list = (name: string, of: object = stored): readonly unknown[] => {
    const value: unknown = Reflect.get(of, name)
    return Array.isArray(value) ? value : []
  }
  const rules = list('rules')
  const servers = list('servers')
    .filter(isObject)
    .filter((server) => Reflect.get(server, 'muted') === true)
  const sources = servers.flatMap((server) => {
    const address: unknown = Reflect.get(server, 'address')
    const source = typeof address === 'string' ? parseSource(address) : null
    return source === null || source.kind === 'invalid' ? [] : [source.id]
  })
  const categories = list('mutedCategories')
  if (sources.length + categories.length === 0) return stored
  const numbers = rules.filter(isObject).flatMap((rule) => idOf(rule) ?? [])
  const firstId = Math.max(0, ...numbers) + 1
  const mutes = [...sources.map((source) => ({ source })), ...categories.map((category) => ({ category }))]
  // One that is wrong is left out later, and reported.
  const muteRules = mutes.map((when, index) => ({
    ...muteRule(firstId + index, { category: '' }),
    when: { source: null, category: null, words: null, ...when },
  }))
  return { ...stored, rules: [...muteRules, ...rules].slice(0, maxRules) }
}

function idOf(rule: object): number | null {
  const id: unknown = Reflect.get(rule, 'id')
  return typeof id === 'number' ? id : null
}

/** Of two servers with the same id the first counts. */
function usableServers(servers: readonly ServerSettings[]): readonly ServerSettings[] {
  const seen = new Set<string>()
  return servers.filter(({ address }) => {
    const source = parseSource(address)
    if (source.kind === 'invalid' || seen.has(source.id)) return false
    seen.add(source.id)
    return true
  })
}

function readValue(
  schema: unknown,
  value: unknown,
  fallback: unknown,
  path: readonly string[],
  replaced: string[],
): unknown {
  if (!(schema instanceof z.ZodType)) return fallback
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  if (schema instanceof z.ZodObject && isObject(value)) {
    const readField = ([name, field]: readonly [string, unknown]) => {
      const ownFallback = isObject(fallback) ? Reflect.get(fallback, name) : undefined
      const found = Object.hasOwn(value, name)
        ? readValue(field, Reflect.get(value, name), ownFallback, [...path, name], replaced)
        : ownFallback
      return [name, found]
    }
    return Object.fromEntries(Object.entries(schema.shape).map(readField))
  }
  replaced.push(path.join('.'))
  // Of a list the wrong elements are left out.
  const list = schema instanceof z.ZodArray && Array.isArray(value) ? goodElements(schema.element, value) : []
  return list.length > 0 && schema.safeParse(list).success ? list : fallback
}

function goodElements(schema: unknown, values: readonly unknown[]): readonly unknown[] {
  return schema instanceof z.ZodType ? values.filter((value) => schema.safeParse(value).success) : []
}
