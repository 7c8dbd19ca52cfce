import type { DownloadError } from '../model/download.ts'

/** Waits for the disk: null when it did what was asked, else why not. */
export async function diskErrorOf(work: Promise<unknown>): Promise<DownloadError | null> {
  try {
    await work
    return null
  } catch (error) {
    return toDiskError(error)
  }
}

export function toDiskError(error: unknown): DownloadError {
  switch (error instanceof Error && 'code' in error ? error.code : null) {
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

/** What an error says, without the network's own prefix. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message.replace(/^net::ERR_/, '') : String(error)
}
