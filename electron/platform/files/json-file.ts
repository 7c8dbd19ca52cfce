import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { z } from 'zod'
import { errorCodeOf } from '../../model/error-code.ts'
import type { JsonFile } from '../../model/json-file.ts'

/** A JSON file that is validated by a schema when it is read. Only its owner can read it. */
export function createJsonFile<Value>(
  path: string,
  schema: z.ZodType<Value>,
  now: () => number,
): JsonFile<Value> {
  return {
    name: basename(path),
    read: () => {
      const text = readText(path)
      if (text === null) return { kind: 'missing' }
      const parsed = schema.safeParse(parse(text))
      if (parsed.success) return { kind: 'read', value: parsed.data }
      const movedTo = `${path}.damaged-${new Date(now()).toISOString().replaceAll(':', '-')}`
      renameSync(path, movedTo)
      return { kind: 'damaged', movedTo }
    },
    write: (value) => {
      const temporary = `${path}.new`
      writeFileSync(temporary, `${JSON.stringify(value, null, 2)}\n`, { flush: true, mode: 0o600 })
      renameSync(temporary, path)
    },
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return null
    throw error
  }
}

/** Undefined, which no schema accepts: it is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
