import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { z } from 'zod'

/** What was found; a file that can't be understood was moved out of the way. */
export type ReadFile<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'missing' }
  | { readonly kind: 'damaged'; readonly movedTo: string }

/**
 * Reads a JSON file that only this app writes.
 *
 * @param prepare completes what was read before the schema sees it
 * @throws when the file is there but can't be read or moved
 */
export function readJsonFile<Value>(
  path: string,
  schema: z.ZodType<Value>,
  now: number,
  prepare: (value: unknown) => unknown = (value) => value,
): ReadFile<Value> {
  const text = read(path)
  if (text === null) return { kind: 'missing' }
  const parsed = schema.safeParse(prepare(parse(text)))
  if (parsed.success) return { kind: 'read', value: parsed.data }
  const movedTo = `${path}.damaged-${new Date(now).toISOString().replaceAll(':', '-')}`
  renameSync(path, movedTo)
  return { kind: 'damaged', movedTo }
}

/** Writes the file so that a crash leaves either the old one or the new one. Only its owner can read it. */
export function writeJsonFile(path: string, value: unknown): void {
  const draft = `${path}.new`
  writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { flush: true, mode: 0o600 })
  renameSync(draft, path)
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
