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

export function toDiskError(error: unknown): DownloadError {
  switch (errorCodeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return { kind: 'disk-full' }
    case 'EACCES':
    case 'EPERM':
    case 'ELOOP':
      return { kind: 'folder-forbidden' }
    case 'EROFS':
      return { kind: 'folder-read-only' }
    case 'ENOENT':
    case 'ENOTDIR':
      return { kind: 'folder-missing' }
    case 'EFBIG':
      return { kind: 'too-large' }
    default:
      return { kind: 'not-written', detail: errorText(error) }
  }
}

/** The message of an error, without Chromium's prefix. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message.replace(/^net::ERR_/, '') : String(error)
}
