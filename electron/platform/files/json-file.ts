import {
  lstatSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import type { z } from 'zod'
import { errorCodeOf } from '../../model/error-code.ts'
import { FileError, type JsonFile } from '../../model/json-file.ts'
import { parseJson } from '../../model/parse-json.ts'

/** A JSON file that is validated by a schema when it is read. Only its owner can read it. */
export function createJsonFile<Value, Written = Value>(
  path: string,
  schema: z.ZodType<Value>,
  now: () => number,
): JsonFile<Value, Written> {
  const attempt = <Result>(work: () => Result): Result => {
    try {
      return work()
    } catch (error) {
      throw new FileError(path, detailOf(error), { cause: error })
    }
  }
  return {
    name: basename(path),
    read: () => {
      const text = attempt(() => readText(path))
      if (text === null) return { kind: 'missing' }
      const parsed = schema.safeParse(parseJson(text))
      if (parsed.success) return { kind: 'read', value: parsed.data }
      const movedTo = `${path}.damaged-${new Date(now()).toISOString().replaceAll(':', '-')}`
      attempt(() => renameSync(path, movedTo))
      return { kind: 'damaged', movedTo }
    },
    write: (value) =>
      attempt(() => {
        const target = followLink(path)
        const temporary = `${target}.new`
        // What an interrupted write left. A new file is never one that somebody else has put there, nor a link.
        rmSync(temporary, { force: true })
        const text = `${JSON.stringify(value, null, 2)}\n`
        writeFileSync(temporary, text, { flag: 'wx', flush: true, mode: 0o600 })
        renameSync(temporary, target)
      }),
  }
}

function readText(path: string): string | null {
  try {
    return decodeText(readFileSync(path))
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return null
    throw error
  }
}

/** Editors of Windows begin a file with a byte order mark, and may write it in UTF-16. */
function decodeText(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  return bytes.toString(isUtf16 ? 'utf16le' : 'utf8').replace(/^\ufeff/, '')
}

/** The file that a symbolic link leads to, so that a link (to a synchronized folder, say) stays one. */
function followLink(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    // Either there is nothing yet, or the link leads to a file that does not exist yet.
    const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true
    return isLink ? resolve(dirname(path), readlinkSync(path)) : path
  }
}

function detailOf(error: unknown): string {
  switch (errorCodeOf(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'file-forbidden'
    case 'ENOSPC':
    case 'EDQUOT':
      return 'disk-full'
    case 'EISDIR':
      return 'file-is-folder'
    default:
      return error instanceof Error ? error.message : String(error)
  }
}
