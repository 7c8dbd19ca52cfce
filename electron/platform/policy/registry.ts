import type { PolicyContent } from '../../model/policy.ts'

const root = 'HKEY_LOCAL_MACHINE'

/**
 * Reads what `reg.exe query <key> /s` prints. Values of subkeys become objects: `retention\days` is `retention: { days }`.
 * The types of values are not translated in any language of Windows, and neither is the form of the lines.
 */
export function parseRegistry(key: string, output: string): PolicyContent {
  const values: Record<string, unknown> = {}
  let target: Record<string, unknown> | null = null
  for (const line of output.split(/\r?\n/)) {
    if (line.startsWith(root)) target = subkeyOf(values, line.trimEnd().slice(root.length + 1), key)
    const value = /^ {4}(.*?) {4}REG_([A-Z_]+)(?: {4}(.*))?$/.exec(line)
    const [, name = '', type = '', data = ''] = value ?? []
    // The default value of a key has no name of its own, and is in the language of the system.
    if (value === null || target === null || (name.startsWith('(') && name.endsWith(')'))) continue
    define(target, name, dataOf(type, data))
  }
  return { kind: 'values', place: key, values }
}

/** The object for the values of this key; null: the key is none of the policy's. */
function subkeyOf(
  values: Record<string, unknown>,
  path: string,
  key: string,
): Record<string, unknown> | null {
  const own = key.slice(root.length + 1)
  if (path.toLowerCase() === own.toLowerCase()) return values
  if (!path.toLowerCase().startsWith(`${own.toLowerCase()}\\`)) return null
  const [name = '', ...deeper] = path.slice(own.length + 1).split('\\')
  // Nothing of a policy is that deep.
  if (deeper.length > 0) return null
  const subkey: Record<string, unknown> = {}
  define(values, name, subkey)
  return subkey
}

function dataOf(type: string, data: string): unknown {
  switch (type) {
    case 'DWORD':
    case 'QWORD':
      return Number(data)
    case 'MULTI_SZ':
      return data.split('\\0').filter((text) => text.trim() !== '')
    case 'SZ':
      return data
    default:
      return { type: `REG_${type}` }
  }
}

/** Also for a name like `__proto__`. */
function define(target: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true })
}
