import type { DownloadError } from '../model/download.ts'
import { errorCodeOf } from '../model/error-code.ts'

/** Waits for a disk operation; null when it succeeded, else why it failed. */
export async function diskErrorOf(operation: Promise<unknown>): Promise<DownloadError | null> {
  try {
    await operation
    return null
  } catch (error) {
    return toDiskError(error)
  }
}

const kinds = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'folder-forbidden',
  EPERM: 'folder-forbidden',
  ELOOP: 'folder-forbidden',
  EROFS: 'folder-read-only',
  ENOENT: 'folder-missing',
  ENOTDIR: 'folder-missing',
  // From creating the folder; a file of the same name only leads to another name.
  EEXIST: 'folder-is-file',
  EFBIG: 'too-large',
} as const

const hasKind = (code: string | null): code is keyof typeof kinds =>
  code !== null && Object.hasOwn(kinds, code)

export function toDiskError(error: unknown): DownloadError {
  const code = errorCodeOf(error)
  return hasKind(code) ? { kind: kinds[code] } : { kind: 'not-written', detail: errorText(error) }
}

/** The message of an error, without Chromium's prefix. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message.replace(/^net::ERR_/, '') : String(error)
}
