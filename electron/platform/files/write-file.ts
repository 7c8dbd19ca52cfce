import { open, rename, rm } from 'node:fs/promises'
import { errorCodeOf } from '../../model/error-code.ts'

/**
 * Writes a file piece by piece, under a temporary name until it is complete.
 *
 * @returns why it failed: the key of a text (`problem.detail`), or the system's message; null: it was written
 */
export async function writeFileInPieces(path: string, pieces: Iterable<string>): Promise<string | null> {
  const temporary = `${path}.part`
  try {
    const file = await open(temporary, 'w')
    try {
      for (const piece of pieces) await file.writeFile(piece)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
    return null
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {})
    return reasonOf(error)
  }
}

function reasonOf(error: unknown): string {
  switch (errorCodeOf(error)) {
    case 'ENOSPC':
      return 'disk-full'
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'place-forbidden'
    default:
      return error instanceof Error ? error.message : String(error)
  }
}
