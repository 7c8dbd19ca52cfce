import { z } from 'zod'
import { defaultSettings, type ServerSettings, type Settings } from '../model/settings.ts'
import { parseSource } from '../model/source.ts'
import { settingsSchema } from './settings-schema.ts'

const fileVersion = 1

/** What is written to `settings.json`. */
export interface StoredSettings extends Settings {
  readonly version: typeof fileVersion
}

/** What was read from `settings.json`. */
export interface ReadSettings {
  readonly settings: Settings
  /** The values that could not be understood, like `retention.days`; their defaults apply. */
  readonly replaced: readonly string[]
}

export function toStored(settings: Settings): StoredSettings {
  return { version: fileVersion, ...settings }
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
    const found = readValue(settingsSchema, withServerList(stored), defaultSettings, [], replaced)
    const settings = settingsSchema.parse(found)
    return { settings: { ...settings, servers: usableServers(settings.servers) }, replaced }
  })

/** Before there could be several servers, the address of the only one was stored as `server`. */
function withServerList(stored: object): object {
  const address: unknown = Reflect.get(stored, 'server')
  if ('servers' in stored || typeof address !== 'string') return stored
  const server = { address, name: null, colour: 'blue', muted: false, clientId: null }
  return { ...stored, servers: [server] }
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

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
