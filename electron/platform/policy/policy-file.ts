import { constants } from 'node:fs'
import { type FileHandle, lstat, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errorCodeOf } from '../../model/error-code.ts'
import { limits } from '../../model/limits.ts'
import { parseJson } from '../../model/parse-json.ts'
import type { PolicyContent, PolicyProblemKind } from '../../model/policy.ts'

/** Who may write a policy: root. */
const rootId = 0
const writableByOthers = 0o022

/** The bytes of a file that only its owner can write, or why it is not used; null: there is none. */
export type TrustedFile =
  | { readonly kind: 'read'; readonly text: string }
  | { readonly kind: 'refused'; readonly why: PolicyProblemKind }

/** Reads a policy that is a JSON file. @param owner whose it has to be */
export async function readPolicyFile(path: string, owner = rootId): Promise<PolicyContent> {
  const file = await readTrustedFile(path, owner)
  if (file === null) return { kind: 'none' }
  if (file.kind === 'refused') return { kind: 'refused', place: path, why: file.why }
  return parsePolicy(path, file.text)
}

/** Reads JSON as the content of a policy. */
export function parsePolicy(place: string, text: string): PolicyContent {
  const values = parseJson(text.replace(/^\ufeff/, ''))
  return values === undefined ? { kind: 'refused', place, why: 'syntax' } : { kind: 'values', place, values }
}

/**
 * Reads a file that decides for all users. What somebody else than its owner could have written is refused: the file and
 * its folder have to be the owner's, and writable only by them. What is checked is what is read.
 */
export async function readTrustedFile(path: string, owner = rootId): Promise<TrustedFile | null> {
  let file: FileHandle
  try {
    // Without waiting for the other end of a pipe.
    file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    const code = errorCodeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    return { kind: 'refused', why: code === 'ELOOP' ? 'no-file' : 'unreadable' }
  }
  try {
    const stats = await file.stat()
    const folder = await lstat(dirname(path))
    if (!stats.isFile() || !folder.isDirectory()) return { kind: 'refused', why: 'no-file' }
    if (stats.uid !== owner || folder.uid !== owner) return { kind: 'refused', why: 'owner' }
    if (((stats.mode | folder.mode) & writableByOthers) !== 0) return { kind: 'refused', why: 'writable' }
    const { max } = limits.arriving.policy
    // One more than may be: it may have grown.
    const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(max + 1), position: 0 })
    if (bytesRead > max) return { kind: 'refused', why: 'too-large' }
    return { kind: 'read', text: buffer.toString('utf8', 0, bytesRead) }
  } catch {
    return { kind: 'refused', why: 'unreadable' }
  } finally {
    await file.close()
  }
}
