import { z } from 'zod'
import { limits } from '../model/limits.ts'
import { isObject, parseJson } from '../model/parse-json.ts'
import {
  isLockable,
  type LockableSetting,
  type ManagedBy,
  noPolicy,
  type PolicyContent,
  type PolicyProblem,
} from '../model/policy.ts'
import { printable } from '../model/printable.ts'
import { lockableSchema } from './policy-schema.ts'
import { readServers } from './read-servers.ts'

const lockedSchema = lockableSchema.exactPartial()
const maxProblems = limits.shown.policyProblems.max
const maxKeyLength = 100
/** By which editors find the JSON Schema. */
const ignoredKeys: readonly string[] = ['$schema']

/** What of a policy is used, and what is not. Null: there is none. */
export function managedBy(content: PolicyContent): ManagedBy | null {
  switch (content.kind) {
    case 'none':
      return null
    case 'refused':
      return { place: content.place, policy: noPolicy, problems: [{ key: null, kind: content.why }] }
    case 'values':
      return { place: content.place, ...readPolicy(content.values) }
  }
}

/** Reads a policy key by key: what is wrong or unknown is reported and left out, and all others stay. */
export function readPolicy(values: unknown): Pick<ManagedBy, 'policy' | 'problems'> {
  if (!isObject(values)) return { policy: noPolicy, problems: [{ key: null, kind: 'not-object' }] }
  const problems: PolicyProblem[] = []
  const settings: Record<string, unknown> = {}
  let { servers, allowOtherServers } = noPolicy
  for (const [key, value] of Object.entries(values)) {
    if (ignoredKeys.includes(key)) continue
    if (key === 'servers') {
      const read = readServers(unpacked(value, true))
      servers = read.servers
      problems.push(...read.problems)
    } else if (key === 'allowOtherServers') {
      const parsed = z.boolean().safeParse(asBoolean(value))
      if (parsed.success) allowOtherServers = parsed.data
      else problems.push({ key, kind: 'wrong' })
    } else if (isLockable(key)) {
      const read = readSetting(key, value)
      if (read.kind === 'value') settings[key] = read.value
      problems.push(...read.problems)
    } else problems.push({ key, kind: 'unknown' })
  }
  return {
    policy: { servers, allowOtherServers, settings: lockedSchema.parse(settings) },
    problems: problems.slice(0, maxProblems).map(printableProblem),
  }
}

type ReadSetting =
  | { readonly kind: 'value'; readonly value: unknown; readonly problems: readonly PolicyProblem[] }
  | { readonly kind: 'wrong'; readonly problems: readonly PolicyProblem[] }

function readSetting(key: LockableSetting, stored: unknown): ReadSetting {
  const schema = lockableSchema.shape[key]
  const isObjectSetting = schema instanceof z.ZodObject
  const value = schema instanceof z.ZodBoolean ? asBoolean(stored) : unpacked(stored, isObjectSetting)
  const parsed = schema.safeParse(value)
  if (!parsed.success) return { kind: 'wrong', problems: [{ key, kind: 'wrong' }] }
  const unknown =
    isObjectSetting && isObject(value)
      ? Object.keys(value).filter((name) => !Object.hasOwn(schema.shape, name))
      : []
  const problems = unknown.map((name) => ({ key: `${key}.${name}`, kind: 'unknown' }) as const)
  return { kind: 'value', value: parsed.data, problems }
}

/** The registry has no booleans. */
function asBoolean(value: unknown): unknown {
  return value === 0 || value === 1 ? value === 1 : value
}

/** Where a place holds only texts, what has a structure is written as JSON. */
function unpacked(value: unknown, hasStructure: boolean): unknown {
  return hasStructure && typeof value === 'string' ? (parseJson(value) ?? value) : value
}

function printableProblem({ key, kind }: PolicyProblem): PolicyProblem {
  return { key: key === null ? null : printable(key).slice(0, maxKeyLength), kind }
}
