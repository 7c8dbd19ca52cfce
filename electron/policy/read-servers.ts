import { isObject, parseJson } from '../model/parse-json.ts'
import type { Policy, PolicyProblem } from '../model/policy.ts'
import { maxServers, type ServerSettings, serverColours } from '../model/settings.ts'
import { addressOf, hasSecrets, parseSource } from '../model/source.ts'
import { policyServerSchema } from './policy-schema.ts'

/** Reads the servers of a policy: each that can't be used is reported and left out, and of a server each wrong key. */
export function readServers(values: unknown): Pick<Policy, 'servers'> & {
  readonly problems: readonly PolicyProblem[]
} {
  // A list of the registry is a key with numbered values.
  const list = isObject(values) ? Object.values(values) : values
  if (!Array.isArray(list)) return { servers: [], problems: [{ key: 'servers', kind: 'wrong' }] }
  const servers: ServerSettings[] = []
  const problems: PolicyProblem[] = []
  const ids = new Set<string>()
  for (const [index, value] of list.entries()) {
    const key = `servers.${index}`
    const fields = fieldsOf(value)
    const address: unknown = fields === null ? null : Reflect.get(fields, 'address')
    const source = typeof address === 'string' ? parseSource(address) : null
    if (fields === null || typeof address !== 'string') problems.push({ key, kind: 'wrong' })
    else if (source === null || source.kind === 'invalid') problems.push({ key, kind: 'address' })
    // Everybody on the computer can read the policy.
    else if (hasSecrets(source)) problems.push({ key, kind: 'secret' })
    else if (ids.has(source.id)) problems.push({ key, kind: 'duplicate' })
    else if (servers.length >= maxServers) problems.push({ key, kind: 'too-many' })
    else {
      ids.add(source.id)
      const read = readFields(fields, key)
      problems.push(...read.problems)
      const { name = null, colour = nextColour(servers.length), clientId = null } = read.fields
      servers.push({ address: addressOf(source), name, colour, clientId })
    }
  }
  return { servers, problems }
}

/** A server is an object, or only its address, or the object as JSON where a place holds only texts. */
function fieldsOf(value: unknown): object | null {
  if (typeof value !== 'string') return isObject(value) ? value : null
  if (!value.trimStart().startsWith('{')) return { address: value.trim() }
  const parsed = parseJson(value)
  return isObject(parsed) ? parsed : null
}

const optionalFields = policyServerSchema.omit({ address: true })

function readFields(fields: object, key: string) {
  const problems: PolicyProblem[] = []
  const found: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'address') continue
    const schema = Object.entries(optionalFields.shape).find(([known]) => known === name)?.[1]
    const isReadable = schema?.safeParse(value).success === true
    // What a program has written in another encoding than it was read.
    const isGarbled = typeof value === 'string' && value.includes('\ufffd')
    if (isReadable && !isGarbled) found[name] = value
    else {
      const kind = schema === undefined ? 'unknown' : isGarbled ? 'characters' : 'wrong'
      problems.push({ key: `${key}.${name}`, kind })
    }
  }
  return { fields: optionalFields.parse(found), problems }
}

function nextColour(index: number) {
  return serverColours[index % serverColours.length] ?? 'blue'
}
